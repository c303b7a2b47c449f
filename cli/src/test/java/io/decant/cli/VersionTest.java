package io.decant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void versionNamesDecantAndTheJavaItRunsOn() {
    Decant.Result result = Decant.run("--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("decant ")
        .contains("Java " + System.getProperty("java.version"));
  }
}

package io.decant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VersionTest {

  @Test
  void versionNamesDecantAndTheJavaItRunsOn() {
    StringWriter output = new StringWriter();

    int exitCode =
        new CommandLine(new DecantCommand())
            .setOut(new PrintWriter(output, true))
            .execute("--version");

    assertThat(exitCode).isZero();
    assertThat(output.toString())
        .startsWith("decant ")
        .contains("Java " + System.getProperty("java.version"));
  }
}

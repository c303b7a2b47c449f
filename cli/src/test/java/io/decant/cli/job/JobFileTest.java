package io.decant.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decant.converter.DecantException.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileTest {
  @TempDir Path folder;

  @Test
  void aFileBecomesTheOptionsThatItStandsFor() throws IOException {
    JobFile job =
        read(
            """
            version: 1
            source: mysql://app@${HOST}/shop
            target:
              url: postgresql://app@new/shop
              password: "${SECRET}"
            defaults: { parallel: 8, batch-size: 10000, on-error: reject, max-rejects: 1%, memory: 512m }
            tables:
              include: [ord*, customer]
              exclude: tmp_*
              rename: { old: new }
              where: { orders: "placed >= '2025-01-01'" }
            verify: { mode: counts }
            """,
            Map.of("HOST", "old", "SECRET", "a$1\\b"));

    assertThat(job.options())
        .containsOnly(
            Map.entry("--source", List.of("mysql://app@old/shop")),
            Map.entry("--target", List.of("postgresql://app@new/shop")),
            Map.entry("--parallel", List.of("8")),
            Map.entry("--batch-size", List.of("10000")),
            Map.entry("--on-error", List.of("reject")),
            Map.entry("--max-rejects", List.of("1%")),
            Map.entry("--memory", List.of("512m")),
            Map.entry("--tables", List.of("old=new", "ord*", "customer")),
            Map.entry("--exclude-tables", List.of("tmp_*")),
            Map.entry("--where", List.of("orders:placed >= '2025-01-01'")),
            Map.entry("--verify", List.of("counts")));
    assertThat(job.passwords()).containsOnly(Map.entry("DECANT_TARGET_PASSWORD", "a$1\\b"));
  }

  @Test
  void renamingAloneStillTakesEveryTable() throws IOException {
    assertThat(read("version: 1\ntables: { rename: { old: new } }", Map.of()).option("--tables"))
        .containsExactly("old=new", "*");
  }

  @Test
  void aMistypedKeyIsAnsweredWithTheRightOne() {
    assertThat(refusal("version: 1\nsourc: a").hint()).isEqualTo("Did you mean 'source'?");
    assertThat(refusal("version: 1\ndefaults: { batchsize: 1 }").hint()).contains("'batch-size'");
    assertThat(refusal("version: 1\ndefaults: { batchsize: 1 }").where())
        .endsWith("defaults.batchsize");
  }

  @Test
  void partsOfTheContractThatAreNotHereYetSaySo() {
    assertThat(refusal("version: 1\ntypes: []")).hasMessage("not in this version");
    assertThat(refusal("version: 1\npolicies: {}")).hasMessage("not in this version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "source: a",
        "version: 2",
        "version: 1\nversion: 1",
        "version: 1\nsource: [a]",
        "version: 1\nsource: {}\ntarget: null",
        "version: 1\nsource: ${NOT_SET}",
        "version: 1\nsource: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://h\"]]",
        "version: 1\nsource: !secret a",
        "version: 1\nsource: &a b\ntarget: *a",
        "version: 1\ndefaults: &a { parallel: 1 }\ntables: *a",
        "version: 1\nsource: 'a",
        "version: 1\n---\nversion: 1",
        "version: 1\ntables: { include: { a: b } }",
      })
  void whatIsNoJobFileIsRefused(String text) {
    assertThatThrownBy(() -> read(text, Map.of())).isInstanceOf(UserError.class);
  }

  @Test
  void anAliasBombIsRefusedBeforeItGrows() {
    StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i))
          .append("*a%d,".formatted(i - 1).repeat(10))
          .append("x]\n");
    }
    assertThat(refusal(bomb.toString()).getMessage()).contains("aliases");
  }

  @Test
  void noRefusalRepeatsThePassword() {
    for (String text :
        List.of(
            "version: 1\nsource: { url: x, password: 'hunter2 }",
            "version: 1\nsource: { url: x, password: hunter2, nonsense: 1 }",
            "version: 1\nsource: { password: hunter2, password: hunter2 }",
            "version: 1\nsource: { password: [hunter2] }")) {
      UserError refusal = refusal(text);
      assertThat(refusal.where() + refusal.getMessage() + refusal.hint()).doesNotContain("hunter2");
    }
  }

  private UserError refusal(String text) {
    return catchThrowableOfType(UserError.class, () -> read(text, Map.of()));
  }

  private JobFile read(String text, Map<String, String> environment) throws IOException {
    Path file = Files.writeString(folder.resolve("decant.yaml"), text);
    return JobFile.read(file, environment);
  }
}

package io.decant.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decant.converter.DecantException.UserError;
import io.decant.engine.Mapping;
import io.decant.engine.TypeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
            defaults: { parallel: 8, batch-size: 10000, on-error: reject, max-rejects: 1%, memory: 512m, sample: all }
            documents: { arrays: json, objects: flatten }
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
            Map.entry("--sample", List.of("all")),
            Map.entry("--arrays", List.of("json")),
            Map.entry("--objects", List.of("flatten")),
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
  void typesAndPoliciesAreRead() throws IOException {
    Mapping mapping =
        read(
                """
                version: 1
                types:
                  - { from: "tinyint(1)", to: smallint }
                  - { column: users.active, to: Boolean }
                  - from: datetime
                    when: { not-null: true, default: "0000-00-00*", precision: "<= 3" }
                    to: decimal(10, 2)
                policies: { zero-date: reject, invalid-date: null, nul-byte: strip }
                """,
                Map.of())
            .mapping();

    assertThat(mapping.types())
        .extracting(TypeRule::where)
        .containsExactly("types[0]", "types[1]", "types[2]");
    assertThat(mapping.types())
        .extracting(rule -> rule.to().toString())
        .containsExactly("int16", "boolean", "decimal(10,2)");
    assertThat(mapping.types().get(2).when().precision()).contains(new TypeRule.Bound("<=", 3));
    assertThat(mapping.values())
        .hasToString(
            "{ZERO_DATE=REJECT, INVALID_DATE=NULL, NUL_BYTE=STRIP, INVALID_UTF8=REJECT,"
                + " NAN=DEFAULT, OUT_OF_RANGE=REJECT, ENUM_ERROR_VALUE=NULL}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          types: [ { from: int, to: smalint } ]                       ; types[0].to                ; 'smallint'
          types: [ { from: int } ]                                    ; types[0]                   ; Add to:
          types: [ { to: text } ]                                     ; types[0]                   ; Add from:
          types: [ { form: int, to: text } ]                          ; types[0].form              ; 'from'
          types: { from: int, to: text }                              ; types                      ; dash
          types: [ { when: { notnull: true }, to: text } ]            ; types[0].when.notnull      ; 'not-null'
          types: [ { when: { not-null: 2 }, to: text } ]              ; types[0].when.not-null     ;
          types: [ { when: { length: long }, to: text } ]             ; types[0].when.length       ; > 255
          types: [ { when: { nullable: 1, not-null: 1 }, to: text } ] ; types[0].when              ; Leave one
          policies: { zero-dates: null }                              ; policies.zero-dates        ; 'zero-date'
          policies: { zero-date: nul }                                ; policies.zero-date         ; 'null'
          policies: { nul-byte: null }                                ; policies.nul-byte          ; strip
          """)
  void aMistakeInTypesOrPoliciesIsAnsweredWithTheRemedy(String text, String where, String hint) {
    UserError refusal = refusal("version: 1\n" + text);
    assertThat(refusal.where()).endsWith(", " + where);
    assertThat(refusal.hint()).contains(hint == null ? "" : hint);
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

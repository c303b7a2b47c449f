package io.decant.cli.command;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import io.decant.cli.terminal.Console;
import io.decant.engine.Filter;
import io.decant.engine.Mapping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate",
        "rehearse",
        "migrate-schema",
        "migrate-data",
        "assess",
        "plan",
        "convert-schema",
        "verify",
        "status",
        "connectors",
        "list-connectors",
        "generate-completion"
      })
  void everyCommandHasHelpThatFits(String command) {
    Result result = Decant.run(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Usage: decant " + command.replace("list-", ""));
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  @Test
  void theHelpOfAssessSaysWhatItsSampleAndItsTargetMayBe() {
    assertThat(Decant.run("assess", "--help").out())
        .contains("--sample=ROWS|N%|all", "--target=URL|ENGINE");
    assertThat(Decant.run("migrate", "--help").out())
        .contains("--sample=ROWS|all", "--target=URL  ");
  }

  @Test
  void everyParameterOfAUrlIsListedWhole() {
    assertThat(Decant.run("connectors").out())
        .doesNotContain("…")
        .contains("authMechanism", "directConnection", "replicaSet", "sslrootcert");
  }

  @Test
  void helpOfARunShowsExamplesAndExitCodes() {
    assertThat(Decant.run("migrate", "--help").out())
        .contains("Examples:", "--if-exists", "truncate", "Exit codes:", "130");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, true, false, true, 0",
    "mysql, false, true, false, 0",
    "sqlite, false, false, true, 1",
    "file, false, false, false, 0",
  })
  void programsAreToldWhatEachDatabaseCanAndWhatItCannot(
      String scheme, boolean schemas, boolean equalTypes, boolean unique, int writers) {
    assertThat(Decant.run("connectors", "--json").out().lines())
        .filteredOn(line -> line.startsWith("{\"schemes\":[\"" + scheme + "\""))
        .singleElement(as(STRING))
        .contains("\"capabilities\":{\"sink\":true,\"consistent-snapshot\":true,")
        .contains("\"schemas\":" + schemas + ",\"folds-table-names\":")
        .contains("\"equal-key-types\":" + equalTypes + ",\"unique-references\":" + unique)
        .contains("\"max-writers\":" + writers + ",\"limits\":{\"nul-in-text\":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "migrat --source a | Did you mean 'migrate'?",
        "migrate --sourc=mysql://app:hunter2@h/d | Did you mean '--source'?",
        "migrate mysql://app:hunter2@h/d | unexpected argument",
        "migrate --simple 3 | unknown option '--simple'",
        "migrate --source sqlite:a.db --sample 3 | --sample: it means nothing to sqlite",
        "migrate --source file:a?sample=3 --sample 4 | --sample: the source URL says 'sample', too",
        "migrate --source file:a --sample x | sample: 'x' is no number of rows",
        "migrate --source oracle://app:hunter2@h/d | unknown scheme 'oracle'",
        "migrate | --source: it is not given",
        "migrate --source sqlite:a.db --parallel 0 | --parallel: 0 is too few",
        "migrate --source sqlite:a.db --parallel x | '--parallel'",
        "migrate --source sqlite:a.db --memory lots | '--memory'",
        "migrate --source sqlite:a.db --if-exists replace | error, truncate",
        "migrate --source sqlite:a.db --on-error rejct | Did you mean 'reject'?",
        "migrate --source sqlite:a.db --max-rejects many | --max-rejects",
        "migrate --source sqlite:a.db --loss allowed | '--loss'",
        "migrate --source sqlite:a.db --verify=all | '--verify'",
        "migrate --source sqlite:a.db --progress dots | '--progress'",
        "migrate --source sqlite:a.db --report pdf=a.pdf | unknown report format 'pdf'",
        "migrate --source sqlite:a.db --report a.html | not of the form",
        "migrate --source sqlite:a.db --output no/folder/a.html | is not there",
        "migrate --source sqlite:a.db --config no.yaml | no.yaml: it cannot be read",
        "migrate --source sqlite:a.db --source-password-file no.txt | --source-password-file",
        "migrate --source sqlite:a.db --source sqlite:b.db | --source: it is given twice",
        "migrate --source sqlite:a.db --if-exists drop | Add --yes",
        "sync --source sqlite:a.db | sync: not in this version",
        "sync | not in this version",
        "convert-schema --from sqlite --to mysql --input no.sql --output - | no such file",
        "convert-schema --from redis --to mysql --input a.sql --output - | no dumps in SQL",
        "convert-schema --from sqlite --to mongodb --input a.sql --output - | has no DDL",
        "convert-schema --from sqlit --to mysql --input a.sql --output - | Did you mean",
        "rollback --run 3 | not in this version",
      })
  void aMistakeIsOneLineThatSaysWhatToDo(String line, String expected) {
    Result result = Decant.run(line.strip().split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    String told = result.err().replaceFirst("(?m)^No --target.*\\R", "");
    assertThat(told)
        .startsWith("decant: ")
        .contains(" -> ")
        .contains(expected)
        .doesNotContain("hunter2");
    assertThat(told.strip().lines()).hasSize(1);
  }

  @Test
  void aCommandMustBeNamed() {
    Result result = Decant.run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("Which command?");
  }

  @Test
  void completionKnowsTheCommandsAndTheWords() {
    Result result = Decant.run("generate-completion");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("migrate-schema", "--if-exists", "truncate");
  }

  @Test
  void optionsThatMayBeRepeatedAddUp() {
    CommandLine line = Cli.commandLine(Console.ofProcess(), Mapping.DEFAULTS, List.of());
    SelectionOptions options = new SelectionOptions();
    line.getCommandSpec()
        .addMixin("selection", CommandLine.Model.CommandSpec.forAnnotatedObject(options));

    line.parseArgs(
        "--where", "a > 1", "--tables=a,b", "--where=t:b::int = 2", "--tables", "re:c{1,2}");

    assertThat(options.selection().tables()).containsExactly("a", "b", "re:c{1,2}");
    assertThat(options.selection().filters())
        .containsExactly(new Filter("", "a > 1"), new Filter("t", "b::int = 2"));
  }

  @Test
  void theEnvironmentStandsInForOptionsThatAreNotGiven() {
    Map<String, String> environment =
        Map.of("DECANT_SOURCE", "sqlite:a.db", "DECANT_PARALLEL", "none", "DECANT_QUIET", "true");

    assertThat(Decant.in(environment).execute("migrate").err()).contains("'--parallel'");
    assertThat(Decant.in(environment).execute("migrate", "--parallel", "0").err())
        .contains("0 is too few");
  }

  @Test
  void passwordsAreTakenOutOfStrangeTexts() {
    for (String text :
        List.of(
            "x mysql://app:hunter2@h/d y",
            "mysql://app:hun@ter2@h",
            "password=hunter2&x",
            "Password: hunter2")) {
      assertThat(Redaction.of(text)).doesNotContain("hunter2").doesNotContain("ter2");
    }
  }
}

package io.decant.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.Database;
import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked what before anything is written, and what the answers do. */
class ConfirmationTest {
  @TempDir Path folder;
  private Database source;
  private Database target;

  @BeforeEach
  void make() throws SQLException {
    source =
        new Database(folder.resolve("shop.db"))
            .run(
                "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT); "
                    + "INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c'); "
                    + "CREATE VIEW cheap AS SELECT id FROM item");
    target =
        new Database(folder.resolve("copy.db"))
            .run(
                "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT); "
                    + "INSERT INTO item VALUES (7, 'mine'), (8, 'mine too'); "
                    + "CREATE VIEW cheap AS SELECT 1 AS id; "
                    + "CREATE TABLE other (x)");
  }

  private Result answering(String answer, String... options) {
    return Decant.in(Map.of()).onTerminal(answer).execute(command(options));
  }

  private String[] command(String... options) {
    List<String> words =
        new ArrayList<>(List.of("migrate", "--source", source.url(), "--target", target.url()));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  @Test
  void whoeverDropsSeesTheTablesWithTheirRowsAndTheViews() throws SQLException {
    Result no = answering("\n", "--if-exists=drop");

    assertThat(no.exitCode()).isEqualTo(2);
    assertThat(no.err())
        .contains("1 table of sqlite:" + target.file() + " will be dropped, with all rows:")
        .containsPattern("item +2\n")
        .contains("and 1 view: cheap", "Go on? [y/N]", "not confirmed; nothing was written")
        .doesNotContain("other");
    assertThat(target.rows("SELECT name FROM item")).containsExactly("mine", "mine too");

    assertThat(answering("yes\n", "--if-exists=drop").exitCode()).isZero();
    assertThat(target.rows("SELECT name FROM item")).containsExactly("a", "b", "c");
  }

  @Test
  void whoeverTruncatesIsAskedAndWhoeverAppendsIsNot() throws SQLException {
    assertThat(answering("n\n", "--if-exists=truncate").err()).contains("will be emptied");
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("2");

    Result appended = answering("", "--if-exists=append", "--tables=item");
    assertThat(appended.err()).doesNotContain("[y/N]");
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("5");
  }

  @Test
  void nobodyIsAskedWhereThereIsNothingToRemove() throws SQLException {
    target.run("DROP TABLE item; " + "DROP VIEW cheap");

    Result result = answering("", "--if-exists=drop");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).doesNotContain("[y/N]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop", "truncate"})
  void whereNobodyIsThereToBeAskedNothingIsTouched(String what) throws SQLException {
    Result result = Decant.run(command("--if-exists=" + what));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--if-exists " + what, "nobody is here", "Add --yes");
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("2");

    assertThat(Decant.run(command("--if-exists=" + what, "--yes", "--tables=item")).exitCode())
        .isZero();
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("3");
  }

  @Test
  void productionAsksBeforeItAddsRowsToOthers() throws SQLException {
    String[] options = {"--if-exists=append", "--tables=item", "--profile=production"};

    assertThat(answering("n\n", options).err()).contains("will get more rows", "[y/N]");
    Result alone = Decant.run(command(options));
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).contains("adds rows to tables that are there", "--yes");
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("2");

    assertThat(answering("y\n", options).exitCode()).isZero();
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("5");
  }

  @Test
  void developmentAsksNobodyAndCountsOnly() throws SQLException {
    Result result = Decant.run(command("--if-exists=drop", "--profile=development"));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("(numbers of rows)");
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("3");
  }

  @Test
  void anOptionGoesBeforeItsProfileWhereverItStands() throws IOException, SQLException {
    Path job =
        Files.writeString(
            folder.resolve("decant.yaml"),
            "version: 1\ndefaults: { profile: development, if-exists: drop }\n");
    String[] words = command("--config", job.toString());

    assertThat(Decant.run(words).out()).contains("(numbers of rows)");
    assertThat(Decant.in(Map.of("DECANT_VERIFY", "none")).execute(words).out())
        .contains("not verified");
    assertThat(Decant.run(command("--config", job.toString(), "--verify")).out())
        .contains("every value");
    assertThat(Decant.in(Map.of("DECANT_PROFILE", "staging")).execute(words).err())
        .contains("nobody is here");
  }

  @Test
  void productionForbidsLossesUnlessTheyAreAllowed() throws IOException, SQLException {
    String job = momentsAsInstants();
    String[] production = {
      "--config", job, "--tables=moments", "--profile=production", "--if-exists=drop", "--yes"
    };

    Result refused = Decant.run(command(production));
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("--loss forbid: ", "moments.at: TIME_ZONE");

    Result allowed = Decant.run(and(production, "--loss=allow:TIME_ZONE"));
    assertThat(allowed.exitCode()).as(allowed.err()).isZero();
    assertThat(allowed.out()).contains("TIME_ZONE changes: 1 row", "every value");
    assertThat(Decant.run(command("--profile", "produktion")).err())
        .contains("Did you mean 'production'?");
  }

  @Test
  void productionAsksWhetherWarningsWereRead() throws IOException, SQLException {
    String[] options = {
      "--config",
      momentsAsInstants(),
      "--tables=moments",
      "--profile=production",
      "--loss=allow:NUL_BYTE"
    };

    Result alone = Decant.run(command(options));
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err())
        .contains("warning: --loss: TIME_ZONE is certain for moments.at")
        .contains("--profile production: 1 warning, and nobody is here to be asked");
    assertThat(target.rows("SELECT name FROM sqlite_schema WHERE name = 'moments'")).isEmpty();

    Result agreed = answering("y\n", options);
    assertThat(agreed.err()).contains("[y/N]");
    assertThat(agreed.exitCode()).as("a loss that is not allowed").isEqualTo(3);
  }

  @Test
  void productionAdvisesTheRehearsalOfThisVeryRunAndAsksNobodyForIt() throws Exception {
    target.run("DROP TABLE item; " + "DROP VIEW cheap");
    String[] options = {"--tables=item", "--where=id > 1"};
    Result result = Decant.run(and(options, "--profile=production"));

    assertThat(result.exitCode()).as(result.err()).isZero();
    String advice =
        result.err().lines().filter(line -> line.contains("decant rehearse")).findFirst().get();
    assertThat(advice).startsWith("warning: --profile production: ");
    String[] words =
        advice.replaceFirst(".*decant ", "").replace("'", "").replace("id > 1", "id>1").split(" ");
    Result rehearsed = Decant.run(words);
    assertThat(rehearsed.exitCode()).as(rehearsed.err()).isZero();
    assertThat(rehearsed.out()).contains("The sample went over and is equal");
    assertThat(target.rows("SELECT name FROM item")).containsExactly("b", "c");
    assertThat(Decant.run(command("--if-exists=drop", "--yes")).err()).doesNotContain("rehearse");
  }

  @Test
  void whereNothingCanBeRehearsedNoRehearsalIsAdvised() {
    try (TestDatabase redis = TestServers.redis().newDatabase()) {
      Result result =
          Decant.run(
              "migrate",
              "--source",
              source.url(),
              "--target",
              redis.url(),
              "--tables=item",
              "--profile=production",
              "--yes");
      assertThat(result.exitCode()).as(result.err()).isZero();
      assertThat(result.err()).doesNotContain("decant rehearse");
    }
  }

  @Test
  void everythingInTheWayIsToldAtOnce() throws IOException, SQLException {
    Result result = Decant.run(command("--config", momentsAsInstants(), "--loss=forbid", "--json"));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("already holds item -> Nothing was touched")
        .contains("--loss forbid: moments.at: TIME_ZONE")
        .contains("2 things are in the way: nothing was written");
    assertThat(result.out())
        .contains("\"event\":\"preflight-finding\"")
        .contains("\"code\":\"TARGET_NOT_EMPTY\"", "\"code\":\"LOSS\"")
        .contains("\"severity\":\"error\"");
    assertThat(target.rows("SELECT name FROM sqlite_schema WHERE name LIKE '%decant%'")).isEmpty();
  }

  @Test
  void whereNeitherDatabaseAnswersBothAreNamed() {
    Result result =
        Decant.run(
            "migrate",
            "--source",
            "postgresql://app@127.0.0.1:1/shop",
            "--target",
            "mysql://app@127.0.0.1:2/shop");

    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err()).contains("127.0.0.1:1", "127.0.0.1:2", "2 things are in the way");
  }

  @Test
  void aDryRunShowsWhatIsFoundAndTheReportHoldsIt() throws IOException, SQLException {
    Path report = folder.resolve("plan.json");
    Result result =
        Decant.run(
            command(
                "--config",
                momentsAsInstants(),
                "--tables=moments",
                "--dry-run",
                "--report",
                "json=" + report));

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("Found before the start")
        .contains("info: --loss: TIME_ZONE is certain for moments.at");
    assertThat(Files.readString(report)).containsPattern("\"findings\" : \\[ \\{\\s+\"severity\"");
  }

  /**
   * A source with a column that a rule gives another meaning, which costs something for certain.
   */
  private String momentsAsInstants() throws IOException, SQLException {
    source.run(
        "CREATE TABLE moments (id INTEGER PRIMARY KEY, at TIMESTAMP);"
            + " INSERT INTO moments VALUES (1, '2024-03-31 02:30:00')");
    String rules = "version: 1\ntypes: [ { column: moments.at, to: timestamptz } ]\n";
    return Files.writeString(folder.resolve("rules.yaml"), rules).toString();
  }

  private String[] and(String[] options, String more) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add(more);
    return command(all.toArray(String[]::new));
  }
}

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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a user can get wrong: one line that says what and what to do, and nothing written. */
class BadInputTest {
  @TempDir Path folder;
  private Database source;
  private Database target;

  @BeforeEach
  void makeSource() throws SQLException {
    source =
        new Database(folder.resolve("shop.db"))
            .run(
                "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO item VALUES (1,"
                    + " 'a')");
    target = new Database(folder.resolve("copy.db"));
  }

  @Test
  void aSourceThatIsNotThere() {
    assertRefused(5, "no such file", migrate("sqlite:" + folder.resolve("none.db"), target.url()));
  }

  @Test
  void aReportThatCannotBeWrittenIsToldBeforeAnythingElseIs() {
    for (String report : List.of("html=" + folder, "md=" + folder.resolve("no/such/r.md"))) {
      Path target = folder.resolve("target.db");
      Result result =
          Decant.run(
              "migrate",
              "--source",
              "sqlite:" + folder.resolve("source.db"),
              "--target",
              "sqlite:" + target,
              "--report",
              report);

      assertThat(result.exitCode()).as(report).isEqualTo(2);
      assertThat(result.err()).contains("--report").contains("->");
      assertThat(target).doesNotExist();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aReportThatFindsNoRoomInTheEndHidesNothingOfTheRun() {
    Result result =
        Decant.run(
            "migrate",
            "--source",
            source.url(),
            "--target",
            target.url(),
            "--report",
            "json=/dev/full");

    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.err()).contains("/dev/full cannot be written");
    assertThat(result.out()).contains("Done and verified: 1 table").doesNotContain("Report: ");
  }

  @Test
  void aSourceThatIsNoDatabase() throws IOException {
    Path text = Files.writeString(folder.resolve("text.db"), "x".repeat(5000));

    assertRefused(5, "not an SQLite database", migrate("sqlite:" + text, target.url()));
  }

  @Test
  void aReportThatWouldReplaceADatabaseOrAnotherReport() {
    String from = folder.resolve("shop.db").toString();
    String to = folder.resolve("copy.db").toString();
    String twice = folder.resolve("r").toString();

    for (String report : List.of("html=" + from, "json=" + to, "md=" + twice + ",html=" + twice)) {
      for (String command : List.of("migrate", "plan", "assess")) {
        Result refused =
            Decant.run(
                command, "--source", source.url(), "--target", target.url(), "--report", report);

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains("--report");
      }
    }
    assertRefused(6, "Make the folder first", migrate(source.url(), "sqlite:" + twice + "/a.db"));
  }

  @Test
  void aPlanThatWouldReplaceItsSourceOrAReport() throws IOException {
    Path same = folder.resolve("same");
    Path plan = folder.resolve("plan.yaml");
    String[] begin = {"plan", "--source", source.url(), "--target", target.url()};
    for (List<String> more :
        List.of(
            List.of("--report", "yaml=" + folder.resolve("shop.db")),
            List.of("--report", "yaml=" + same + ",md=" + same),
            List.of("--report", "yaml=" + same, "--ddl", same.toString()),
            List.of("--rejects", same.toString(), "--report", "md=" + same))) {
      Result refused =
          Decant.run(Stream.concat(Stream.of(begin), more.stream()).toArray(String[]::new));
      assertThat(refused.exitCode()).as(more + refused.err()).isEqualTo(2);
    }
    assertThat(same).doesNotExist();
    Decant.run("plan", "--source", source.url(), "--target", target.url(), "--output", "" + plan);
    Result refused = Decant.run("migrate", "--plan", "" + plan, "--report", "json=" + plan);
    assertThat(refused.err()).contains("is the plan itself");
  }

  @Test
  void aSourceWithoutTables() throws SQLException {
    Database empty = new Database(folder.resolve("empty.db")).run("VACUUM");

    assertRefused(2, "has no tables", migrate(empty.url(), target.url()));
  }

  @Test
  void aTargetWithoutAFolder() {
    assertRefused(
        6,
        "Make the folder first",
        migrate(source.url(), "sqlite:" + folder.resolve("no/copy.db")));
  }

  @Test
  void aTargetThatHoldsTheTableAlready() throws SQLException {
    target.run("CREATE TABLE item (mine)");

    Result result = migrate(source.url(), target.url());

    assertOneLine(2, "already holds item", result);
    assertThat(target.rows("SELECT sql FROM sqlite_schema"))
        .containsExactly("CREATE TABLE item (mine)");
  }

  @Test
  void aTargetThatHoldsTheTableInAnotherCase() throws SQLException {
    target.run("CREATE TABLE ITEM (mine)");

    Result result = migrate(source.url(), target.url());

    assertOneLine(2, "already holds item", result);
    assertThat(target.rows("SELECT sql FROM sqlite_schema"))
        .containsExactly("CREATE TABLE ITEM (mine)");
  }

  @Test
  void aTargetThatIsTheSource() throws SQLException {
    String again = "sqlite:" + folder.resolve("../" + folder.getFileName() + "/shop.db");

    Result result = migrate(source.url(), again, "--if-exists=drop", "--yes");

    assertOneLine(2, "same database", result);
    assertThat(source.rows("SELECT * FROM item")).containsExactly("1|a");
  }

  @Test
  void namesThatMatchNothing() {
    assertRefused(
        2, "'items' matches no table", migrate(source.url(), target.url(), "--tables", "items"));
    assertRefused(2, "names no table", migrate(source.url(), target.url(), "--tables", ","));
    assertRefused(
        2,
        "'items' matches no table",
        migrate(source.url(), target.url(), "--where", "items:id = 1"));
    assertRefused(
        2, "leaves no table", migrate(source.url(), target.url(), "--exclude-tables", "*"));
  }

  @Test
  void aConditionThatTheSourceRefuses() {
    assertRefused(
        2, "no such column: absent", migrate(source.url(), target.url(), "--where", "absent = 1"));
  }

  @Test
  void aPlanTellsOfEveryConditionThatTheSourceRefuses() throws SQLException {
    source.run("CREATE TABLE other (a)");
    Result result =
        Decant.run(
            "plan",
            "--source=" + source.url(),
            "--target=" + target.url(),
            "--where=item:absent = 1",
            "--where=other:away = 1");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out() + result.err())
        .contains("no such column: absent", "no such column: away");
  }

  @Test
  void aConditionThatNoRowMeets() {
    assertRefused(
        2, "meets the condition", migrate(source.url(), target.url(), "--where", "1 = 0"));
  }

  @Test
  void aRunThatCannotBeResumed() {
    assertRefused(2, "knows of no run", migrate(source.url(), target.url(), "--resume"));
  }

  @Test
  void aServerThatIsNotThere() {
    String nobody = "postgresql://app:hunter2@127.0.0.1:1/shop";
    assertRefused(5, "127.0.0.1:1", migrate(nobody, target.url()));
    assertRefused(6, "127.0.0.1:1", migrate(source.url(), nobody));
  }

  @Test
  void aUserWhoMayNotEnter() {
    try (TestDatabase database = TestServers.postgresql().newDatabase()) {
      String url = database.url().replaceFirst("://[^@]*@", "://nobody:hunter2@");
      assertRefused(5, "nobody", migrate(url, target.url()));
    }
  }

  @Test
  void aDatabaseThatIsNotOnTheServer() {
    try (TestDatabase database = TestServers.postgresql().newDatabase()) {
      String url = database.url().replaceFirst("(://[^/]*/)[^?]*", "$1no_such_database");
      assertRefused(5, "no_such_database", migrate(url, target.url()));
    }
  }

  private static Result migrate(String from, String to, String... more) {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("migrate", "--source", from, "--target", to, "--progress=none"));
    arguments.addAll(List.of(more));
    return Decant.run(arguments.toArray(String[]::new));
  }

  private void assertRefused(int exitCode, String expected, Result result) {
    assertOneLine(exitCode, expected, result);
    assertThat(target.file()).doesNotExist();
  }

  private static void assertOneLine(int exitCode, String expected, Result result) {
    assertThat(result.err())
        .startsWith("decant: ")
        .contains(expected, " -> ")
        .doesNotContain("hunter2");
    assertThat(result.err().strip().lines()).hasSize(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(exitCode);
  }
}

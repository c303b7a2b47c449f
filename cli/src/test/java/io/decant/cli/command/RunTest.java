package io.decant.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Database;
import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;

/** Whole commands, from the arguments to the files. */
class RunTest {
  private static final String HOSTILE = "<script>\u001b[31m\u202e";

  @TempDir Path folder;
  private Database source;
  private Database target;

  @BeforeEach
  void makeSource() throws SQLException {
    source =
        new Database(folder.resolve("shop.db"))
            .run(
                """
                CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
                INSERT INTO item VALUES (1, 'a'), (2, 'b'), (3, 'c');
                CREATE TABLE "%s" (x);
                CREATE VIEW names AS SELECT name FROM item;
                """
                    .formatted(HOSTILE));
    target = new Database(folder.resolve("copy.db"));
  }

  @Test
  void everyEventIsALineOfJsonAndTheReportTheLast() throws IOException {
    Result result =
        Decant.run("migrate", "--source", source.url(), "--target", target.url(), "--json");

    assertThat(result.exitCode()).isZero();
    List<String> lines = result.out().lines().toList();
    for (String line : lines) {
      assertThat(new ObjectMapper().readTree(line).path("event").asText()).isNotEmpty();
    }
    JsonNode last = new ObjectMapper().readTree(lines.get(lines.size() - 1));
    assertThat(last.path("event").asText()).isEqualTo("report");
    assertThat(last.at("/detail/run/exit-code").asInt()).isZero();
    assertThat(result.err()).contains("Done and verified");
  }

  @Test
  void namesOfTablesCannotSteerTheTerminal() {
    Result result = Decant.run("migrate", "--source", source.url(), "--target", target.url(), "-v");
    Result plan = Decant.run("plan", "--source", source.url(), "--target", target.url());

    assertThat(result.out() + result.err() + plan.out())
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void reportsAreWrittenWhereTheyAreWanted() throws IOException {
    Path html = folder.resolve("report.html");
    Path json = folder.resolve("report.json");

    Result result =
        Decant.run(
            "migrate",
            "--source",
            source.url(),
            "--target",
            target.url(),
            "--quiet",
            "--report",
            "html=" + html,
            "--output",
            json.toString());

    assertThat(result.out().lines()).hasSize(1);
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(html)).contains("&lt;script&gt;").doesNotContain("<script>");
    JsonNode report = new ObjectMapper().readTree(json.toFile());
    assertThat(report.at("/verification/tables")).hasSize(2);
    for (JsonNode line : report.path("inventory")) {
      assertThat(line.path("found").asLong())
          .isEqualTo(
              line.path("migrated").asLong()
                  + line.path("changed").asLong()
                  + line.path("skipped").asLong()
                  + line.path("failed").asLong());
    }
  }

  @Test
  void aReportTellsTheCommandLineWithWhatWasSetElsewhere() throws IOException {
    Path json = folder.resolve("report.json");
    Path markdown = folder.resolve("report.md");
    Path junit = folder.resolve("TEST-decant.xml");

    Decant.in(Map.of("LANG", "C.UTF-8", "DECANT_PARALLEL", "1", "DECANT_NO_COLOR", "true"))
        .execute(
            "migrate-schema",
            "--source=" + source.url(),
            "--target",
            target.url(),
            "--report=json=" + json + ",md=" + markdown,
            "--output",
            junit.toString());

    assertThat(new ObjectMapper().readTree(json.toFile()).at("/run/command-line").asText())
        .startsWith("decant migrate-schema --source=sqlite:")
        .contains(" --target sqlite:")
        .contains(" --no-color")
        .doesNotContain("--parallel"); // which means nothing to this command
    assertThat(Files.readString(markdown)).startsWith("## ✅ Done: ");
    assertThat(Files.readString(junit))
        .contains("<testcase classname=\"decant.migrate-schema.run\"");
  }

  @Test
  void aRowThatTheTargetCannotHoldIsMissingThere() throws SQLException {
    new Database(folder.resolve("from.db"))
        .run(
            """
            CREATE TABLE n (id INTEGER PRIMARY KEY, v TEXT);
            INSERT INTO n VALUES (1, '10'), (2, 'none');
            """);
    new Database(folder.resolve("to.db"))
        .run(
            """
            CREATE TABLE n (id INTEGER PRIMARY KEY, v INTEGER);
            INSERT INTO n VALUES (1, 10);
            """);

    Result result =
        Decant.run(
            "verify",
            "--source",
            "sqlite:" + folder.resolve("from.db"),
            "--target",
            "sqlite:" + folder.resolve("to.db"));

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).contains("the numbers of rows differ; first: missing id=2");
  }

  @Test
  void planAndDryRunWriteNothing() {
    for (String[] command :
        new String[][] {
          {"plan"}, {"migrate", "--dry-run"}, {"migrate-schema", "--dry-run"}, {"plan", "--json"}
        }) {
      List<String> arguments = new java.util.ArrayList<>(List.of(command));
      arguments.addAll(List.of("--source", source.url(), "--target", target.url()));
      Result result = Decant.run(arguments.toArray(String[]::new));

      assertThat(result.exitCode()).isZero();
      assertThat(result.out()).contains("item");
      assertThat(target.file()).doesNotExist();
    }
  }

  @Test
  void theStatementsCanBeRunByHandAndTheRowsFollow() throws SQLException, IOException {
    Path ddl = folder.resolve("schema.sql");
    assertThat(
            Decant.run(
                    "migrate-schema",
                    "--source",
                    source.url(),
                    "--target",
                    target.url(),
                    "--ddl",
                    ddl.toString())
                .exitCode())
        .isZero();
    assertThat(target.file()).doesNotExist();

    target.run(Files.readString(ddl));
    Result result =
        Decant.run("migrate-data", "--source", source.url(), "--target", target.url(), "--verify");

    assertThat(result.err() + result.out()).contains("Done and verified");
    assertThat(result.exitCode()).isZero();
    assertThat(target.rows("SELECT * FROM item")).hasSize(3);
  }

  @Test
  void aProblemOfThePlanIsOneLineWithItsRemedy() {
    Result result =
        Decant.run(
            "plan", "--source", source.url(), "--target", target.url(), "--tables=item=one,<*=one");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines().filter(line -> line.contains("NAME_COLLISION")))
        .singleElement()
        .asString()
        .startsWith("decant: plan: ")
        .contains("Rename one with --tables");
  }

  @Test
  void differencesEndWithFourAndAreNamed() throws SQLException {
    Decant.run("migrate", "--source", source.url(), "--target", target.url());
    target.run("UPDATE item SET name = 'B' WHERE id = 2");

    Result result = Decant.run("verify", "--source", source.url(), "--target", target.url());

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).contains("item: different").contains("id=2");
  }

  @Test
  void statusTellsWhatTheTargetRemembers() throws SQLException {
    target.run("CREATE TABLE other (x)");
    assertThat(Decant.run("status", "--target", target.url()).out()).contains("remembers no run");

    Decant.run("migrate", "--source", source.url(), "--target", target.url(), "--run", "first");

    assertThat(Decant.run("status", "--target", target.url()).out())
        .contains("Run first: done", "1 of 1");
    assertThat(Decant.run("status", "--target", target.url(), "--run", "first", "--json").out())
        .contains("\"state\":\"done\"");
  }

  @Test
  void aTableIsDroppedOnlyWhenSomebodySaysYes() throws SQLException {
    target.run("CREATE TABLE item (mine)");
    String[] command = {
      "migrate", "--source", source.url(), "--target", target.url(), "--if-exists=drop"
    };

    Result no = Decant.in(Map.of()).onTerminal("n\n").execute(command);
    assertThat(no.exitCode()).isEqualTo(2);
    assertThat(no.err()).contains("will be dropped", "[y/N]", "nothing was written");
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("0");

    assertThat(Decant.in(Map.of()).onTerminal("y\n").execute(command).exitCode()).isZero();
    assertThat(target.rows("SELECT count(*) FROM item")).containsExactly("3");
  }

  @Test
  void aJobFileStandsInForTheCommandLineAndTheCommandLineWins() throws IOException, SQLException {
    Path job =
        Files.writeString(
            folder.resolve("decant.yaml"),
            """
            version: 1
            source: sqlite:${SHOP}
            target: %s
            tables: { include: [item], rename: { item: thing }, where: { item: id > 1 } }
            verify: counts
            """
                .formatted(target.url()));

    Result result =
        Decant.in(Map.of("SHOP", source.file().toString()))
            .execute("migrate", "--config", job.toString(), "--verify=checksum");

    assertThat(result.err()).doesNotContain("decant: ");
    assertThat(result.exitCode()).isZero();
    assertThat(target.rows("SELECT id FROM thing")).containsExactly("2", "3");
    assertThat(result.out()).contains("every value");
  }

  @Test
  void theFirstSignalAsksTheRunToStop() throws InterruptedException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CountDownLatch stopped = new CountDownLatch(1);
    try (Interruption interruption = new Interruption(io.decant.cli.terminal.Console.utf8(err))) {
      interruption.ends(stopped::countDown, Runnable::run);
      Signal.raise(new Signal("TERM"));

      assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(interruption.exitCode()).isEqualTo(143);
    }
  }
}

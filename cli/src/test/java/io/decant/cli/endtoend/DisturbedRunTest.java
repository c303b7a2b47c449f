package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.connectors.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of the catalogue where the world around a run is not quiet: settings, disks, servers. */
class DisturbedRunTest {

  private static final long ROWS = 40_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "X-09 rows written to {0} while they are read")
  @CsvSource({"POSTGRESQL, SQLITE", "MYSQL, SQLITE"})
  void theSourceMoves(Engine from, Engine to) throws Exception {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      new BigTable(from, "keyed", ROWS, true).create(origin.url());
      try (PlainDatabase plain = new PlainDatabase(from, origin.url())) {
        plain.execute("CREATE TABLE purse (id int PRIMARY KEY, coins int)");
        plain.execute("INSERT INTO purse VALUES (1, 500), (2, 500)");
      }
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> moveCoins(from, origin, over));
      DecantRun run =
          DecantRun.of(folder, "migrate", "--source", origin.url(), "--target", goal.url());
      over.set(true);
      writer.join();
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(run.report().path("run").path("consistent").asBoolean()).isTrue();
      assertThat(run.report().path("run").path("snapshot-position").asText()).isNotEmpty();
      try (PlainDatabase target = new PlainDatabase(to, goal.url())) {
        assertThat(target.scalar("SELECT sum(coins) FROM purse")).isEqualTo("1000");
      }
    }
  }

  private static void moveCoins(Engine engine, TestDatabase database, AtomicBoolean over) {
    try (Connection connection = engine.connect(database.url());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      while (!over.get()) {
        statement.execute("UPDATE purse SET coins = coins - 1 WHERE id = 1");
        statement.execute("UPDATE purse SET coins = coins + 1 WHERE id = 2");
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("X-16 locale, time zone and file encoding of the JVM change nothing")
  void settingsOfTheJvm() throws Exception {
    List<List<String>> settings =
        List.of(
            List.of(
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kolkata",
                "-Dfile.encoding=ISO-8859-1",
                "-Dsun.jnu.encoding=ISO-8859-1"),
            List.of(
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-Duser.extensions=nu-arab",
                "-Duser.timezone=America/New_York",
                "-Dfile.encoding=US-ASCII"));
    Engine[][] ways = {
      {Engine.MYSQL, Engine.POSTGRESQL},
      {Engine.POSTGRESQL, Engine.SQLITE},
      {Engine.SQLITE, Engine.MARIADB}
    };
    List<List<String>> commands =
        settings.stream().<List<String>>map(setting -> new ArrayList<>()).toList();
    List<TestDatabase> used = new ArrayList<>();
    List<List<TestDatabase>> goals = new ArrayList<>();
    try {
      for (Engine[] way : ways) {
        TestDatabase origin = way[0].server().newDatabase();
        used.add(origin);
        RichSchema.load(way[0], origin.url());
        TestDatabase calm = way[1].server().newDatabase();
        List<TestDatabase> made = new ArrayList<>(List.of(calm));
        for (List<String> command : commands) {
          TestDatabase goal = way[1].server().newDatabase();
          made.add(goal);
          command.addAll(command.isEmpty() ? List.of() : List.of(SeveralRuns.THEN));
          command.addAll(migrate(origin, goal));
        }
        used.addAll(made);
        goals.add(made);
      }
      List<ForkedRun> runs = new ArrayList<>();
      for (int i = 0; i < settings.size(); i++) {
        runs.add(ForkedRun.startSeveral(folder, settings.get(i), commands.get(i)));
      }
      // What they are compared with: this process, whose settings are those of every other test.
      for (int i = 0; i < ways.length; i++) {
        String[] quiet =
            migrate(used.get((2 + settings.size()) * i), goals.get(i).get(0))
                .toArray(String[]::new);
        DecantRun calm = DecantRun.of(folder, quiet);
        assertThat(calm.exitCode()).as(calm.printed()).isZero();
      }
      for (ForkedRun run : runs) {
        assertThat(run.exitCode()).as(run.printed()).isZero();
      }
      for (int i = 0; i < ways.length; i++) {
        for (TestDatabase other : goals.get(i).subList(1, goals.get(i).size())) {
          assertSame(ways[i][1], goals.get(i).get(0), other);
        }
      }
    } finally {
      used.forEach(TestDatabase::close);
    }
  }

  private static List<String> migrate(TestDatabase origin, TestDatabase goal) {
    return List.of("migrate", "--source", origin.url(), "--target", goal.url(), "--verify");
  }

  /** Every table there is, our own ledger aside: it holds times and names of runs. */
  private static void assertSame(Engine engine, TestDatabase one, TestDatabase other)
      throws SQLException {
    try (PlainDatabase first = new PlainDatabase(engine, one.url());
        PlainDatabase second = new PlainDatabase(engine, other.url())) {
      List<Pair> pairs = new ArrayList<>();
      for (PlainTable table : first.tables()) {
        for (PlainTable same : second.tables()) {
          if (same.name().equals(table.name())
              && same.schema().equals(table.schema())
              && !table.name().startsWith("_decant")
              && !table.schema().startsWith("_decant")) {
            pairs.add(Pair.sameNames(table, same));
          }
        }
      }
      assertThat(pairs).hasSizeGreaterThan(12);
      assertThat(new IndependentCompare(first, second).compare(pairs)).isEmpty();
      assertThat(
              SchemaCompare.differences(SchemaFacts.of(first), SchemaFacts.of(second), pairs, true))
          .isEmpty();
    }
  }

  @Test
  @DisplayName("X-20 a full disk stops the run, and with room again it goes on")
  void theDiskIsFull() throws Exception {
    try (TestDatabase origin = Engine.POSTGRESQL.server().newDatabase()) {
      new BigTable(Engine.POSTGRESQL, "keyed", ROWS, true).create(origin.url());
      Path target = folder.resolve("full.db");
      List<String> arguments =
          new ArrayList<>(
              List.of("migrate", "--source", origin.url(), "--target", "sqlite:" + target));
      // No file may grow beyond 4 MiB: as little room as on a full disk, and no disk needs filling.
      List<String> limited = List.of("sh", "-c", "ulimit -f 8192; exec \"$@\"", "limited");
      ForkedRun stopped = ForkedRun.start(folder, limited, List.of("-XX:-UsePerfData"), arguments);
      assertThat(stopped.exitCode()).as(stopped.printed()).isIn(6, 8);
      assertThat(stopped.printed()).contains("--resume").doesNotContain("Exception");
      assertThat(Files.size(target)).isLessThanOrEqualTo(4 << 20);
      arguments.addAll(List.of("--resume", "--verify"));
      ForkedRun resumed = ForkedRun.start(folder, List.of(), arguments);
      assertThat(resumed.exitCode()).as(resumed.printed()).isZero();
      assertEveryRow(Engine.POSTGRESQL, origin.url(), Engine.SQLITE, "sqlite://" + target);
    }
  }

  @ParameterizedTest(name = "X-20 {1} ends all connections during the load, as a restart does")
  @CsvSource({"SQLITE, POSTGRESQL", "SQLITE, MYSQL", "SQLITE, MARIADB"})
  void theTargetRestarts(Engine from, Engine to) throws Exception {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      new BigTable(from, "keyed", ROWS, true).create(origin.url());
      List<String> arguments =
          new ArrayList<>(List.of("migrate", "--source", origin.url(), "--target", goal.url()));
      arguments.addAll(List.of("--batch-size", "500"));
      ForkedRun run = ForkedRun.start(folder, List.of(), arguments);
      boolean done = false;
      for (int i = 0; !done && !disconnect(to, goal, "keyed") && i < 400; i++) {
        done = run.endsWithin(20);
      }
      int exitCode = run.exitCode();
      assertThat(exitCode).as(run.printed()).isIn(0, 6, 8);
      assertThat(run.printed()).doesNotContain("Exception");
      if (exitCode != 0) {
        assertThat(run.printed()).contains("--resume");
        arguments.add("--resume");
        ForkedRun resumed = ForkedRun.start(folder, List.of(), arguments);
        assertThat(resumed.exitCode()).as(resumed.printed()).isZero();
      }
      assertEveryRow(from, origin.url(), to, goal.url());
    }
  }

  /** True when there was somebody writing to the table. */
  private static boolean disconnect(Engine engine, TestDatabase database, String table)
      throws SQLException {
    String writing =
        engine == Engine.POSTGRESQL
            ? "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                + " AND pid <> pg_backend_pid() AND query ILIKE '%COPY%"
                + table
                + "%'"
            : "SELECT id FROM information_schema.processlist WHERE db = database()"
                + " AND id <> connection_id() AND info LIKE '%"
                + table
                + "%'";
    try (PlainDatabase plain = new PlainDatabase(engine, database.url())) {
      List<String> ids = new ArrayList<>();
      plain.query(writing, (ResultSet row) -> ids.add(row.getString(1)));
      if (ids.isEmpty()) {
        return false;
      }
      String others = writing.replaceFirst(" AND (query|info) .*", "");
      ids.clear();
      plain.query(others, (ResultSet row) -> ids.add(row.getString(1)));
      for (String id : ids) {
        try {
          plain.execute(
              engine == Engine.POSTGRESQL
                  ? "SELECT pg_terminate_backend(" + id + ")"
                  : "KILL " + id);
        } catch (SQLException e) {
          // It has just gone by itself.
        }
      }
      return true;
    }
  }

  private static void assertEveryRow(Engine from, String source, Engine to, String target)
      throws SQLException {
    try (PlainDatabase first = new PlainDatabase(from, source);
        PlainDatabase second = new PlainDatabase(to, target)) {
      Fingerprint expected = Fingerprint.of(first, second, "keyed", true);
      assertThat(expected.rows()).isEqualTo(ROWS);
      assertThat(Fingerprint.of(first, second, "keyed", false)).isEqualTo(expected);
    }
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that is killed again and again, and resumed each time, ends with every row once. */
class ResumeTest {

  private static final long ROWS = 60_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "X-07 {0} to {1}")
  @CsvSource({
    "SQLITE, POSTGRESQL",
    "POSTGRESQL, MYSQL",
    "MYSQL, MARIADB",
    "MARIADB, SQLITE",
  })
  void killedAtSeveralMoments(Engine from, Engine to) throws Exception {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      fill(from, origin);
      List<String> arguments = arguments(origin, goal);
      ForkedRun run = ForkedRun.start(folder, List.of(), arguments);
      for (long millis : new long[] {900, 1_100, 1_300, 1_500}) {
        if (run.endsWithin(millis)) {
          break;
        }
        run.kill();
        List<String> states = runStates(to, goal);
        if (states.equals(List.of("done"))) { // it had just ended when it was killed
          assertEveryRowOnce(from, origin, to, goal);
          return;
        }
        run = ForkedRun.start(folder, List.of(), resumed(arguments, !states.isEmpty()));
      }
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertEveryRowOnce(from, origin, to, goal);
    }
  }

  @ParameterizedTest(name = "X-07 killed at {0}")
  @CsvSource({
    "after-begin:1",
    "in-step:2",
    "after-plan:1",
    "before-commit:3",
    "after-commit:1",
    "after-copy:1",
  })
  void haltedAtAFailPoint(String failPoint) throws Exception {
    Engine from = Engine.POSTGRESQL;
    Engine to = Engine.MYSQL;
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      fill(from, origin);
      List<String> arguments = arguments(origin, goal);
      ForkedRun halted = ForkedRun.start(folder, List.of("-Ddecant.fail=" + failPoint), arguments);
      assertThat(halted.exitCode()).as(halted.printed()).isNotZero();
      ForkedRun run = ForkedRun.start(folder, List.of(), resumed(arguments, true));
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertEveryRowOnce(from, origin, to, goal);
    }
  }

  private static void fill(Engine engine, TestDatabase database) throws SQLException {
    new BigTable(engine, "keyed", ROWS, true).create(database.url());
    new BigTable(engine, "keyless", ROWS, false).create(database.url());
  }

  private static List<String> arguments(TestDatabase origin, TestDatabase goal) {
    return List.of(
        "migrate",
        "--source",
        origin.url(),
        "--target",
        goal.url(),
        "--verify",
        "--batch-size",
        "1000");
  }

  /** A run that was killed before the ledger knew of it is begun anew: nothing can be resumed. */
  private static List<String> resumed(List<String> arguments, boolean begun) {
    List<String> all = new ArrayList<>(arguments);
    if (begun) {
      all.add("--resume");
    }
    return all;
  }

  /** Of the runs that the target's ledger knows; none when it was killed before the first. */
  private static List<String> runStates(Engine engine, TestDatabase goal) throws SQLException {
    List<String> states = new ArrayList<>();
    try (PlainDatabase database = new PlainDatabase(engine, goal.url())) {
      for (PlainTable table : database.tables()) {
        if (table.isNamed("_decant.run") || table.isNamed("_decant_run")) {
          database.query("SELECT state FROM " + table.from(), row -> states.add(row.getString(1)));
        }
      }
    }
    return states;
  }

  private static void assertEveryRowOnce(
      Engine from, TestDatabase origin, Engine to, TestDatabase goal)
      throws IOException, SQLException {
    try (PlainDatabase source = new PlainDatabase(from, origin.url());
        PlainDatabase target = new PlainDatabase(to, goal.url())) {
      for (PlainTable table : source.tables()) {
        PlainTable arrived =
            target.tables().stream()
                .filter(t -> t.name().equals(table.name()))
                .findFirst()
                .orElseThrow();
        assertThat(new IndependentCompare(source, target).compare(Pair.sameNames(table, arrived)))
            .as(table.name())
            .isEmpty();
      }
    }
  }
}

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
        run = ForkedRun.start(folder, List.of(), resumed(arguments, target(to, goal)));
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

  /** A run that was killed before it wrote anything is begun anew: there is nothing to resume. */
  private static List<String> resumed(List<String> arguments, boolean begun) {
    List<String> all = new ArrayList<>(arguments);
    if (begun) {
      all.add("--resume");
    }
    return all;
  }

  private static boolean target(Engine engine, TestDatabase goal) throws SQLException {
    try (PlainDatabase database = new PlainDatabase(engine, goal.url())) {
      return !database.tables().isEmpty();
    }
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

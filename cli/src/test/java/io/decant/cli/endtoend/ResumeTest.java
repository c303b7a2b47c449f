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

  private static final long ROWS = 20_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "X-07 {0} to {1}, killed at {2}")
  @CsvSource({
    "SQLITE, POSTGRESQL, 'stage: preflight, ran:, part:, copied:, stage: verify'",
    "MYSQL, MARIADB, 'stage: create, before-commit:3, part:, stage: verify'",
    "MARIADB, SQLITE, 'stage: create, part:, after-commit:2, stage: verify'",
    "POSTGRESQL, MYSQL, 'after-begin:1, in-step:2, after-plan:1, stage: copy, before-commit:3,"
        + " after-commit:1, part:, after-copy:1, stage: verify'",
  })
  void killedAgainAndAgain(Engine from, Engine to, String moments) throws Exception {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      new BigTable(from, "keyed", ROWS, true).create(origin.url());
      new BigTable(from, "keyless", ROWS, false).create(origin.url());
      Kills.survive(
          folder,
          arguments(origin, goal),
          List.of(moments.split(", ")),
          () -> !runStates(to, goal).isEmpty());
      assertThat(runStates(to, goal)).containsExactly("done");
      assertEveryRowOnce(from, origin, to, goal);
    }
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

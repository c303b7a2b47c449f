package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs into MongoDB that are killed, and gone on with: every row is there once, at its place. */
class MongoResumeTest {
  private static final int PARENTS = 6_000;
  private static final int CHILDREN = 20_000;
  private static final int KEYLESS = 10_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "standalone: {0}")
  @ValueSource(booleans = {false, true})
  void killedAtSeveralMoments(boolean standalone) throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        MongoServer.Database goal = goal(standalone)) {
      List<String> arguments = filled(origin, goal);
      ForkedRun run = ForkedRun.start(folder, List.of(), arguments);
      for (long millis : new long[] {1_000, 1_150, 1_300, 1_450, 1_600}) {
        if (run.endsWithin(millis)) {
          break;
        }
        run.kill();
        if (states(goal).equals(List.of("done"))) { // it had just ended when it was killed
          break;
        }
        run = ForkedRun.start(folder, List.of(), resumed(arguments, !states(goal).isEmpty()));
      }
      if (!states(goal).equals(List.of("done"))) {
        assertThat(run.exitCode()).as(run.printed()).isZero();
      }
      assertEveryRowOnce(goal);
    }
  }

  @ParameterizedTest(name = "standalone: {0}, halted {1}")
  @CsvSource({
    "false, after-begin:1",
    "true, before-commit:2",
    "false, after-commit:2",
    "true, after-copy:1",
    "false, in-step:2",
  })
  void haltedAtAFailPoint(boolean standalone, String failPoint) throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        MongoServer.Database goal = goal(standalone)) {
      List<String> arguments = filled(origin, goal);
      ForkedRun halted = ForkedRun.start(folder, List.of("-Ddecant.fail=" + failPoint), arguments);
      assertThat(halted.exitCode()).as(halted.printed()).isNotZero();
      ForkedRun run = ForkedRun.start(folder, List.of(), resumed(arguments, true));
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertEveryRowOnce(goal);
    }
  }

  private static MongoServer.Database goal(boolean standalone) {
    return (standalone ? TestServers.standaloneMongodb() : TestServers.mongodb()).newDatabase();
  }

  private static List<String> filled(TestDatabase origin, MongoServer.Database goal)
      throws Exception {
    try (Connection connection = origin.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE parent (id integer PRIMARY KEY, t text)");
      statement.execute(
          "CREATE TABLE child (id integer PRIMARY KEY, p integer REFERENCES parent (id), t text)");
      statement.execute("CREATE TABLE keyless (n integer, t text)");
      String numbers =
          "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < %d) ";
      statement.execute(
          "INSERT INTO parent " + numbers.formatted(PARENTS) + "SELECT n, 'parent ' || n FROM n");
      statement.execute(
          "INSERT INTO child "
              + numbers.formatted(CHILDREN)
              + "SELECT n, n % "
              + PARENTS / 2
              + " + 1, 'child ' || n FROM n");
      statement.execute(
          "INSERT INTO keyless " + numbers.formatted(KEYLESS) + "SELECT n, 'row ' || n FROM n");
    }
    return List.of(
        "migrate",
        "--source",
        origin.url(),
        "--target",
        goal.url(),
        "--embed",
        "child=parent.children",
        "--batch-size",
        "500");
  }

  /** A run that was killed before the ledger knew of it is begun anew: nothing can be resumed. */
  private static List<String> resumed(List<String> arguments, boolean begun) {
    List<String> all = new ArrayList<>(arguments);
    if (begun) {
      all.add("--resume");
    }
    return all;
  }

  private static List<String> states(MongoServer.Database goal) {
    return goal.driver()
        .getCollection("_decant_runs")
        .find()
        .map(run -> run.getString("state"))
        .into(new ArrayList<>());
  }

  /** Counted and added up by the server. */
  private static void assertEveryRowOnce(MongoServer.Database goal) {
    assertThat(sums(goal, "parent", "$_id")).isEqualTo(sums(PARENTS));
    assertThat(sums(goal, "keyless", "$n")).isEqualTo(sums(KEYLESS));
    assertThat(sums(goal, "parent", "$children", "$children.id")).isEqualTo(sums(CHILDREN));
    assertThat(
            goal.driver()
                .getCollection("parent")
                .countDocuments(new Document("children", new Document("$exists", true))))
        .isEqualTo(PARENTS / 2);
    assertThat(goal.driver().listCollectionNames().into(new ArrayList<>()))
        .noneMatch(name -> name.startsWith("_decant_array"))
        .contains("parent", "keyless");
    assertThat(goal.driver().getCollection("_decant_made").countDocuments()).isZero();
  }

  private static List<Long> sums(long rows) {
    return List.of(rows, rows, rows * (rows + 1) / 2);
  }

  /** How many there are, how many are different, and what they add up to. */
  private static List<Long> sums(MongoServer.Database goal, String collection, String... path) {
    List<Document> stages = new ArrayList<>();
    if (path.length == 2) {
      stages.add(new Document("$unwind", path[0]));
    }
    Document number = new Document("$toLong", path[path.length - 1]);
    stages.add(new Document("$group", new Document("_id", number).append("n", count())));
    stages.add(
        new Document(
            "$group",
            new Document("_id", null)
                .append("rows", new Document("$sum", "$n"))
                .append("different", count())
                .append(
                    "sum",
                    new Document("$sum", new Document("$multiply", List.of("$_id", "$n"))))));
    Document found = goal.driver().getCollection(collection).aggregate(stages).first();
    return List.of(
        ((Number) found.get("rows")).longValue(),
        ((Number) found.get("different")).longValue(),
        ((Number) found.get("sum")).longValue());
  }

  private static Document count() {
    return new Document("$sum", 1);
  }
}

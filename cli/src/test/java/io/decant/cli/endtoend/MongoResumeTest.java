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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs into MongoDB that are killed, and gone on with: every row is there once, at its place. */
class MongoResumeTest {
  private static final int PARENTS = 6_000;
  private static final int CHILDREN = 20_000;
  private static final int KEYLESS = 10_000;

  private static int usual;

  @TempDir private Path folder;

  /**
   * A transaction that a killed run leaves open is in the next one's way until the server ends it.
   * That is after a minute, half of what the driver waits; here it is soon.
   */
  @BeforeAll
  static void endTransactionsSoon() {
    usual = transactionSeconds(5);
  }

  @AfterAll
  static void endTransactionsAsUsual() {
    transactionSeconds(usual);
  }

  private static int transactionSeconds(int seconds) {
    try (MongoServer.Database any = TestServers.mongodb().newDatabase()) {
      Document was =
          any.admin()
              .runCommand(
                  new Document("setParameter", 1)
                      .append("transactionLifetimeLimitSeconds", seconds));
      return was.getInteger("was");
    }
  }

  @ParameterizedTest(name = "standalone: {0}, killed at {1}")
  @CsvSource({
    "false, 'stage: create, in-step:2, stage: copy, before-commit:2, after-copy:1, stage: finish'",
    "true, 'after-begin:1, in-step:2, stage: copy, before-commit:2, after-commit:1, after-copy:1'",
    "false, 'after-begin:1, after-commit:2, part:'",
  })
  void killedAgainAndAgain(boolean standalone, String moments) throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        MongoServer.Database goal = goal(standalone)) {
      List<String> arguments = filled(origin, goal);
      Kills.survive(folder, arguments, List.of(moments.split(", ")), () -> !states(goal).isEmpty());
      assertThat(states(goal)).containsExactly("done");
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

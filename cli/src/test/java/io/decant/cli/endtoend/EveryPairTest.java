package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rich schema of each engine, poured into each engine by the real command. Every pair ends with
 * code 0: the schema holds nothing that one of the four could not store in some declared way.
 */
class EveryPairTest {

  private static final Map<Engine, TestDatabase> SOURCES = new EnumMap<>(Engine.class);

  @TempDir private Path folder;

  static Stream<Arguments> pairs() {
    return Stream.of(Engine.values())
        .flatMap(from -> Stream.of(Engine.values()).map(to -> Arguments.of(from, to)));
  }

  @BeforeAll
  static void load() throws SQLException {
    for (Engine engine : Engine.values()) {
      TestDatabase database = engine.server().newDatabase();
      SOURCES.put(engine, database);
      RichSchema.load(engine, database.url());
    }
  }

  @AfterAll
  static void drop() {
    SOURCES.values().forEach(TestDatabase::close);
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("pairs")
  void everythingArrives(Engine from, Engine to) throws IOException, SQLException {
    TestDatabase origin = SOURCES.get(from);
    try (TestDatabase goal = to.server().newDatabase()) {
      DecantRun run =
          DecantRun.of(
              folder, "migrate", "--source", origin.url(), "--target", goal.url(), "--verify");
      assertThat(run.exitCode()).as(run.printed()).isZero();
      try (PlainDatabase source = new PlainDatabase(from, origin.url());
          PlainDatabase target = new PlainDatabase(to, goal.url())) {
        Outcomes outcomes = new Outcomes(run, source, target);
        assertThat(run.notEqual()).as("verification").isEmpty();
        assertThat(outcomes.unbalanced()).as("inventory").isEmpty();
        List<Pair> pairs = outcomes.pairs();
        assertThat(outcomes.absentTables(pairs)).as("tables absent from the target").isEmpty();
        assertThat(outcomes.undeclaredDifferences(pairs)).as("differences").isEmpty();
        assertThat(outcomes.silentDifferences(pairs)).as("schema").isEmpty();
        assertThat(unexplained(run)).as("objects left out without a reason").isEmpty();
        target.execute("INSERT INTO account (email) VALUES ('next@example.org')");
        assertThat(target.scalar("SELECT max(id) FROM account"))
            .as("next identity value")
            .isEqualTo(Long.toString(RichSchema.NEXT_ACCOUNT));
      }
    }
  }

  private static List<String> unexplained(DecantRun run) {
    return run.list("objects")
        .filter(object -> !object.path("status").asText().equals("migrated"))
        .filter(object -> object.path("reason").asText().isBlank())
        .map(Object::toString)
        .toList();
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Decant;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an assessment writes into a target to measure it, and that nothing of it remains. */
class ScratchTest {
  private static final String TABLES =
      """
      CREATE TABLE big (id integer PRIMARY KEY, note text, number int);
      CREATE INDEX big_number ON big (number);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
        INSERT INTO big SELECT i, 'note ' || i, i % 10 FROM n
      """;

  @TempDir private Path folder;
  private TestDatabase origin;

  @BeforeEach
  void fill() throws SQLException {
    origin = Engine.SQLITE.server().newDatabase();
    try (PlainDatabase source = new PlainDatabase(Engine.SQLITE, origin.url())) {
      for (String statement : TABLES.split(";")) {
        source.execute(statement);
      }
    }
  }

  @AfterEach
  void drop() {
    origin.close();
  }

  private static TestServer server(String engine) {
    return switch (engine) {
      case "postgresql" -> TestServers.postgresql();
      case "mysql" -> TestServers.mysql();
      case "mariadb" -> TestServers.mariadb();
      case "mongodb" -> TestServers.mongodb();
      case "redis" -> TestServers.redis();
      default -> throw new IllegalArgumentException(engine);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql", "mariadb", "mongodb", "redis"})
  void theSpeedOfTheTargetIsMeasuredAndNothingRemains(String engine) throws IOException {
    try (TestDatabase goal = server(engine).newDatabase()) {
      JsonNode report = assess(goal.url());
      JsonNode estimate = report.at("/assessment/estimated-duration-seconds");
      assertThat(estimate.path("complete").asBoolean())
          .as(report.path("findings").toString())
          .isTrue();
      assertThat(estimate.path("low").asDouble())
          .isPositive()
          .isLessThan(estimate.path("expected").asDouble());
      assertThat(report.at("/assessment/rates").findValuesAsText("what"))
          .contains("read", "write", "read-back");
      assertThat(runs(goal.url())).isEmpty();
      // As fresh as before: nothing is in the way, and nothing is continued by mistake.
      Path file = folder.resolve("migrated.json");
      Decant.Result migrated =
          Decant.run(
              "migrate",
              "--source",
              origin.url(),
              "--target",
              goal.url(),
              "--report",
              "json=" + file);
      assertThat(migrated.exitCode()).as(migrated.err()).isZero();
      JsonNode run = new ObjectMapper().readTree(Files.readString(file));
      assertThat(AssessTest.decisions(report))
          .as("the type decisions that were announced")
          .isEqualTo(AssessTest.decisions(run))
          .isNotEmpty();
    }
  }

  @Test
  void notEvenTheLedgersOwnSchemaRemains() throws IOException, SQLException {
    try (TestDatabase goal = TestServers.postgresql().newDatabase();
        PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
      assess(goal.url());
      assertThat(ownSchemas(target)).isEmpty();
    }
  }

  @Test
  void whatAKilledOneLeftIsTakenAwayByTheNext() throws IOException, SQLException {
    try (TestDatabase goal = TestServers.postgresql().newDatabase();
        PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
      String run = "assess_1600000000_1_00000000_0badca";
      try (Sink sink = sink(goal.url())) {
        sink.ledger().begin(new RunRecord(run, 1, "", "", "", 1, "done"));
        Table left =
            Table.of(
                new TableName("_decant", run + "_0"), List.of(Column.of("id", new Int(32, false))));
        for (SchemaStep step : sink.steps(sink.accept(left).table())) {
          sink.run(step);
        }
      }
      assess(goal.url());
      assertThat(ownSchemas(target)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "redis"})
  void killedInTheMiddleOfItTheNextOneLeavesNothing(String engine)
      throws IOException, SQLException, InterruptedException {
    try (PlainDatabase source = new PlainDatabase(Engine.SQLITE, origin.url())) {
      source.execute(
          "WITH RECURSIVE n (i) AS (SELECT 30001 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
              + " INSERT INTO big SELECT i, 'note ' || i, i % 10 FROM n");
    }
    try (TestDatabase goal = server(engine).newDatabase()) {
      ForkedRun killed =
          ForkedRun.start(
              folder,
              List.of(),
              List.of("assess", "--source", origin.url(), "--target", goal.url()));
      while (runs(goal.url()).isEmpty() && !killed.endsWithin(10)) {
        assertThat(killed.seconds()).as(killed.printed()).isLessThan(60);
      }
      killed.endsWithin(300); // let it write something
      killed.kill();
      assertThat(runs(goal.url())).as("it was killed in time").hasSize(1);
      assess(goal.url());
      assertThat(runs(goal.url())).isEmpty();
      var endpoint = EndpointUrl.parse(Role.TARGET, goal.url());
      try (Source left = Connectors.of(endpoint.scheme()).openSource(endpoint)) {
        assertThat(left.tables().tables()).isEmpty();
      }
    }
  }

  @Test
  void aRunThatIsRememberedStaysRemembered() throws IOException {
    try (TestDatabase goal = TestServers.mariadb().newDatabase()) {
      Decant.Result migrated =
          Decant.run("migrate", "--source", origin.url(), "--target", goal.url());
      assertThat(migrated.exitCode()).as(migrated.err()).isZero();
      List<RunRecord> before = runs(goal.url());
      JsonNode report = assess(goal.url());
      assertThat(runs(goal.url())).isEqualTo(before).hasSize(1);
      assertThat(report.path("findings").toString()).contains("TARGET_TABLES");
    }
  }

  @Test
  void aFileIsTriedBesideItself() throws IOException {
    Path target = folder.resolve("target.db");
    JsonNode report = assess("sqlite:" + target);
    assertThat(report.at("/assessment/estimated-duration-seconds/complete").asBoolean()).isTrue();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void withoutScratchNothingIsWrittenAtAll() throws IOException {
    try (TestDatabase goal = TestServers.postgresql().newDatabase()) {
      JsonNode report = assess(goal.url(), "--no-scratch");
      assertThat(report.at("/assessment/estimated-duration-seconds/complete").asBoolean())
          .isFalse();
      assertThat(report.at("/assessment/rates").findValuesAsText("what")).containsOnly("read");
    }
  }

  private static List<String> ownSchemas(PlainDatabase target) throws SQLException {
    List<String> found = new ArrayList<>();
    target.query(
        "SELECT nspname FROM pg_namespace WHERE nspname = '_decant'",
        row -> found.add(row.getString(1)));
    return found;
  }

  private static Sink sink(String url) {
    var endpoint = EndpointUrl.parse(Role.TARGET, url);
    return Connectors.sink(endpoint.scheme()).openSink(endpoint);
  }

  private static List<RunRecord> runs(String url) {
    try (Sink sink = sink(url)) {
      return sink.ledger().runs();
    }
  }

  private JsonNode assess(String target, String... more) throws IOException {
    String[] arguments =
        Stream.concat(
                Stream.of("assess", "--source", origin.url(), "--target", target, "--json"),
                Stream.of(more))
            .toArray(String[]::new);
    Decant.Result result = Decant.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }
}

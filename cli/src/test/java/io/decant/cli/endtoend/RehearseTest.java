package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample that is closed under its references goes over, and nothing of it stays. */
class RehearseTest {
  private static final String PREFIX = "decant_rehearsal_";

  @TempDir private Path folder;

  /** A table, and what it refers to. */
  private record Made(String name, String columns, List<String> references) {}

  /** References in a circle, to the table itself, of two columns, to a text, and NULL. */
  private static final List<Made> TABLES =
      List.of(
          new Made(
              "region",
              "country INT NOT NULL, code VARCHAR(10) NOT NULL, PRIMARY KEY (country, code)",
              List.of()),
          new Made(
              "person",
              "id INT NOT NULL PRIMARY KEY, boss INT, department INT, country INT, region VARCHAR(10)",
              List.of(
                  "FOREIGN KEY (boss) REFERENCES person (id)",
                  "FOREIGN KEY (department) REFERENCES department (id)",
                  "FOREIGN KEY (country, region) REFERENCES region (country, code)")),
          new Made(
              "department",
              "id INT NOT NULL PRIMARY KEY, head INT",
              List.of("FOREIGN KEY (head) REFERENCES person (id)")),
          new Made(
              "badge",
              "number INT NOT NULL PRIMARY KEY, serial VARCHAR(20) NOT NULL UNIQUE, holder INT NOT NULL",
              List.of("FOREIGN KEY (holder) REFERENCES person (id)")),
          new Made(
              "visit",
              "id INT NOT NULL PRIMARY KEY, badge VARCHAR(20)",
              List.of("FOREIGN KEY (badge) REFERENCES badge (serial)")),
          new Made("keyless", "number INT", List.of()),
          new Made("small", "id INT NOT NULL PRIMARY KEY, word VARCHAR(20)", List.of()));

  private static final List<String> ROWS =
      List.of(
          insert("region", 600, i -> (i / 20) + ", 'it''s " + (i % 20) + "'"),
          insert(
              "person",
              2000,
              i ->
                  i
                      + ", "
                      + (i < 3 || i % 10 == 0 ? "NULL" : i / 2)
                      + ", "
                      + (i % 7 == 0 ? "NULL" : i * 13 % 500 + 1)
                      + ", "
                      + (i % 5 == 0 ? "NULL" : i % 30)
                      + ", 'it''s "
                      + i % 20
                      + "'"),
          insert("department", 500, i -> i + ", " + (i % 3 == 0 ? "NULL" : i * 3)),
          insert("badge", 2000, i -> i + ", 'S-" + i + "', " + (2001 - i)),
          insert(
              "visit", 3000, i -> i + ", " + (i % 4 == 0 ? "NULL" : "'S-" + (i % 2000 + 1) + "'")),
          insert("keyless", 900, i -> "" + i),
          insert("small", 5, i -> i + ", 'w'"));

  private static String insert(String table, int rows, IntFunction<String> values) {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(i -> "(" + values.apply(i) + ")")
        .collect(Collectors.joining(", ", "INSERT INTO " + table + " VALUES ", ""));
  }

  private static TestDatabase office(Engine engine) throws SQLException {
    TestDatabase database = engine.server().newDatabase();
    List<String> statements = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (Made made : TABLES) {
      String inside =
          engine == Engine.SQLITE
              ? String.join(", ", concat(made.columns(), made.references()))
              : made.columns();
      statements.add("CREATE TABLE " + made.name() + " (" + inside + ")");
      if (engine != Engine.SQLITE) {
        made.references().forEach(key -> later.add("ALTER TABLE " + made.name() + " ADD " + key));
      }
    }
    statements.addAll(ROWS);
    statements.addAll(later);
    if (engine == Engine.POSTGRESQL) {
      statements.add("ANALYZE");
    }
    try (Connection connection = engine.connect(database.url());
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
    return database;
  }

  private static List<String> concat(String first, List<String> others) {
    return Stream.concat(Stream.of(first), others.stream()).toList();
  }

  private static JsonNode rehearse(String source, String target, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("rehearse", "--source", source, "--target", target, "--json"));
    arguments.addAll(List.of(more));
    Result result = Decant.run(arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    return report(result);
  }

  /** The last line of what was printed. */
  private static JsonNode report(Result result) throws IOException {
    String[] lines = result.out().split("\n");
    return new ObjectMapper().readTree(lines[lines.length - 1]).path("detail");
  }

  private static ScratchPlaces places(String url) {
    var endpoint = EndpointUrl.parse(Role.TARGET, url);
    return Connectors.sink(endpoint.scheme()).scratch(endpoint).orElseThrow();
  }

  private static JsonNode part(JsonNode report, String table) {
    for (JsonNode part : report.at("/rehearsal/tables")) {
      if (part.path("table").asText().endsWith(table)) {
        return part;
      }
    }
    throw new AssertionError("no " + table + " in " + report.path("rehearsal"));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void everyReferenceOfTheSampleLeadsToARowOfIt(Engine engine) throws Exception {
    Path target = folder.resolve("new.db");
    try (TestDatabase source = office(engine)) {
      JsonNode report = rehearse(source.url(), "sqlite:" + target, "--sample", "20", "--keep");
      assertThat(target).doesNotExist();
      assertThat(report.at("/run/target").asText()).endsWith("new.db");
      String place = report.at("/rehearsal/place").asText().replaceFirst("sqlite:", "");
      try (Connection kept = DriverManager.getConnection("jdbc:sqlite:" + place)) {
        assertThat(rows(kept, "PRAGMA foreign_key_check")).isEmpty();
        assertThat(
                rows(
                    kept,
                    "SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name)"))
            .containsExactlyInAnyOrder("person", "department", "badge", "visit");
        for (String table : List.of("person", "department", "region", "badge", "visit")) {
          long rows = Long.parseLong(rows(kept, "SELECT count(*) FROM " + table).get(0));
          assertThat(part(report, table).path("rows").asLong()).as(table).isEqualTo(rows);
          assertThat(part(report, table).path("how").asText()).as(table).isEqualTo("chosen");
          assertThat(rows).as(table).isBetween(15L, 1500L);
        }
        assertThat(rows(kept, "SELECT count(*) FROM small")).containsExactly("5");
        assertThat(rows(kept, "SELECT count(*) FROM keyless")).containsExactly("0");
      }
      assertThat(part(report, "person").path("referred").asLong()).isPositive();
      assertThat(part(report, "keyless").path("how").asText()).isEqualTo("left-out");
      assertThat(report.at("/rehearsal/verdict").asText())
          .endsWith("no value of it was lost; of 1 table nothing was taken.");
      assertThat(report.at("/verification/tables").size()).isEqualTo(7);
      JsonNode estimate = report.at("/rehearsal/estimated-duration-seconds");
      assertThat(estimate.path("complete").asBoolean()).isTrue();
      assertThat(estimate.path("high").asDouble()).isGreaterThan(estimate.path("low").asDouble());
    }
  }

  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        rows.add(row.getString(1));
      }
    }
    return rows;
  }

  private static TestServer server(String engine) {
    return switch (engine) {
      case "postgresql" -> TestServers.postgresql();
      case "mysql" -> TestServers.mysql();
      case "mariadb" -> TestServers.mariadb();
      case "mongodb" -> TestServers.mongodb();
      default -> throw new IllegalArgumentException(engine);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql", "mariadb", "mongodb"})
  void nothingStaysOnTheServerAndTheTargetIsNotTouched(String engine) throws Exception {
    try (TestDatabase source = office(Engine.SQLITE);
        TestDatabase target = server(engine).newDatabase()) {
      places(target.url()).make(PREFIX + "1600000000_1_00000000_abcdef");
      JsonNode report = rehearse(source.url(), target.url(), "--sample", "20");
      assertThat(places(target.url()).named(PREFIX)).isEmpty();
      assertThat(report.at("/run/command").asText()).isEqualTo("rehearse");
      if (!engine.equals("mongodb")) { // where a database without documents is none
        assertThat(report.at("/rehearsal/removed").toString()).contains("_abcdef");
      }
      Result migrated = Decant.run("migrate", "--source", source.url(), "--target", target.url());
      assertThat(migrated.exitCode()).as(migrated.out() + migrated.err()).isZero();
    }
  }

  @Test
  void whatAKilledRehearsalLeftTheNextOneRemoves() throws Exception {
    Path target = folder.resolve("new.db");
    try (TestDatabase source = office(Engine.SQLITE)) {
      List<String> command =
          List.of("rehearse", "--source", source.url(), "--target", "sqlite:" + target);
      Kills.halt(folder, command, "after-begin:1");
      assertThat(places("sqlite:" + target).named(PREFIX)).hasSize(1);
      JsonNode report = rehearse(source.url(), "sqlite:" + target);
      assertThat(report.at("/rehearsal/removed").size()).isEqualTo(1);
      assertThat(places("sqlite:" + target).named(PREFIX)).isEmpty();
      assertThat(target).doesNotExist();
    }
  }

  @Test
  void whatIsLostInTheSampleIsExpectedOfTheWhole() throws Exception {
    Path target = folder.resolve("new.db");
    Path file = folder.resolve("marked.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT)");
      statement.execute(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
              + " INSERT INTO t SELECT i, CASE WHEN i % 10 = 0 THEN 'a' || char(0) || 'b' ELSE 'c' END FROM n");
    }
    try (TestDatabase goal = TestServers.postgresql().newDatabase()) {
      Result result =
          Decant.run(
              "rehearse",
              "--source",
              "sqlite:" + file,
              "--target",
              goal.url(),
              "--sample",
              "500",
              "--on-error",
              "reject",
              "--rejects",
              folder.resolve("rejects").toString(),
              "--json");
      assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
      JsonNode expected = report(result).at("/rehearsal/expected/0");
      assertThat(expected.path("effect").asText()).isEqualTo("refuses");
      assertThat(expected.path("low").asLong()).isBetween(250L, 500L);
      assertThat(expected.path("high").asLong()).isBetween(500L, 900L);
    }
    assertThat(target).doesNotExist();
    assertThat(Files.exists(file)).isTrue();
  }

  @Test
  void whatFailsIsRehearsedAgainAndNeverGoneOnWith() throws Exception {
    Path file = folder.resolve("orphans.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)");
      statement.execute("CREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p, word TEXT)");
      statement.execute("INSERT INTO c VALUES (1, 7, 'a' || char(0))");
    }
    try (TestDatabase goal = TestServers.postgresql().newDatabase()) {
      List<String> command =
          List.of("rehearse", "--source", "sqlite:" + file, "--target", goal.url(), "--json");
      JsonNode stopped = report(Decant.run(command.toArray(String[]::new)));
      assertThat(stopped.at("/problems/0/hint").asText())
          .isEqualTo("Correct the row in the source, or rehearse again with --on-error reject.");
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE c SET word = 'a'");
      }
      JsonNode orphaned = report(Decant.run(command.toArray(String[]::new)));
      assertThat(orphaned.at("/problems/0/where").asText()).startsWith("foreign key of");
      assertThat(orphaned.at("/problems/0/hint").asText())
          .isEqualTo("Correct it in the source, or map it otherwise, then rehearse again.");
    }
  }

  @Test
  void theSampleOfARehearsalIsTold() {
    assertThat(Decant.run("rehearse", "--help").out().replaceAll("\\s+", " "))
        .contains("--sample=ROWS", "How many rows of each table are taken")
        .doesNotContain("tell the schema");
  }

  @Test
  void ofATableWhoseSizeNobodyKnowsTheWholeIsGuessedFromItsBytes() throws Exception {
    try (TestDatabase source = TestServers.postgresql().newDatabase()) {
      try (Connection connection = Engine.POSTGRESQL.connect(source.url());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id int PRIMARY KEY) WITH (autovacuum_enabled = off)");
        statement.execute("INSERT INTO t SELECT generate_series(1, 100000)");
      }
      JsonNode report =
          rehearse(source.url(), "sqlite:" + folder.resolve("new.db"), "--sample", "100");
      assertThat(part(report, "t").path("rows").asLong()).isEqualTo(100);
      assertThat(part(report, "t").path("known-rows").asLong()).isBetween(50_000L, 200_000L);
      assertThat(report.at("/rehearsal/estimated-duration-seconds/measured-on").asText())
          .endsWith(
              "how many rows are in public.t was guessed, for the source has no statistics of them");
    }
  }

  /** One row of one that was looked at says next to nothing of the other 4,999. */
  @Test
  void aSampleOfOneRowPromisesNothing() throws Exception {
    Path file = folder.resolve("lossy.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT)");
      statement.execute(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
              + " INSERT INTO t SELECT i, 'a' || char(0) FROM n");
    }
    try (TestDatabase goal = TestServers.postgresql().newDatabase()) {
      Result result =
          Decant.run(
              "rehearse",
              "--source=sqlite:" + file,
              "--target=" + goal.url(),
              "--sample=1",
              "--on-error=reject",
              "--rejects=" + folder.resolve("rejects"),
              "--json");
      assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
      JsonNode expected = report(result).at("/rehearsal/expected/0");
      assertThat(expected.path("of").asLong()).isEqualTo(1);
      assertThat(expected.path("low").asLong()).isBetween(1L, 5000L / 39);
      assertThat(expected.path("high").asLong()).isEqualTo(5000);
      assertThat(result.err().replaceAll("\\s+", " "))
          .contains("refuses about 5,000 rows (65 to 5,000): 1 of 1 seen")
          .contains("writing was not measured t.word")
          .doesNotContain("--target URL");
    }
  }

  /** A statement of SQLite has a million bytes by default. */
  @Test
  void manyLongKeysAreAskedForOrTheTableIsTakenWhole() throws Exception {
    Path file = folder.resolve("long.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id TEXT PRIMARY KEY NOT NULL)");
      statement.execute(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)"
              + " INSERT INTO t SELECT printf('%01000d', i) FROM n");
    }
    String target = "sqlite:" + folder.resolve("new.db");
    JsonNode some = part(rehearse("sqlite:" + file, target, "--sample", "2000"), "t");
    assertThat(some.path("how").asText()).isEqualTo("chosen");
    assertThat(some.path("rows").asLong()).isBetween(1800L, 2000L);
    JsonNode all = part(rehearse("sqlite:" + file, target, "--sample", "3500"), "t");
    assertThat(all.path("how").asText()).isEqualTo("whole");
    assertThat(all.path("reason").asText()).contains("too many to ask for");
    assertThat(all.path("rows").asLong()).isEqualTo(4000);
  }

  @Test
  void ofDocumentsSomeAreTakenWithAllOfTheirElements() throws Exception {
    Path target = folder.resolve("new.db");
    try (MongoServer.Database source = TestServers.mongodb().newDatabase()) {
      List<Document> orders = new ArrayList<>();
      List<Document> people = new ArrayList<>();
      List<Document> odd = new ArrayList<>();
      for (int i = 0; i < 3000; i++) {
        List<Document> lines = List.of(new Document("n", i), new Document("n", -i));
        orders.add(new Document("_id", new ObjectId()).append("lines", lines));
        people.add(new Document("_id", "it's \"" + i).append("name", "p" + i));
        odd.add(new Document("_id", i % 2 == 0 ? (Object) i : "s" + i));
      }
      source.driver().getCollection("orders").insertMany(orders);
      source.driver().getCollection("people").insertMany(people);
      source.driver().getCollection("odd").insertMany(odd);
      JsonNode report =
          rehearse(source.url() + "&sample=all", "sqlite:" + target, "--sample", "40", "--keep");
      String place = report.at("/rehearsal/place").asText().replaceFirst("sqlite:", "");
      try (Connection kept = DriverManager.getConnection("jdbc:sqlite:" + place)) {
        assertThat(rows(kept, "PRAGMA foreign_key_check")).isEmpty();
        long documents = Long.parseLong(rows(kept, "SELECT count(*) FROM orders").get(0));
        assertThat(documents).isBetween(40L, 120L);
        // The elements of a document that only comes along stay behind.
        long elements = Long.parseLong(rows(kept, "SELECT count(*) FROM orders_lines").get(0));
        assertThat(elements).isBetween(40L, 2 * documents);
        assertThat(rows(kept, "SELECT DISTINCT count(*) FROM orders_lines GROUP BY orders_id"))
            .containsExactly("2");
      }
      assertThat(part(report, "orders").path("how").asText()).isEqualTo("chosen");
      assertThat(part(report, "people").path("rows").asLong()).isEqualTo(40);
      assertThat(part(report, "odd").path("how").asText()).isEqualTo("whole");
      assertThat(part(report, "odd").path("rows").asLong()).isEqualTo(3000);
    }
  }

  @Test
  void aLongChainOfReferencesIsTakenWholeInsteadOfRowByRow() throws Exception {
    Path file = folder.resolve("chain.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, before INT REFERENCES t)");
      statement.execute(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
              + " INSERT INTO t SELECT i, nullif(i - 1, 0) FROM n");
    }
    JsonNode report =
        rehearse("sqlite:" + file, "sqlite:" + folder.resolve("new.db"), "--sample", "10");
    assertThat(part(report, "t").path("how").asText()).isEqualTo("whole");
    assertThat(part(report, "t").path("reason").asText()).contains("long chain");
    assertThat(part(report, "t").path("rows").asLong()).isEqualTo(50_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL", "MARIADB"})
  void whoMayMakeNoDatabaseIsToldTheStatementThatLetsHim(Engine engine) throws Exception {
    String user = "rehearser_" + System.nanoTime() % 1_000_000_000;
    try (TestDatabase source = office(Engine.SQLITE);
        TestDatabase goal = engine.server().newDatabase();
        PlainDatabase target = new PlainDatabase(engine, goal.url())) {
      target.execute("CREATE USER %s IDENTIFIED BY 'secret'".formatted(user));
      target.execute(
          "GRANT ALL ON `%s`.* TO %s".formatted(goal.url().replaceFirst(".*/", ""), user));
      try {
        String[] command = {
          "rehearse",
          "--source=" + source.url(),
          "--target=" + goal.url().replaceFirst("//[^@]*@", "//" + user + ":secret@"),
          "--sample=20"
        };
        Result refused = Decant.run(command);
        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(6);
        assertThat(refused.err()).contains("may make no database beside it");
        Matcher grant = Pattern.compile("-> (GRANT [^;]*);").matcher(refused.err());
        assertThat(grant.find()).as(refused.err()).isTrue();
        assertThat(target.tables()).isEmpty();
        target.execute(grant.group(1));
        Result rehearsed = Decant.run(command);
        assertThat(rehearsed.exitCode()).as(rehearsed.err()).isZero();
        assertThat(target.tables()).isEmpty();
      } finally {
        target.execute("DROP USER " + user);
      }
    }
  }

  @Test
  void whatCouldNotBeMadeIsNotSaidToBeLeft() throws Exception {
    try (TestDatabase source = office(Engine.SQLITE)) {
      String target = "sqlite:" + folder.resolve("nowhere").resolve("new.db");
      Result result = Decant.run("rehearse", "--source", source.url(), "--target", target);
      assertThat(result.exitCode()).as(result.err()).isEqualTo(6);
      assertThat(result.err()).doesNotContain("could not be removed");
    }
  }

  @Test
  void aTargetWithoutRoomIsRefused() {
    try (TestDatabase goal = TestServers.redis().newDatabase();
        TestDatabase source = Engine.SQLITE.server().newDatabase()) {
      Result result = Decant.run("rehearse", "--source", source.url(), "--target", goal.url());
      assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
      assertThat(result.err()).contains("no room for a scratch place");
    }
  }
}

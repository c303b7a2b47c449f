package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.TimeSeriesOptions;
import io.decant.cli.Decant;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases poured into MongoDB and from there on. */
class MongoRoutesTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} by way of MongoDB")
  @EnumSource(names = {"POSTGRESQL", "MYSQL", "SQLITE"})
  void theRichSchemaComesHome(Engine engine) throws IOException, SQLException {
    try (TestDatabase origin = engine.server().newDatabase();
        TestDatabase between = TestServers.mongodb().newDatabase();
        TestDatabase end = engine.server().newDatabase()) {
      RichSchema.load(engine, origin.url());
      DecantRun there = migrate(origin.url(), between.url());
      assertThat(there.exitCode()).as(there.printed()).isZero();
      assertThat(there.notEqual()).as("verification").isEmpty();
      DecantRun back = migrate(between.url(), end.url());
      assertThat(back.exitCode()).as(back.printed()).isZero();
      assertThat(back.notEqual()).as("verification").isEmpty();
      ThereAndBack.assertHome(engine, origin.url(), end.url(), there);
    }
  }

  @Test
  void eachIndexThatOnlyMongoDbHasStaysBehindAndItsTableDoesNot() throws IOException {
    try (MongoServer.Database origin = TestServers.mongodb().newDatabase()) {
      var places = origin.driver().getCollection("places");
      places.insertOne(new Document("_id", 1).append("n", 1).append("s", "a"));
      places.createIndex(new Document("n", 1));
      places.createIndex(new Document("s", "text"));
      places.createIndex(new Document("n", "hashed"));
      Decant.Result result =
          Decant.run("assess", "--source", origin.url(), "--target", "sqlite", "--json");
      assertThat(result.exitCode()).as(result.err()).isZero();
      List<String> objects = new ArrayList<>();
      for (JsonNode object : new ObjectMapper().readTree(result.out()).path("objects")) {
        if (!object.path("kind").asText().equals("column")) {
          objects.add(object.path("status").asText() + " " + object.path("source-name").asText());
        }
      }
      assertThat(objects)
          .containsExactlyInAnyOrder(
              "migrated places",
              "migrated places.(_id)",
              "migrated places.n_1",
              "skipped places.n_hashed",
              "skipped places.s_text");
    }
  }

  @ParameterizedTest(name = "{0} by way of MongoDB to {1}")
  @CsvSource({"POSTGRESQL, MYSQL", "MYSQL, SQLITE", "SQLITE, POSTGRESQL"})
  void anotherEngineGetsEveryRow(Engine from, Engine to) throws IOException, SQLException {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase between = TestServers.mongodb().newDatabase();
        TestDatabase end = to.server().newDatabase()) {
      RichSchema.load(from, origin.url());
      DecantRun there = migrate(origin.url(), between.url());
      assertThat(there.exitCode()).as(there.printed()).isZero();
      DecantRun on = migrate(between.url(), end.url());
      assertThat(on.exitCode()).as(on.printed()).isZero();
      assertThat(on.notEqual()).as("verification").isEmpty();
    }
  }

  @ParameterizedTest(name = "documents by way of {0}")
  @EnumSource(names = {"POSTGRESQL", "MYSQL", "SQLITE"})
  void documentsComeHomeAsTheyWere(Engine by) throws IOException {
    try (MongoServer.Database origin = TestServers.mongodb().newDatabase();
        TestDatabase between = by.server().newDatabase();
        MongoServer.Database end = TestServers.mongodb().newDatabase()) {
      Shelves.fill(origin.driver());
      DecantRun there = migrate(origin.url(), between.url());
      assertThat(there.exitCode()).as(there.printed()).isZero();
      assertThat(there.notEqual()).as("verification").isEmpty();
      DecantRun back = migrate(between.url(), end.url());
      assertThat(back.exitCode()).as(back.printed()).isZero();
      assertThat(back.notEqual()).as("verification").isEmpty();
      assertThat(back.printed()).doesNotContain("JSON_NORMALISED").doesNotContain("JSON_DUP_KEY");
      Map<String, List<String>> before = Shelves.documents(origin.driver());
      Map<String, List<String>> after = Shelves.documents(end.driver());
      if (by == Engine.MYSQL) {
        // Its JSON forgets the order of fields.
        before.replaceAll((name, documents) -> List.of(Integer.toString(documents.size())));
        after.replaceAll((name, documents) -> List.of(Integer.toString(documents.size())));
      }
      assertThat(after).isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "objects as rows of {0}")
  @EnumSource(names = {"POSTGRESQL", "SQLITE"})
  void objectsThatWereRowsOfTheirOwnComeHome(Engine by) throws IOException, SQLException {
    try (MongoServer.Database origin = TestServers.mongodb().newDatabase();
        TestDatabase between = by.server().newDatabase();
        MongoServer.Database middle = TestServers.mongodb().newDatabase();
        TestDatabase again = by.server().newDatabase();
        MongoServer.Database end = TestServers.mongodb().newDatabase()) {
      Shelves.fillWithObjects(origin.driver());
      comesHome(origin, between, middle);
      assertThat(count(between, "people_home WHERE street IS NOT NULL")).isEqualTo(224);
      assertThat(count(between, "people JOIN people_home ON people._id = people_id WHERE home = 1"))
          .isEqualTo(count(between, "people_home"))
          .isEqualTo(count(between, "people WHERE home IS NOT NULL"));
      assertThat(count(between, "people_home_geo WHERE lat > 0")).isEqualTo(224);
      assertThat(count(between, "people_jobs_firm WHERE position = 1")).isEqualTo(100);
      assertThat(count(between, "people_jobs_firm_seats_at WHERE position2 = 1")).isEqualTo(300);
      // The tables are remembered there: no sample sees the odd ones.
      Shelves.addOddObjects(middle.driver());
      comesHome(middle, again, end);
      assertThat(count(again, "people_home_geo")).isEqualTo(count(between, "people_home_geo") + 1);
    }
  }

  private void comesHome(
      MongoServer.Database origin, TestDatabase between, MongoServer.Database end)
      throws IOException {
    DecantRun there = migrate(origin.url(), between.url(), "--objects", "table");
    assertThat(there.exitCode()).as(there.printed()).isZero();
    assertThat(there.notEqual()).as("verification").isEmpty();
    DecantRun back = migrate(between.url(), end.url());
    assertThat(back.exitCode()).as(back.printed()).isZero();
    assertThat(back.notEqual()).as("verification").isEmpty();
    assertThat(Shelves.documents(end.driver())).isEqualTo(Shelves.documents(origin.driver()));
  }

  private static int count(TestDatabase database, String of) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + of)) {
      row.next();
      return row.getInt(1);
    }
  }

  @ParameterizedTest(name = "numbers by way of {0}")
  @EnumSource(names = {"POSTGRESQL", "MYSQL", "SQLITE"})
  void numbersOfSeveralTypesComeHomeAsTheyWere(Engine by) throws IOException {
    try (MongoServer.Database origin = TestServers.mongodb().newDatabase();
        TestDatabase between = by.server().newDatabase();
        MongoServer.Database end = TestServers.mongodb().newDatabase()) {
      List<Object> all =
          List.of(
              1,
              9007199254740993L,
              1.0,
              Decimal128.parse("1.00"),
              0.1,
              7L,
              Decimal128.parse("1"),
              Decimal128.parse("-0.0"),
              Decimal128.parse("1E+3"));
      List<Object> exact = List.of(1, Decimal128.parse("100"), 200L, Decimal128.parse("1.50"));
      for (int i = 0; i < all.size(); i++) {
        Document document = new Document("_id", i).append("all", all.get(i));
        document.append("exact", exact.get(i % 4)).append("price", Decimal128.parse(i + ".90"));
        origin.driver().getCollection("numbers").insertOne(document);
      }
      isHome(origin, between, end, Shelves::documents);
    }
  }

  @Test
  void timeSeriesComeHomeAsDocumentsWhoseIdIsFirst() throws IOException {
    try (MongoServer.Database origin = TestServers.mongodb().newDatabase();
        TestDatabase between = Engine.SQLITE.server().newDatabase();
        MongoServer.Database end = TestServers.mongodb().newDatabase()) {
      origin
          .driver()
          .createCollection(
              "weather",
              new CreateCollectionOptions()
                  .timeSeriesOptions(new TimeSeriesOptions("at").metaField("place")));
      for (int i = 0; i < 20; i++) {
        Document document = new Document("at", new Date(1_700_000_000_000L + i));
        document.append("place", "p" + i % 2).append("_id", i).append("degrees", i / 2.0);
        origin.driver().getCollection("weather").insertOne(document);
      }
      isHome(origin, between, end, MongoRoutesTest::fieldsOfWeather);
    }
  }

  /** But for their order. */
  private static List<String> fieldsOfWeather(MongoDatabase database) {
    List<String> all = new ArrayList<>();
    for (Document each : database.getCollection("weather").find()) {
      all.add(new TreeMap<>(each).toString());
    }
    all.sort(null);
    return all;
  }

  private void isHome(
      MongoServer.Database origin,
      TestDatabase between,
      MongoServer.Database end,
      Function<MongoDatabase, Object> documents)
      throws IOException {
    DecantRun there = migrate(origin.url(), between.url());
    assertThat(there.exitCode()).as(there.printed()).isZero();
    assertThat(there.notEqual()).as("verification").isEmpty();
    DecantRun back = migrate(between.url(), end.url());
    assertThat(back.exitCode()).as(back.printed()).isZero();
    assertThat(back.notEqual()).as("verification").isEmpty();
    assertThat(back.printed()).doesNotContain("JSON_NORMALISED").doesNotContain("JSON_DUP_KEY");
    assertThat(documents.apply(end.driver())).isEqualTo(documents.apply(origin.driver()));
  }

  @Test
  void jsonBecomesObjectsAndArraysAndComesHomeToTheLastDigit() throws IOException, SQLException {
    String rows =
        """
        (1, '{"a": 1, "n": [1.50, 1.0, 1, -7, 12345678901234567890], "o": {"$x": 1}}', '{ "a":1}'),
        (2, '{"a": {"b": [{"c": "ü\\n"}]}, "n": 1e400}', '{"a":1,"a":2}'),
        (3, '"text"', '"text"'), (4, 'null', '{"k":[1,2.5,null,true,""]}'), (5, NULL, NULL),
        (6, '{"a": [{"price": 19.90}], "big": 9007199254740993}', '[-0,1e2]')
        """;
    try (TestDatabase origin = Engine.POSTGRESQL.server().newDatabase();
        MongoServer.Database between = TestServers.mongodb().newDatabase();
        TestDatabase end = Engine.POSTGRESQL.server().newDatabase()) {
      try (Connection connection = origin.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id int PRIMARY KEY, b jsonb, j json)");
        statement.execute("INSERT INTO t VALUES " + rows);
      }
      DecantRun there = migrate(origin.url(), between.url());
      assertThat(there.exitCode()).as(there.printed()).isZero();
      assertThat(there.notEqual()).as("verification").isEmpty();
      List<String> documents = Shelves.documents(between.driver()).get("t");
      assertThat(documents.get(5))
          .contains("\"a\": [{\"price\": {\"$numberDecimal\": \"19.90\"}}]");
      assertThat(documents.get(3)).contains("\"b\": \"null\"").contains("\"j\": {\"k\": [");
      DecantRun back = migrate(between.url(), end.url());
      assertThat(back.exitCode()).as(back.printed()).isZero();
      assertThat(back.notEqual()).as("verification").isEmpty();
      assertThat(texts(end)).isEqualTo(texts(origin)).hasSize(6);
    }
  }

  /** As PostgreSQL prints them: jsonb keeps every digit, json every byte. */
  private static List<String> texts(TestDatabase database) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT concat_ws('|', id, b::text, j::text, pg_typeof(b), pg_typeof(j))"
                    + " FROM t ORDER BY id")) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  @Test
  void conditionsOfACollectionMeetAsOneQuery() throws IOException {
    try (MongoServer.Database origin = TestServers.mongodb().newDatabase();
        TestDatabase end = Engine.SQLITE.server().newDatabase()) {
      for (int id = 0; id < 100; id++) {
        origin.driver().getCollection("t").insertOne(new Document("_id", id).append("n", id % 10));
      }
      DecantRun run =
          DecantRun.of(
              folder,
              "migrate",
              "--source",
              origin.url(),
              "--target",
              end.url(),
              "--where",
              "t:{\"_id\": {\"$gte\": 50}}",
              "--where",
              "t:{\"n\": 3}");
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(run.printed()).contains("Done and verified: 1 table, 5 rows");
    }
  }

  private DecantRun migrate(String from, String to, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("migrate", "--source", from, "--target", to, "--verify"));
    words.addAll(List.of(more));
    return DecantRun.of(folder, words.toArray(new String[0]));
  }
}

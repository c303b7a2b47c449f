package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.bson.Document;
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
      Map<String, List<String>> before = Shelves.documents(origin.driver());
      Map<String, List<String>> after = Shelves.documents(end.driver());
      if (by == Engine.MYSQL) {
        // Its JSON forgets the order of fields, its decimals how many zeros they ended with.
        before.replaceAll((name, documents) -> List.of(Integer.toString(documents.size())));
        after.replaceAll((name, documents) -> List.of(Integer.toString(documents.size())));
      }
      assertThat(after).isEqualTo(before);
    }
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

  private DecantRun migrate(String from, String to) throws IOException {
    return DecantRun.of(folder, "migrate", "--source", from, "--target", to, "--verify");
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables whose rows become arrays in the documents that they refer to, and tables again. */
class MongoEmbedTest {
  private static final String SHOP =
      """
      CREATE TABLE orders (id int NOT NULL PRIMARY KEY, customer varchar(20));
      CREATE TABLE item (id int NOT NULL PRIMARY KEY, order_id int NOT NULL, sku varchar(20),
        FOREIGN KEY (order_id) REFERENCES orders (id));
      CREATE TABLE note (id int NOT NULL PRIMARY KEY, item_id int NOT NULL, said varchar(20),
        FOREIGN KEY (item_id) REFERENCES item (id));
      CREATE TABLE line (order_id int NOT NULL, line_no int NOT NULL, what varchar(20),
        PRIMARY KEY (line_no, order_id), FOREIGN KEY (order_id) REFERENCES orders (id));
      CREATE TABLE part (part varchar(20) NOT NULL, o int NOT NULL, l int NOT NULL,
        FOREIGN KEY (l, o) REFERENCES line (line_no, order_id));
      CREATE TABLE alone (id int NOT NULL PRIMARY KEY, o int, p int,
        FOREIGN KEY (o) REFERENCES orders (id), FOREIGN KEY (p) REFERENCES orders (id));
      INSERT INTO orders VALUES (1, 'Ada'), (2, NULL), (3, '');
      INSERT INTO item VALUES (12, 1, 'b'), (11, 1, NULL), (13, 2, '');
      INSERT INTO note VALUES (1, 13, 'x'), (2, 11, 'y'), (3, 11, NULL);
      INSERT INTO line VALUES (1, 7, 'w'), (1, 8, NULL), (2, 7, 'v');
      INSERT INTO part VALUES ('p', 1, 7), ('q', 1, 7), ('p', 2, 7);
      INSERT INTO alone VALUES (1, 1, 2), (2, NULL, 1);
      """;

  private static final String JOB =
      """
      version: 1
      documents:
        embed:
          - { table: item, into: orders, as: items }
          - { table: note, into: item, as: notes }
          - line
          - { table: part, by: [l, o], into: line, as: parts }
      """;

  @TempDir private Path folder;
  private final MongoServer.Database documents = TestServers.mongodb().newDatabase();
  private Path job;

  @BeforeEach
  void write() throws IOException {
    job = Files.writeString(folder.resolve("job.yaml"), JOB);
  }

  @AfterEach
  void drop() {
    documents.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"POSTGRESQL", "MYSQL", "SQLITE"})
  void rowsLieInTheDocumentsThatTheyReferToAndComeHomeAsRows(Engine engine)
      throws IOException, SQLException {
    try (TestDatabase origin = shop(engine);
        TestDatabase end = engine.server().newDatabase()) {
      DecantRun there = migrate(origin, "--config", job.toString());
      assertThat(there.exitCode()).as(there.printed()).isZero();
      assertThat(there.notEqual()).as("verification").isEmpty();
      // Which array comes first, their tables' sizes decide; which integer it is, the engine.
      assertThat(json("orders").stream().map(Document::parse))
          .containsExactlyInAnyOrder(
              Document.parse(
                  """
                  {_id: 1, customer: 'Ada',
                    items: [{id: 11, sku: null, notes: [{id: 2, said: 'y'}, {id: 3, said: null}]},
                      {id: 12, sku: 'b'}],
                    line: [{line_no: 7, what: 'w', parts: [{part: 'p'}, {part: 'q'}]},
                      {line_no: 8, what: null}]}
                  """),
              Document.parse(
                  """
                  {_id: 2, customer: null, items: [{id: 13, sku: '', notes: [{id: 1, said: 'x'}]}],
                    line: [{line_no: 7, what: 'v', parts: [{part: 'p'}]}]}
                  """),
              Document.parse("{_id: 3, customer: ''}"));
      assertThat(documents.driver().listCollectionNames().into(new ArrayList<>()))
          .noneMatch(name -> name.startsWith("_decant_array"))
          .doesNotContain("item", "note", "line", "part");
      DecantRun verified = run("verify", origin.url(), documents.url(), "--config", job.toString());
      assertThat(verified.exitCode()).as(verified.printed()).isZero();
      DecantRun back = run("migrate", documents.url(), end.url());
      assertThat(back.exitCode()).as(back.printed()).isZero();
      assertThat(back.notEqual()).as("verification").isEmpty();
      try (PlainDatabase first = new PlainDatabase(engine, origin.url());
          PlainDatabase last = new PlainDatabase(engine, end.url())) {
        List<Pair> pairs = new ArrayList<>();
        for (PlainTable table : first.tables()) {
          pairs.add(
              Pair.sameNames(
                  table,
                  last.tables().stream()
                      .filter(other -> other.name().equals(table.name()))
                      .findFirst()
                      .orElseThrow()));
        }
        assertThat(pairs).hasSize(6);
        for (Pair pair : pairs) {
          assertThat(new IndependentCompare(first, last).compare(pair)).isEmpty();
        }
        assertThat(
                SchemaCompare.differences(SchemaFacts.of(first), SchemaFacts.of(last), pairs, true))
            .isEmpty();
      }
    }
  }

  @Test
  void documentsWithEmbeddedRowsGoToAnotherDatabaseAsTheyAre() throws IOException, SQLException {
    try (TestDatabase origin = shop(Engine.SQLITE);
        MongoServer.Database end = TestServers.mongodb().newDatabase()) {
      migrate(origin, "--config", job.toString());
      DecantRun copied = run("migrate", documents.url(), end.url());
      assertThat(copied.exitCode()).as(copied.printed()).isZero();
      assertThat(copied.notEqual()).isEmpty();
      List<String> there = new ArrayList<>();
      end.driver()
          .getCollection("orders", RawBsonDocument.class)
          .find()
          .map(RawBsonDocument::toJson)
          .into(there);
      assertThat(there).hasSize(3).allMatch(json -> json("orders").size() == 3);
      assertThat(there.toString()).contains("\"notes\": [{\"id\": 2, \"said\": \"y\"}");
    }
  }

  @Test
  void tablesThatAreThereAreEmptiedAndFilledAgainButNotAddedTo() throws IOException, SQLException {
    try (TestDatabase origin = shop(Engine.SQLITE)) {
      migrate(origin, "--config", job.toString());
      List<String> before = json("orders");
      DecantRun again =
          migrate(origin, "--config", job.toString(), "--if-exists", "truncate", "--yes");
      assertThat(again.exitCode()).as(again.printed()).isZero();
      assertThat(again.notEqual()).isEmpty();
      assertThat(json("orders").toString()).hasSameSizeAs(before.toString());
      try (Connection connection = origin.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("DELETE FROM note");
        statement.execute("UPDATE item SET id = id + 100");
      }
      DecantRun more = migrate(origin, "--tables", "item", "--if-exists", "append");
      assertThat(more.exitCode()).as(more.printed()).isEqualTo(7);
      assertThat(more.printed()).contains("has other rows there");
      assertThat(json("orders").toString()).hasSameSizeAs(before.toString());
    }
  }

  @Test
  void rowsThatBelongToNoDocumentAreRefusedOrRejectedAndSaidWhy() throws IOException, SQLException {
    try (TestDatabase origin = shop(Engine.SQLITE)) {
      DecantRun refused = migrate(origin, "--embed", "alone(o)=orders");
      assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(8);
      assertThat(refused.printed())
          .contains("alone.o: NULL: the row belongs to no document of orders");
      DecantRun rejected =
          migrate(
              origin,
              "--embed",
              "alone(o)=orders",
              "--if-exists",
              "drop",
              "--yes",
              "--on-error",
              "reject");
      assertThat(rejected.exitCode()).as(rejected.printed()).isEqualTo(3);
      assertThat(rejected.printed()).contains("1 row rejected");
      DecantRun orphaned =
          migrate(
              origin,
              "--embed",
              "alone(p)=orders",
              "--if-exists",
              "drop",
              "--yes",
              "--where",
              "orders:id <> 2");
      assertThat(orphaned.exitCode()).as(orphaned.printed()).isNotZero();
      assertThat(orphaned.printed()).contains("rows refer to {\"_id\": 2}, which is not in orders");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nix | nix is not among the tables that this run makes",
        "orders | orders has no foreign key to another table of the run",
        "item=line | item has no foreign key to line",
        "alone | say which, as in alone(o)=orders",
        "note,item=orders.customer | orders has a field customer already",
        "item=orders.$x | '$x' is no name for an array",
        "item,item=orders.items | item is to be embedded twice",
        "(item) | '(item)' is no rule"
      })
  void aRuleThatCannotBeIsToldBeforeAnythingIsWritten(String rule, String message)
      throws IOException, SQLException {
    try (TestDatabase origin = shop(Engine.SQLITE)) {
      DecantRun refused = migrate(origin, "--embed", rule);
      assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(2);
      assertThat(refused.printed()).contains(message);
      assertThat(documents.driver().listCollectionNames()).isEmpty();
    }
  }

  @Test
  void aTargetWithoutDocumentsEmbedsNothing() throws IOException, SQLException {
    try (TestDatabase origin = shop(Engine.SQLITE);
        TestDatabase tables = Engine.SQLITE.server().newDatabase()) {
      DecantRun refused = run("migrate", origin.url(), tables.url(), "--embed", "item");
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.printed()).contains("--embed: it means nothing to sqlite");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"POSTGRESQL", "MYSQL", "SQLITE"})
  void anArrayThatADocumentHasNoRoomForIsToldBeforeAnythingIsWritten(Engine engine)
      throws IOException, SQLException {
    try (TestDatabase origin = engine.server().newDatabase()) {
      execute(
          origin,
          "CREATE TABLE a (id int NOT NULL PRIMARY KEY);"
              + "CREATE TABLE b (id int NOT NULL PRIMARY KEY, a int, t "
              + (engine == Engine.MYSQL ? "longtext" : "text")
              + ", FOREIGN KEY (a) REFERENCES a (id));"
              + "INSERT INTO a VALUES (1), (2);"
              + "INSERT INTO b VALUES (1, 1, 'x'), (2, 2, 'x'), (3, 2, 'x'), (4, NULL, 'x');"
              + "UPDATE b SET t = "
              + (engine == Engine.SQLITE ? "hex(zeroblob(4500000))" : "repeat('x', 9000000)")
              + " WHERE id > 1");
      DecantRun refused = migrate(origin, "--embed", "b=a.bs");
      assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(2);
      assertThat(refused.printed())
          .contains("b: the 2 rows with a=2 take about 180000")
          .contains("the array bs of one row of a has room for 16777216");
      assertThat(documents.driver().listCollectionNames()).isEmpty();
      DecantRun fits = migrate(origin, "--embed", "b=a.bs", "--where", "b:id < 3");
      assertThat(fits.exitCode()).as(fits.printed()).isZero();
    }
  }

  private static TestDatabase shop(Engine engine) throws SQLException {
    TestDatabase database = engine.server().newDatabase();
    execute(database, SHOP);
    return database;
  }

  private static void execute(TestDatabase database, String script) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String each : script.split(";")) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  private DecantRun migrate(TestDatabase from, String... more) throws IOException {
    return run("migrate", from.url(), documents.url(), more);
  }

  private DecantRun run(String command, String from, String to, String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of(command, "--source", from, "--target", to));
    all.addAll(List.of(more));
    return DecantRun.of(folder, all.toArray(String[]::new));
  }

  private List<String> json(String collection) {
    return documents
        .driver()
        .getCollection(collection, RawBsonDocument.class)
        .find()
        .map(RawBsonDocument::toJson)
        .into(new ArrayList<>());
  }
}

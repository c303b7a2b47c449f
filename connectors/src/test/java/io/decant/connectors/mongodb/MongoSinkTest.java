package io.decant.connectors.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSinkTest {
  private static final LogicalType INT = new LogicalType.Int(32, false);

  private final MongoServer.Database database = TestServers.mongodb().newDatabase();
  private final Endpoint endpoint = EndpointUrl.parse(Role.TARGET, database.url());
  private final Sink sink = new MongoConnector().openSink(endpoint);

  @AfterEach
  void drop() {
    sink.close();
    database.close();
  }

  @Test
  void theKeyIsTheIdAndSeveralColumnsAreADocument() {
    Table one = Pouring.make(sink, table("one").withPrimaryKey(key("id")));
    Pouring.fill(sink, one, rows(one, 1));
    Table two = Pouring.make(sink, table("two").withPrimaryKey(key("id", "note")));
    Pouring.fill(sink, two, rows(two, 1));
    Table none = Pouring.make(sink, table("none"));
    Pouring.fill(sink, none, rows(none, 1));
    assertThat(json("one")).containsExactly("{\"_id\": 0, \"note\": \"note 0\"}");
    assertThat(json("two")).containsExactly("{\"_id\": {\"id\": 0, \"note\": \"note 0\"}}");
    assertThat(collection("none").find().first().get("_id")).isInstanceOf(ObjectId.class);
  }

  @Test
  void anotherTryUndoesWhatAKilledOneLeftAndNothingElse() {
    Table table = Pouring.make(sink, table("t").withPrimaryKey(key("id")));
    collection("t").insertOne(new Document("_id", 1_000_000).append("note", "was here before"));
    Lease lease = Pouring.begin(sink);
    Split split = new Split(table.name(), 0, 1, "");
    BatchWriter killed = sink.write(table, split, lease, WriteMode.BULK);
    killed.write(rows(table, 500));
    killed.write(rows(table, 500, 500));
    assertThat(collection("t").countDocuments()).isEqualTo(1_001);
    // Nobody closes it: its process is gone. The source has fewer rows meanwhile.
    try (BatchWriter next = sink.write(table, split, lease, WriteMode.BULK)) {
      next.write(rows(table, 10));
      next.commit(Pouring.entry(table, 0, 10));
    }
    assertThat(collection("t").countDocuments()).isEqualTo(11);
    assertThatThrownBy(() -> killed.write(rows(table, 1, 5_000)))
        .isInstanceOf(DecantException.Transient.class);
    assertThat(collection("t").countDocuments()).isEqualTo(11);
    assertThat(collection(Own.MADE).countDocuments()).isZero();
    assertThat(collection(Own.PROGRESS).countDocuments()).isZero();
  }

  @Test
  void aDocumentThatWasThereBeforeIsNeitherOverwrittenNorRemoved() {
    Table table = Pouring.make(sink, table("t").withPrimaryKey(key("id")));
    collection("t").insertOne(new Document("_id", 7).append("note", "was here before"));
    assertThatThrownBy(() -> Pouring.fill(sink, table, rows(table, 20)))
        .isInstanceOf(BadValue.class)
        .satisfies(refused -> assertThat(((BadValue) refused).code()).isEqualTo("DUPLICATE_KEY"));
    assertThat(json("t")).containsExactly("{\"_id\": 7, \"note\": \"was here before\"}");
  }

  @Test
  void aDocumentOfMoreThanSixteenMebibytesIsRefused() {
    Table table = Pouring.make(sink, table("t").withPrimaryKey(key("id")));
    RowBatch rows = Pouring.batch(table);
    rows.longs(0).append(1);
    rows.bytes(1).append("x".repeat(17 << 20));
    rows.endRow();
    assertThatThrownBy(() -> Pouring.fill(sink, table, rows))
        .isInstanceOf(BadValue.class)
        .satisfies(
            refused -> assertThat(((BadValue) refused).code()).isEqualTo("DOCUMENT_TOO_LARGE"));
    assertThat(collection("t").countDocuments()).isZero();
  }

  @Test
  void uniqueKeysLetNullsBeAndIndexesAreMadeAfterTheData() {
    Table wanted =
        table("t")
            .withPrimaryKey(key("id"))
            .withUniqueKeys(List.of(Key.of("one_note", List.of("note"))))
            .withIndexes(
                List.of(
                    new Index(
                        "by_both",
                        List.of(
                            Index.Part.of("note"), new Index.Part("id", Optional.empty(), true, 0)),
                        false,
                        "btree",
                        Optional.empty(),
                        "postgresql")));
    Table table = Pouring.make(sink, wanted);
    RowBatch rows = Pouring.batch(table);
    for (int id = 0; id < 3; id++) {
      rows.longs(0).append(id);
      rows.bytes(1).appendNull();
      rows.endRow();
    }
    Pouring.fill(sink, table, rows);
    assertThat(indexes("t")).containsExactly("_id_");
    Pouring.finish(sink, table);
    assertThat(indexes("t")).containsExactlyInAnyOrder("_id_", "one_note", "by_both");
    collection("t").insertOne(new Document("_id", 10).append("note", "x"));
    assertThatThrownBy(() -> collection("t").insertOne(new Document("_id", 11).append("note", "x")))
        .hasMessageContaining("one_note");
  }

  @Test
  void typesAreKeptAndWhatIsNotAsItWasIsSaid() {
    List<Column> columns =
        List.of(
            Column.of("id", new LogicalType.Int(64, true)),
            Column.of("price", new LogicalType.Decimal(50, 10)),
            Column.of("at", new LogicalType.TimestampTz(6)),
            Column.of("a.b", INT),
            Column.of("$x", INT));
    Acceptance accepted = sink.accept(Table.of(TableName.of("t$1"), columns));
    assertThat(accepted.table().columns())
        .extracting(column -> column.type() + " as " + column.nativeType())
        .containsExactly(
            "decimal(20,0) as decimal128|null id",
            "decimal(50,10) as string|null price",
            "timestamptz(3) as date|null at",
            "int32 as int32|null a_b",
            "int32 as int32|null _x");
    assertThat(accepted.remarks())
        .extracting(Remark::code)
        .containsExactlyInAnyOrder("FIELD_NAME", "FIELD_NAME", "COLLECTION_NAME");
  }

  @Test
  void elementsOfArraysComeBackIntoTheirDocuments() {
    TableName orders = TableName.of("orders");
    Table parent =
        Table.of(
                orders,
                List.of(
                    field("_id", INT, "int32 _id"),
                    field("items", INT, "count items"),
                    field("paid", new LogicalType.Bool(), "bool paid")))
            .withOptions(Set.of("collection:orders"));
    Table items =
        Table.of(
                TableName.of("orders_items"),
                List.of(
                    field("orders_id", INT, "key int32 _id"),
                    field("position", INT, "position 1"),
                    field("sku", Text.UNLIMITED, "string sku"),
                    field("parts", INT, "count parts")))
            .withOptions(Set.of("collection:orders", "array:items"));
    Table parts =
        Table.of(
                TableName.of("orders_items_parts"),
                List.of(
                    field("orders_id", INT, "key int32 _id"),
                    field("position", INT, "position 1"),
                    field("position2", INT, "position 2"),
                    field("value", Text.UNLIMITED, "element string")))
            .withOptions(Set.of("collection:orders", "array:items[].parts"));
    List<Table> made = new ArrayList<>();
    for (Table table : List.of(parent, items, parts)) {
      Table accepted = Pouring.make(sink, table);
      assertThat(accepted.columns()).isEqualTo(table.columns());
      made.add(accepted);
    }
    fill(made.get(2), new Object[][] {{2, 0, 0, "b"}, {1, 1, 1, "z"}, {1, 1, 0, "y"}});
    fill(made.get(1), new Object[][] {{1, 0, "s0", null}, {1, 1, "s1", 2}, {2, 0, "t0", 1}});
    fill(made.get(0), new Object[][] {{1, 2, true}, {2, 1, false}, {3, 0, true}, {4, null, true}});
    // In no order: the rows of inner arrays may be asked for first.
    Pouring.finish(sink, made.get(2));
    Pouring.finish(sink, made.get(0));
    Pouring.finish(sink, made.get(1));
    assertThat(json("orders"))
        .containsExactlyInAnyOrder(
            "{\"_id\": 1, \"items\": [{\"sku\": \"s0\"}, {\"sku\": \"s1\", \"parts\": [\"y\","
                + " \"z\"]}], \"paid\": true}",
            "{\"_id\": 2, \"items\": [{\"sku\": \"t0\", \"parts\": [\"b\"]}], \"paid\": false}",
            "{\"_id\": 3, \"items\": [], \"paid\": true}",
            "{\"_id\": 4, \"paid\": true}");
    assertThat(database.driver().listCollectionNames().into(new ArrayList<>()))
        .noneMatch(name -> name.startsWith(Own.ARRAYS));
  }

  private static Column field(String name, LogicalType type, String nativeType) {
    return Column.of(name, type).withNativeType(nativeType);
  }

  private void fill(Table table, Object[][] values) {
    RowBatch rows = Pouring.batch(table);
    for (Object[] row : values) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] == null) {
          rows.column(i).appendNull();
        } else if (row[i] instanceof Boolean flag) {
          rows.longs(i).append(flag ? 1 : 0);
        } else if (row[i] instanceof Integer number) {
          rows.longs(i).append(number);
        } else {
          rows.bytes(i).append(row[i].toString());
        }
      }
      rows.endRow();
    }
    Pouring.fill(sink, table, rows);
  }

  private static Table table(String name) {
    return Table.of(
        TableName.of(name),
        List.of(
            Column.of("id", INT).withNullable(false),
            Column.of("note", new LogicalType.Varchar(20, Collation.BINARY))));
  }

  private static Optional<Key> key(String... columns) {
    return Optional.of(Key.of("", List.of(columns)));
  }

  private static RowBatch rows(Table table, int count) {
    return rows(table, count, 0);
  }

  private static RowBatch rows(Table table, int count, int from) {
    RowBatch rows = Pouring.batch(table);
    for (int id = from; id < from + count; id++) {
      rows.longs(0).append(id);
      rows.bytes(1).append("note " + id);
      rows.endRow();
    }
    return rows;
  }

  private List<String> json(String name) {
    List<String> documents = new ArrayList<>();
    for (RawBsonDocument each :
        database.driver().getCollection(name, RawBsonDocument.class).find()) {
      documents.add(each.toJson());
    }
    return documents;
  }

  private List<String> indexes(String name) {
    List<String> names = new ArrayList<>();
    collection(name).listIndexes().forEach(index -> names.add(index.getString("name")));
    return names;
  }

  private MongoCollection<Document> collection(String name) {
    return database.driver().getCollection(name);
  }
}

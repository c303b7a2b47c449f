package io.decant.connectors.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.TimeSeriesOptions;
import com.mongodb.client.model.ValidationOptions;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoSourceTest {
  private final MongoServer.Database database = TestServers.mongodb().newDatabase();
  private final MongoConnector connector = new MongoConnector();
  private final Source source = connector.openSource(endpoint(database.url()));

  @AfterEach
  void drop() {
    source.close();
    database.close();
  }

  @Test
  void idsOfAllKindsAreEachInOneSplit() {
    MongoCollection<Document> mixed = collection("mixed");
    List<Object> ids = new ArrayList<>();
    ids.add(new BsonMinKey());
    ids.add(new BsonMaxKey());
    ids.add(null);
    for (int i = 0; i < 400; i++) {
      ids.add(i);
      ids.add(1L << 40 | i);
      ids.add(i + 0.5);
      ids.add(
          new Decimal128(
              new java.math.BigDecimal("1000000000000000000000").add(new java.math.BigDecimal(i))));
      ids.add(Integer.toString(i));
      ids.add(new Document("a", i).append("b", "x"));
      ids.add(new ObjectId());
      ids.add(new Date(i * 1000L));
      ids.add(new Binary(new byte[] {(byte) i, (byte) (i >> 8)}));
      ids.add(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}).toString());
      ids.add(new BsonTimestamp(i, 1));
    }
    ids.add(true);
    ids.add(false);
    ids.add(Double.NaN);
    ids.add(Double.NEGATIVE_INFINITY);
    mixed.insertMany(
        ids.stream().map(id -> new Document("_id", id).append("text", "x".repeat(200))).toList());
    Table table = described("mixed");
    source.snapshot(2);
    List<Split> splits = source.split(table, "", 40_000);
    assertThat(splits.size()).isGreaterThan(10);
    List<String> rows = new ArrayList<>();
    splits.forEach(split -> rows.addAll(Pouring.read(source, table, split)));
    assertThat(rows.size()).isEqualTo(ids.size());
    assertThat(rows).doesNotHaveDuplicates();
  }

  @Test
  void nothingThatIsWrittenAfterTheSnapshotIsSeen() {
    MongoCollection<Document> people = collection("people");
    people.insertOne(new Document("_id", 1).append("name", "before"));
    Table table = described("people");
    Position position = source.snapshot(2);
    assertThat(position.consistent()).isTrue();
    assertThat(position.token()).isNotEmpty();
    assertThat(position.caveats()).singleElement().asString().contains("seconds");
    people.insertOne(new Document("_id", 2).append("name", "after"));
    people.updateOne(new Document("_id", 1), new Document("$set", new Document("name", "changed")));
    Split split = source.split(table, "", 1 << 20).get(0);
    assertThat(Pouring.read(source, table, split)).singleElement().asString().contains("before");
    assertThat(Pouring.readAll(source, table)).hasSize(2);
  }

  @Test
  void aQueryOfMongoDbChoosesDocuments() {
    MongoCollection<Document> films = collection("films");
    for (int year = 2000; year < 2010; year++) {
      films.insertOne(new Document("_id", year).append("title", "t" + year));
    }
    Table table = described("films");
    source.requireUnderstood(table, "{_id: {$gte: 2007}}");
    assertThatThrownBy(() -> source.requireUnderstood(table, "{a: {$near: 5}}"))
        .isInstanceOf(UserError.class);
    source.snapshot(1);
    Split split = source.split(table, "{_id: {$gte: 2007}}", 1 << 20).get(0);
    assertThat(Pouring.read(source, table, split)).hasSize(3);
    assertThatThrownBy(() -> source.split(table, "year > 2000", 1 << 20))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("not a query");
    assertThatThrownBy(() -> source.split(table, "{a: {$near: 5}}", 1 << 20))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("refuses");
  }

  @Test
  void everythingThatIsNoPlainCollectionIsListedWithItsReason() {
    collection("plain").insertOne(new Document("_id", 1).append("x", 1));
    database.driver().createView("seen", "plain", List.of());
    database
        .driver()
        .createCollection("capped", new CreateCollectionOptions().capped(true).sizeInBytes(4096));
    collection("capped").insertOne(new Document("_id", 1));
    database
        .driver()
        .createCollection(
            "weather",
            new CreateCollectionOptions().timeSeriesOptions(new TimeSeriesOptions("at")));
    collection("weather").insertOne(new Document("at", Date.from(Instant.EPOCH)).append("t", 1.5));
    collection("fs.files").insertOne(new Document("_id", 1).append("length", 5L));
    collection("system.js").insertOne(new Document("_id", "f").append("value", 1));
    database
        .driver()
        .createCollection(
            "strict",
            new CreateCollectionOptions()
                .validationOptions(
                    new ValidationOptions().validator(new Document("x", new Document("$gt", 0)))));
    collection("strict").insertOne(new Document("_id", 1).append("x", 1));
    Catalog catalog = source.catalog();
    assertThat(catalog.product()).startsWith("MongoDB 8.");
    assertThat(catalog.tables())
        .extracting(TableName::name)
        .contains("plain", "capped", "weather", "fs.files", "strict");
    assertThat(catalog.others()).allSatisfy(other -> assertThat(other.reason()).isNotEmpty());
    assertThat(catalog.others())
        .filteredOn(other -> other.kind() == ObjectKind.CHECK)
        .extracting(SchemaObject::name)
        .containsExactly("strict validator");
    assertThat(catalog.others())
        .extracting(SchemaObject::kind, SchemaObject::name)
        .contains(
            org.assertj.core.groups.Tuple.tuple(ObjectKind.VIEW, "seen"),
            org.assertj.core.groups.Tuple.tuple(ObjectKind.CHECK, "strict validator"),
            org.assertj.core.groups.Tuple.tuple(ObjectKind.ROUTINE, "system.js"));
    assertThat(catalog.others())
        .filteredOn(other -> other.kind() == ObjectKind.CHECK)
        .allSatisfy(check -> assertThat(catalog.tables()).contains(check.table().orElseThrow()));
    // A table among them is one that may not be read, for which the run would stop.
    assertThat(catalog.others()).noneMatch(other -> other.kind() == ObjectKind.TABLE);
    assertThat(codes("capped")).contains("CAPPED");
    assertThat(codes("weather")).contains("TIME_SERIES");
    assertThat(codes("fs.files")).contains("GRIDFS");
    assertThat(Pouring.readAll(source, described("weather"))).hasSize(1);
  }

  @Test
  void indexesOfColumnsAreIndexesAndTheOthersAreNamed() {
    MongoCollection<Document> people = collection("people");
    people.insertOne(
        new Document("_id", 1)
            .append("mail", "a@b")
            .append("last", "x")
            .append("first", "y")
            .append("seen", new Date())
            .append("text", "words"));
    people.createIndex(new Document("mail", 1), new IndexOptions().unique(true));
    people.createIndex(new Document("last", 1).append("first", -1));
    people.createIndex(
        new Document("seen", 1), new IndexOptions().expireAfter(3600L, TimeUnit.SECONDS));
    people.createIndex(new Document("text", "text"));
    people.createIndex(new Document("mail", "hashed"));
    Table table = described("people");
    assertThat(table.indexes())
        .extracting(Index::name)
        .containsExactlyInAnyOrder("mail_1", "last_1_first_-1", "seen_1");
    Map<String, Index> byName =
        Map.of(
            "unique", index(table, "mail_1"),
            "compound", index(table, "last_1_first_-1"),
            "ttl", index(table, "seen_1"));
    assertThat(byName.get("unique").unique()).isTrue();
    assertThat(byName.get("compound").parts()).hasSize(2);
    assertThat(byName.get("compound").parts().get(1).descending()).isTrue();
    assertThat(byName.get("ttl").definition()).contains("expireAfterSeconds");
    assertThat(source.remarks(table))
        .filteredOn(remark -> remark.code().equals("INDEX_METHOD"))
        .extracting(remark -> remark.object().name())
        .containsExactlyInAnyOrder("text_text", "mail_hashed");
  }

  @Test
  void aWrongPasswordIsNamedWithTheWayOut() {
    assertThatThrownBy(() -> open(database.url().replaceFirst(":[^:@/]+@", ":wrong@")))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("refuses the user or the password")
        .satisfies(
            failure -> assertThat(((EndpointFailure) failure).hint()).contains("authSource"));
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> open("mongodb://127.0.0.1:1/db?connect_timeout=1"))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("refused");
    assertThatThrownBy(() -> open("mongodb://no-such-host.invalid/db?connect_timeout=1"))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> open("mongodb://127.0.0.1/")).isInstanceOf(UserError.class);
  }

  @Test
  void aCollectionThatMayNotBeReadIsNamedWithThePrivilege() {
    collection("secret").insertOne(new Document("_id", 1));
    String user = "reader_" + UUID.randomUUID().toString().replace("-", "");
    database
        .driver()
        .runCommand(
            new Document("createRole", user)
                .append(
                    "privileges",
                    List.of(
                        new Document(
                                "resource",
                                new Document("db", database.driver().getName())
                                    .append("collection", ""))
                            .append("actions", List.of("listCollections"))))
                .append("roles", List.of()));
    database
        .driver()
        .runCommand(
            new Document("createUser", user).append("pwd", "pw").append("roles", List.of(user)));
    String url =
        database
            .url()
            .replaceFirst("//[^@]+@", "//" + user + ":pw@")
            .replaceFirst("\\?.*", "?authSource=" + database.driver().getName());
    try (Source limited = open(url)) {
      assertThat(limited.catalog().others())
          .anySatisfy(
              other -> {
                assertThat(other.kind()).isEqualTo(ObjectKind.TABLE);
                assertThat(other.name()).isEqualTo("secret");
                assertThat(other.reason()).contains("read");
              });
    } finally {
      database.driver().runCommand(new Document("dropUser", user));
      database.driver().runCommand(new Document("dropRole", user));
    }
  }

  private List<String> codes(String table) {
    return source.remarks(described(table)).stream().map(Remark::code).toList();
  }

  private static Index index(Table table, String name) {
    return table.indexes().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Table described(String name) {
    source.catalog();
    return source.describe(List.of(TableName.of(name))).get(0);
  }

  private MongoCollection<Document> collection(String name) {
    return database.driver().getCollection(name);
  }

  private Source open(String url) {
    return connector.openSource(endpoint(url));
  }

  private static Endpoint endpoint(String url) {
    return EndpointUrl.parse(Role.SOURCE, url);
  }
}

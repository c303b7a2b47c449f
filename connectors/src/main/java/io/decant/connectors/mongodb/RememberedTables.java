package io.decant.connectors.mongodb;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.decant.connectors.spi.TableText;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * The tables that Decant made in a database, which has no place of its own for a schema. So what
 * was written is read back as what it was, without guessing.
 */
final class RememberedTables {
  private static final String TABLE = "table";

  private final MongoSession session;

  RememberedTables(MongoSession session) {
    this.session = session;
  }

  void remember(Table table) {
    BsonDocument document =
        new BsonDocument("_id", new BsonString(table.name().name()))
            .append(TABLE, new BsonString(TableText.of(table)));
    own()
        .replaceOne(
            new BsonDocument("_id", document.get("_id")),
            document,
            new ReplaceOptions().upsert(true));
  }

  void forget(TableName name) {
    own().deleteOne(new BsonDocument("_id", new BsonString(name.name())));
  }

  /** By name; those of another form, as a newer Decant may write it, are left out. */
  Map<String, Table> all() {
    Map<String, Table> tables = new LinkedHashMap<>();
    try {
      for (BsonDocument each : own().find()) {
        TableText.parse(each.getString(TABLE).getValue())
            .ifPresent(table -> tables.put(table.name().name(), table));
      }
    } catch (MongoException failure) {
      if (!MongoErrors.isUnauthorized(failure)) {
        throw session.failed(failure, Own.TABLES);
      }
      // Who may read some collections only, gets what these show.
    }
    return tables;
  }

  /** Those whose documents lie in one of the collections. */
  List<Table> in(List<Collection> collections) {
    List<String> names = collections.stream().map(Collection::name).toList();
    List<Table> there = new ArrayList<>(all().values());
    there.removeIf(table -> !names.contains(Layouts.collection(table)));
    return there;
  }

  private MongoCollection<BsonDocument> own() {
    return session
        .database()
        .getCollection(Own.TABLES, BsonDocument.class)
        .withWriteConcern(WriteConcern.MAJORITY);
  }
}

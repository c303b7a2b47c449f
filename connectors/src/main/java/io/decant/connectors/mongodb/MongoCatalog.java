package io.decant.connectors.mongodb;

import com.mongodb.client.MongoDatabase;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;

/**
 * The list of a database's collections.
 *
 * @param collections all but Decant's own, by name
 */
record MongoCatalog(List<Collection> collections) {

  static MongoCatalog of(MongoDatabase database) {
    List<Collection> found = new ArrayList<>();
    for (BsonDocument listed : database.listCollections(BsonDocument.class)) {
      Collection collection = Collection.of(listed);
      if (!collection.isDecants()) {
        found.add(collection);
      }
    }
    found.sort(Comparator.comparing(Collection::name));
    return new MongoCatalog(List.copyOf(found));
  }

  /** Those that have rows of their own. */
  List<Collection> tables() {
    return collections.stream()
        .filter(collection -> !collection.isView() && !collection.isSystem())
        .toList();
  }

  /** What does not move, each with the reason. */
  List<SchemaObject> others() {
    List<SchemaObject> others = new ArrayList<>();
    for (Collection each : collections) {
      if (each.isView()) {
        others.add(
            new SchemaObject(
                ObjectKind.VIEW,
                each.name(),
                definition(each),
                "a pipeline of MongoDB, which no other database understands"));
      } else if (each.isSystem() && !each.isListedOtherwise()) {
        others.add(
            new SchemaObject(
                each.name().equals("system.js") ? ObjectKind.ROUTINE : ObjectKind.VIRTUAL_TABLE,
                each.name(),
                "",
                "belongs to the server itself"));
      }
      // The server gives those of its own to the collections beneath time series.
      if (each.options().containsKey("validator") && !each.isSystem()) {
        others.add(
            new SchemaObject(
                    ObjectKind.CHECK,
                    each.name() + " validator",
                    each.options().get("validator").toString(),
                    "a validator, which only MongoDB understands")
                .of(table(each)));
      }
    }
    return others;
  }

  /** The buckets of a time series are its own. */
  private static TableName table(Collection collection) {
    return TableName.of(collection.name().replaceFirst("^system\\.buckets\\.", ""));
  }

  private static String definition(Collection view) {
    return new BsonDocument("viewOn", view.options().get("viewOn"))
        .append("pipeline", view.options().getArray("pipeline", new BsonArray()))
        .toJson();
  }
}

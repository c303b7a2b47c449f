package io.decant.connectors.mongodb;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * The indexes of a collection, as those of its table where each field is a column; the others as
 * options of the table, from which a MongoDB target makes them again.
 */
final class CollectionIndexes {
  /** Before the definition of an index that no other database can have. */
  static final String OPTION = "mongodb-index:";

  /** What the table's own words say of an index. */
  private static final Set<String> PLAIN = Set.of("v", "ns", "key", "name", "unique");

  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private CollectionIndexes() {}

  /**
   * The table with its indexes.
   *
   * @param listed as {@code listIndexes} shows them
   */
  static Table add(Table table, List<BsonDocument> listed) {
    Map<String, Column> columns = new HashMap<>();
    table.columns().stream()
        .filter(Layouts::isField)
        .forEach(column -> columns.put(Paths.of(column), column));
    List<Index> indexes = new ArrayList<>();
    Set<String> options = new HashSet<>(table.options());
    for (BsonDocument each : listed) {
      BsonDocument fields = each.getDocument("key");
      if (fields.keySet().equals(Set.of(Paths.ID))) {
        continue; // the primary key's own
      }
      if (isOrdered(fields) && columns.keySet().containsAll(fields.keySet())) {
        List<Column> indexed = fields.keySet().stream().map(columns::get).toList();
        if (indexed.stream().noneMatch(column -> column.type().kind() == Kind.JSON)) {
          indexes.add(index(each, indexed));
          continue;
        }
      }
      options.add(OPTION + definition(each).toJson(EXACT));
    }
    return table.withIndexes(indexes).withOptions(options);
  }

  private static Index index(BsonDocument listed, List<Column> columns) {
    List<Index.Part> parts = new ArrayList<>();
    int at = 0;
    for (BsonValue direction : listed.getDocument("key").values()) {
      boolean descending = direction.asNumber().doubleValue() < 0;
      parts.add(new Index.Part(columns.get(at++).name(), Optional.empty(), descending, 0));
    }
    return new Index(
        listed.getString("name").getValue(),
        parts,
        listed.getBoolean("unique", BsonBoolean.FALSE).getValue(),
        "btree",
        Optional.ofNullable(listed.get("partialFilterExpression"))
            .map(filter -> Expression.of(MongoConnector.SCHEME, filter.toString())),
        MongoConnector.SCHEME,
        PLAIN.containsAll(listed.keySet()) ? "" : definition(listed).toJson(EXACT));
  }

  /** Text, geography, hashes and wildcards have words where others have a direction. */
  private static boolean isOrdered(BsonDocument fields) {
    return fields.values().stream().allMatch(BsonValue::isNumber);
  }

  /** As an index is asked for: without what only a list says of it. */
  private static BsonDocument definition(BsonDocument listed) {
    BsonDocument definition = listed.clone();
    definition.remove("v");
    definition.remove("ns");
    return definition;
  }
}

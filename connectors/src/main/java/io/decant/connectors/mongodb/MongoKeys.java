package io.decant.connectors.mongodb;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.ObjectId;

/**
 * The filter of documents by their ids. The rows of an array are told by the document that they lie
 * in: all of its elements come along.
 */
final class MongoKeys {
  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private MongoKeys() {}

  /** See {@link io.decant.connectors.spi.Source#having}. */
  static Optional<String> condition(
      Table table, List<String> columns, Collection<List<String>> keys) {
    boolean alone = columns.size() == 1 || Layouts.isChild(table);
    return IntStream.range(0, columns.size())
        .filter(place -> alone && canSay(table.column(columns.get(place))))
        .mapToObj(place -> condition(table.column(columns.get(place)), place, keys))
        .findFirst();
  }

  private static String condition(Column id, int place, Collection<List<String>> keys) {
    String kinds = Layouts.kinds(id);
    List<BsonValue> ids =
        keys.stream()
            .map(key -> key.get(place))
            .distinct()
            .map(text -> value(kinds, text))
            .toList();
    BsonDocument any = new BsonDocument("$in", new BsonArray(ids));
    return new BsonDocument(Paths.ID, any).toJson(EXACT);
  }

  /** Whether a document's id is found by the text of its column. */
  private static boolean canSay(Column column) {
    Kind kind = column.type().kind();
    String path = Layouts.pathOfKey(column);
    return (path.isEmpty() ? Paths.of(column) : path).equals(Paths.ID)
        && switch (Layouts.kinds(column)) {
          case "objectId", "string" -> Set.of(Kind.CHAR, Kind.VARCHAR, Kind.TEXT).contains(kind);
          case "int32", "int64", "int32|int64" -> kind == Kind.INT;
          case "uuid" -> kind == Kind.UUID;
          default -> false;
        };
  }

  /** A number of one width is equal to that of another. */
  private static BsonValue value(String kinds, String text) {
    return switch (kinds) {
      case "objectId" -> new BsonObjectId(new ObjectId(text));
      case "string" -> new BsonString(text);
      case "uuid" -> new BsonBinary(UUID.fromString(text));
      default -> new BsonInt64(Long.parseLong(text));
    };
  }
}

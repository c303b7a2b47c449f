package io.decant.connectors.mongodb;

import io.decant.converter.DecantException.UserError;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;

/**
 * Which documents a split holds: a range of {@code _id} in the server's own order, whatever the
 * types in it, and the user's filter.
 *
 * @param filter as the user wrote it; empty for all documents
 * @param from the first; empty from the beginning
 * @param to the first that is no longer in it; empty to the end
 */
record IdRange(String filter, Optional<BsonValue> from, Optional<BsonValue> to) {
  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  static final IdRange ALL = new IdRange("", Optional.empty(), Optional.empty());

  /** As a split keeps it. */
  String text() {
    BsonDocument text = new BsonDocument();
    if (!filter.isEmpty()) {
      text.append("where", new BsonString(filter));
    }
    from.ifPresent(value -> text.append("from", value));
    to.ifPresent(value -> text.append("to", value));
    return text.toJson(EXACT);
  }

  static IdRange parse(String text) {
    BsonDocument parsed = BsonDocument.parse(text);
    return new IdRange(
        parsed.getString("where", new BsonString("")).getValue(),
        Optional.ofNullable(parsed.get("from")),
        Optional.ofNullable(parsed.get("to")));
  }

  /**
   * The filter as the server takes it.
   *
   * @throws UserError it is no document
   */
  static BsonDocument query(String filter) {
    if (filter.isBlank()) {
      return new BsonDocument();
    }
    try {
      return BsonDocument.parse(filter);
    } catch (JsonParseException | BsonInvalidOperationException | IllegalArgumentException wrong) {
      throw new UserError(
          "--where",
          "not a query of MongoDB: " + wrong.getMessage(),
          "Write a document, such as {\"year\": {\"$gte\": 2020}}.");
    }
  }

  /** The filter of documents that meet both, each as the user wrote it or empty. */
  static String both(String one, String other) {
    BsonArray all = new BsonArray(List.of(query(one), query(other)));
    return new BsonDocument("$and", all).toJson(EXACT);
  }
}

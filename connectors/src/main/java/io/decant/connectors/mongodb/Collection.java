package io.decant.connectors.mongodb;

import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * What the server lists: a collection, a view, or what looks like a collection.
 *
 * @param type {@code collection}, {@code view} or {@code timeseries}
 * @param options as it was created with
 * @param identity tells it from another one of that name; empty for a view
 */
record Collection(String name, String type, BsonDocument options, String identity) {

  static Collection of(BsonDocument listed) {
    BsonDocument info = listed.getDocument("info", new BsonDocument());
    return new Collection(
        listed.getString("name").getValue(),
        listed.getString("type", new BsonString("collection")).getValue(),
        listed.getDocument("options", new BsonDocument()),
        info.containsKey("uuid") ? identity(info.getBinary("uuid")) : "");
  }

  private static String identity(BsonBinary uuid) {
    return uuid.asUuid().toString();
  }

  boolean isView() {
    return type.equals("view");
  }

  boolean isTimeSeries() {
    return type.equals("timeseries");
  }

  /** The server's own. Source: manual, "System Collections". */
  boolean isSystem() {
    return name.startsWith("system.");
  }

  /** Where the server keeps the definitions of views, and the data of time series. */
  boolean isListedOtherwise() {
    return name.equals("system.views") || name.startsWith("system.buckets.");
  }

  /** Ours: the ledger and what it remembers. */
  boolean isDecants() {
    return name.startsWith(Own.PREFIX);
  }

  boolean isCapped() {
    return options.getBoolean("capped", BsonBoolean.FALSE).getValue();
  }

  /** The parts of a file in GridFS, or the list of files. */
  boolean isGridFs() {
    return name.endsWith(".files") || name.endsWith(".chunks");
  }

  /** Its ids are in an index, by which it can be read in ranges. */
  boolean hasIdOrder() {
    return !isView() && !isTimeSeries();
  }
}

package io.decant.connectors.mongodb;

import com.mongodb.client.MongoDatabase;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/**
 * What answers.
 *
 * @param version as it says it: {@code 8.2.0}
 * @param kind decides whether there are transactions and moments of the past
 * @param writable it takes writes: no secondary
 */
record MongoServer(String version, Kind kind, boolean writable) {

  /** How a server stands among others. */
  enum Kind {
    STANDALONE,
    REPLICA_SET,
    /** A router before a sharded cluster. */
    ROUTER
  }

  static MongoServer of(MongoDatabase admin) {
    BsonDocument hello = command(admin, "hello");
    String version = command(admin, "buildInfo").getString("version").getValue();
    Kind kind = Kind.STANDALONE;
    if (hello.getString("msg", new BsonString("")).getValue().equals("isdbgrid")) {
      kind = Kind.ROUTER;
    } else if (hello.containsKey("setName")) {
      kind = Kind.REPLICA_SET;
    }
    return new MongoServer(
        version, kind, hello.getBoolean("isWritablePrimary", BsonBoolean.FALSE).getValue());
  }

  private static BsonDocument command(MongoDatabase admin, String name) {
    return admin.runCommand(new BsonDocument(name, new BsonInt32(1)), BsonDocument.class);
  }

  /** Since MongoDB 4.0 on replica sets, since 4.2 behind routers. */
  boolean hasTransactions() {
    return kind != Kind.STANDALONE;
  }

  /** Since 5.0. Source: manual, "Read Concern snapshot". */
  boolean hasSnapshots() {
    return kind != Kind.STANDALONE && major() >= 5;
  }

  private int major() {
    String digits = version.substring(0, Math.max(0, version.indexOf('.')));
    return digits.matches("[0-9]{1,4}") ? Integer.parseInt(digits) : 0;
  }

  String product() {
    return "MongoDB " + version;
  }
}

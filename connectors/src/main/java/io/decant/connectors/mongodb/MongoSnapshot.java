package io.decant.connectors.mongodb;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import io.decant.connectors.spi.Position;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonTimestamp;

/**
 * The moment that all readers see: one cluster time, with which each reader opens a session of its
 * own. Source: manual, "Read Concern snapshot", "atClusterTime".
 *
 * @param time empty where the server has no moments of the past
 */
record MongoSnapshot(Optional<BsonTimestamp> time) {
  private static final String HISTORY = "minSnapshotHistoryWindowInSeconds";

  /** Nobody has asked for a moment: readers see what is there now. */
  static final MongoSnapshot NONE = new MongoSnapshot(Optional.empty());

  /** The newest moment that a majority of the servers knows. */
  static MongoSnapshot take(MongoSession session, Optional<String> collection) {
    if (!session.server().hasSnapshots() || collection.isEmpty()) {
      return NONE;
    }
    ClientSessionOptions options = ClientSessionOptions.builder().snapshot(true).build();
    try (ClientSession reading = session.client().startSession(options)) {
      MongoCollection<BsonDocument> any =
          session.database().getCollection(collection.get(), BsonDocument.class);
      any.find(reading).projection(new BsonDocument("_id", new BsonInt32(1))).limit(1).first();
      return new MongoSnapshot(Optional.ofNullable(reading.getSnapshotTimestamp()));
    }
  }

  /** A session that sees this moment and nothing later. */
  ClientSession open(MongoSession session) {
    ClientSessionOptions options =
        ClientSessionOptions.builder().snapshot(time.isPresent()).causallyConsistent(false).build();
    ClientSession reading = session.client().startSession(options);
    time.ifPresent(reading::setSnapshotTimestamp);
    return reading;
  }

  /** Where the server has no moments, what is read is at least not undone by a failover. */
  ReadConcern concern(MongoServer server) {
    return time.isEmpty() && server.hasTransactions() ? ReadConcern.MAJORITY : ReadConcern.DEFAULT;
  }

  Position position(MongoSession session) {
    if (time.isPresent()) {
      String token = time.get().getTime() + "." + time.get().getInc();
      return new Position(token, true, history(session));
    }
    return new Position(
        "",
        false,
        List.of(
            "a standalone server of MongoDB, or one before 5.0, has no common moment for all"
                + " readers: what is written meanwhile may be read in part. Make it a replica set"
                + " of one member (rs.initiate()), or stop the writers"));
  }

  private static List<String> history(MongoSession session) {
    try {
      BsonDocument asked =
          new BsonDocument("getParameter", new BsonInt32(1)).append(HISTORY, new BsonInt32(1));
      long seconds =
          session
              .client()
              .getDatabase("admin")
              .runCommand(asked, BsonDocument.class)
              .getNumber(HISTORY, new BsonInt64(300))
              .longValue();
      return List.of(
          "the server keeps this moment for "
              + seconds
              + " seconds: a longer run stops, unless "
              + HISTORY
              + " is raised before it");
    } catch (MongoException mayNotBeAsked) {
      return List.of(
          "the server keeps this moment for 300 seconds, unless " + HISTORY + " was raised");
    }
  }
}

package io.decant.connectors.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Divides a collection by its ids. The server samples and sorts them, so that the bounds follow its
 * own order: numbers of all widths before strings, strings before documents and so on. Readers then
 * walk the index between two bounds; a condition on {@code _id} would see one type only.
 */
final class MongoSplits {
  private static final int MOST = 10_000;

  /** So many ids are drawn for each bound; more make the splits more alike. */
  private static final int DRAWN_PER_SPLIT = 10;

  private final MongoSession session;

  MongoSplits(MongoSession session) {
    this.session = session;
  }

  /**
   * @param bytes of the collection
   */
  List<Split> split(
      TableName table, Collection collection, String filter, long bytes, long targetBytes) {
    requireUnderstood(collection.name(), filter);
    long wanted = Math.min(MOST, bytes / Math.max(1, targetBytes) + 1);
    List<BsonValue> bounds =
        wanted > 1 && collection.hasIdOrder() ? bounds(collection.name(), (int) wanted) : List.of();
    List<Split> splits = new ArrayList<>();
    for (int part = 0; part <= bounds.size(); part++) {
      IdRange range =
          new IdRange(
              filter,
              part == 0 ? Optional.empty() : Optional.of(bounds.get(part - 1)),
              part == bounds.size() ? Optional.empty() : Optional.of(bounds.get(part)));
      splits.add(new Split(table, part, bounds.size() + 1, range.text()));
    }
    return splits;
  }

  /** Ids in the server's order, none of them twice. */
  private List<BsonValue> bounds(String collection, int parts) {
    BsonInt64 drawn = new BsonInt64((long) parts * DRAWN_PER_SPLIT);
    List<BsonDocument> pipeline =
        List.of(
            new BsonDocument("$sample", new BsonDocument("size", drawn)),
            new BsonDocument("$project", new BsonDocument("_id", new BsonInt32(1))),
            new BsonDocument("$sort", new BsonDocument("_id", new BsonInt32(1))));
    List<BsonValue> ids = new ArrayList<>();
    for (BsonDocument document : collection(collection).aggregate(pipeline).allowDiskUse(true)) {
      ids.add(document.get("_id", BsonNull.VALUE));
    }
    List<BsonValue> bounds = new ArrayList<>();
    @Nullable BsonValue last = null;
    for (int part = 1; part < parts; part++) {
      int at = (int) ((long) part * ids.size() / parts);
      if (at < ids.size() && !ids.get(at).equals(last)) {
        last = ids.get(at);
        bounds.add(last);
      }
    }
    return bounds;
  }

  /**
   * @throws UserError the server refuses the filter
   */
  void requireUnderstood(String collection, String filter) {
    BsonDocument query = IdRange.query(filter);
    if (query.isEmpty()) {
      return;
    }
    try {
      collection(collection)
          .find(query)
          .projection(new BsonDocument("_id", new BsonInt32(1)))
          .limit(1)
          .first();
    } catch (MongoCommandException refused) {
      if (refused.getErrorCode() == 2 || refused.getErrorCode() == 9) {
        throw new UserError(
            "--where", "the server refuses it: " + MongoErrors.message(refused), "");
      }
      throw session.failed(refused, collection);
    } catch (MongoException failure) {
      throw session.failed(failure, collection);
    }
  }

  private MongoCollection<BsonDocument> collection(String name) {
    return session.database().getCollection(name, BsonDocument.class);
  }
}

package io.decant.connectors.mongodb;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Brings the rows of one table into the arrays of the documents that they name, each array as a
 * whole. Doing it twice changes nothing; an array that somebody else has written there is left
 * alone, and said.
 */
final class EmbeddedArrays {
  private static final int UPDATES = 500;
  private static final long UPDATE_BYTES = 4 << 20;

  /** Source: the server's list of error codes, BSONObjectTooLarge, and what an update says. */
  private static final Set<Integer> TOO_LARGE = Set.of(10334, 17419);

  private final MongoSession session;
  private final Table table;
  private final Embedded place;
  private final MongoCollection<BsonDocument> documents;
  private final String field;
  private final List<UpdateOneModel<BsonDocument>> updates = new ArrayList<>();
  private final List<BsonArray> arrays = new ArrayList<>();
  private long bytes;
  private BsonArray array = new BsonArray();
  private long arrayBytes;
  private BsonValue key = BsonNull.VALUE;

  EmbeddedArrays(MongoSession session, Table table, Embedded place) {
    this.session = session;
    this.table = table;
    this.place = place;
    String path = Layouts.path(table);
    String name = path.substring(path.lastIndexOf('.') + 1);
    boolean waits = Layouts.isInElements(table);
    this.field = waits ? ArrayRows.VALUE + "." + name : name;
    this.documents =
        session
            .database()
            .getCollection(
                waits ? Own.ARRAYS + place.parent() : Layouts.collection(table), BsonDocument.class)
            .withWriteConcern(WriteConcern.MAJORITY);
  }

  void fill() {
    try {
      MongoCollection<RawBsonDocument> rows =
          session.database().getCollection(Arrays.waiting(table), RawBsonDocument.class);
      BsonDocument order =
          new BsonDocument(ArrayRows.KEY, new BsonInt32(1)).append(Paths.ID, new BsonInt32(1));
      rows.createIndex(order);
      try (MongoCursor<RawBsonDocument> cursor = rows.find().sort(order).cursor()) {
        while (cursor.hasNext()) {
          add(cursor.next());
        }
      }
      set();
      send();
      rows.withWriteConcern(WriteConcern.MAJORITY).drop();
    } catch (MongoException failure) {
      throw session.failed(failure, table.name().toString());
    }
  }

  private void add(RawBsonDocument row) {
    BsonValue owner = row.get(ArrayRows.KEY, BsonNull.VALUE);
    if (!owner.equals(key)) {
      set();
      key = owner;
    }
    array.add(row.get(ArrayRows.VALUE, BsonNull.VALUE));
    arrayBytes += row.getByteBuffer().remaining();
    if (arrayBytes > 2L * RowDocuments.LARGEST) {
      throw tooLarge();
    }
  }

  /** Only where there is none. */
  private void set() {
    if (array.isEmpty()) {
      return;
    }
    BsonDocument document =
        new BsonDocument(Paths.ID, key)
            .append(field, new BsonDocument("$exists", BsonBoolean.FALSE));
    arrays.add(array);
    updates.add(
        new UpdateOneModel<>(document, new BsonDocument("$set", new BsonDocument(field, array))));
    bytes += arrayBytes;
    array = new BsonArray();
    arrayBytes = 0;
    if (updates.size() == UPDATES || bytes > UPDATE_BYTES) {
      send();
    }
  }

  private void send() {
    if (updates.isEmpty()) {
      return;
    }
    try {
      int matched =
          documents.bulkWrite(updates, new BulkWriteOptions().ordered(false)).getMatchedCount();
      if (matched < updates.size()) {
        requireSame();
      }
    } catch (MongoBulkWriteException refused) {
      if (refused.getWriteErrors().stream().anyMatch(each -> TOO_LARGE.contains(each.getCode()))) {
        throw tooLarge();
      }
      throw refused;
    } catch (BsonMaximumSizeExceededException beyond) {
      throw tooLarge();
    }
    updates.clear();
    arrays.clear();
    bytes = 0;
  }

  /** An array that is there may only be what an earlier try has written. */
  private void requireSame() {
    for (int i = 0; i < updates.size(); i++) {
      BsonValue id = updates.get(i).getFilter().toBsonDocument().get(Paths.ID, BsonNull.VALUE);
      BsonDocument wanted = new BsonDocument(Paths.ID, id);
      BsonDocument there = documents.find(wanted).first();
      if (there == null) {
        throw failure(
            "rows refer to " + wanted.toJson() + ", which is not in " + place.parent(),
            "Mend the reference, leave such rows out with --where, or do not embed.");
      }
      BsonDocument object =
          Layouts.isInElements(table) ? there.getDocument(ArrayRows.VALUE) : there;
      String name = field.substring(field.lastIndexOf('.') + 1);
      if (!arrays.get(i).equals(object.get(name))) {
        throw failure(
            "the document " + wanted.toJson() + " of " + place.parent() + " has other rows there",
            "Rows cannot be added to arrays that are there: use --if-exists drop.");
      }
    }
  }

  private EndpointFailure tooLarge() {
    String which = array.isEmpty() ? "" : " of " + new BsonDocument(Paths.ID, key).toJson();
    return failure(
        "with the array " + field + ", a document" + which + " is over the 16 MiB of a document",
        "Leave " + table.name() + " out of --embed: it is a collection of its own then.");
  }

  private EndpointFailure failure(String cause, String remedy) {
    return new EndpointFailure(
        session.endpoint().role(), table.name().toString(), cause, remedy, null);
  }
}

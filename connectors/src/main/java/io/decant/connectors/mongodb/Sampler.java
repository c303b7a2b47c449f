package io.decant.connectors.mongodb;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import io.decant.connectors.documents.DocumentRows;
import io.decant.connectors.documents.IdFirst;
import io.decant.connectors.documents.Layout;
import io.decant.connectors.documents.Shape;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;

/** Looks at documents of a collection to learn their shape. */
final class Sampler {
  private static final int BATCH_ROWS = 1_000;
  private static final long BATCH_BYTES = 1 << 20;

  private final MongoSession session;
  private final Sampling sampling;

  Sampler(MongoSession session, Sampling sampling) {
    this.session = session;
    this.sampling = sampling;
  }

  /**
   * The shape of all documents where they are few or all are wanted; else of some that the server
   * draws, and of the first and the last by {@code _id}. A document counts once.
   *
   * @param documents how many there are
   */
  Shape shape(Collection collection, long documents) {
    Shape shape = new Shape();
    look(collection, documents, shape::add);
    return shape;
  }

  /** Whether those documents are rows of the table, and nothing of them is left over. */
  boolean fits(Table table, Collection collection, long documents) {
    List<Column> columns = table.storedColumns();
    DocumentRows rows = new DocumentRows(Layout.of(table), columns);
    RowBatch batch = new RowBatch(Column.types(columns), BATCH_ROWS, BATCH_BYTES);
    boolean[] fits = {true};
    look(
        collection,
        documents,
        (bytes, from, end) -> {
          rows.document(bytes, from, end);
          boolean whole = false;
          while (fits[0] && !whole) {
            batch.clear();
            whole = rows.append(batch);
            fits[0] = batch.problems().isEmpty();
          }
        });
    return fits[0];
  }

  /** Sees a document's bytes. */
  private interface Looker {
    void see(byte[] bytes, int from, int end);
  }

  private void look(Collection collection, long documents, Looker looker) {
    MongoCollection<RawBsonDocument> all =
        session.database().getCollection(collection.name(), RawBsonDocument.class);
    if (documents <= sampling.documents()) {
      each(all.find(), document -> true, looker);
      return;
    }
    Set<BsonValue> seen = new HashSet<>();
    Predicate<RawBsonDocument> first =
        document -> seen.add(document.getOrDefault("_id", BsonNull.VALUE));
    BsonInt64 size = new BsonInt64(sampling.documents());
    BsonDocument draw = new BsonDocument("$sample", new BsonDocument("size", size));
    each(all.aggregate(List.of(draw)).allowDiskUse(true), first, looker);
    each(end(all, 1), first, looker);
    each(end(all, -1), first, looker);
  }

  private static FindIterable<RawBsonDocument> end(
      MongoCollection<RawBsonDocument> all, int direction) {
    return all.find().sort(new BsonDocument("_id", new BsonInt32(direction))).limit(Sampling.ENDS);
  }

  private static void each(
      MongoIterable<RawBsonDocument> documents, Predicate<RawBsonDocument> wanted, Looker looker) {
    try (MongoCursor<RawBsonDocument> cursor = documents.cursor()) {
      while (cursor.hasNext()) {
        RawBsonDocument document = cursor.next();
        if (wanted.test(document)) {
          ByteBuf bytes = document.getByteBuffer();
          IdFirst.move(bytes.array(), bytes.position(), bytes.limit());
          looker.see(bytes.array(), bytes.position(), bytes.limit());
        }
      }
    }
  }
}

package io.decant.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOptions;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * Writes one split. A transaction of MongoDB lives for a minute and in the server's memory, so a
 * split takes many: each inserts one batch, writes down the ids that it made, and counts itself in
 * the split's progress. The last one finds as many counted as there were, and turns the progress
 * into the ledger's entry. Without that, the next who opens the split, or {@link #close}, removes
 * what is written down; no other document is ever touched.
 *
 * <p>The progress names its writer. Whoever opens the split puts its own name there, and so nothing
 * that an older writer still sends can become durable. Batches are acknowledged by one server; were
 * some lost in a failover, the count would be too.
 *
 * <p>On a standalone server the same writes are made one after the other, the ids first.
 */
final class MongoWriter implements BatchWriter {
  private static final String GIVEN_UP = "";

  private final MongoSession session;
  private final MongoLedger ledger;
  private final Transactions transactions;
  private final MongoCollection<RawBsonDocument> target;
  private final Lease lease;
  private final Document key;
  private final String where;
  private final String writer = UUID.randomUUID().toString();
  private final RowDocuments rows;
  private int batches;
  private boolean committed;

  /**
   * @param collection where the documents go
   */
  MongoWriter(
      MongoSession session,
      MongoLedger ledger,
      Table table,
      String collection,
      Split split,
      Lease lease) {
    this.session = session;
    this.ledger = ledger;
    this.transactions = new Transactions(session);
    this.target = session.database().getCollection(collection, RawBsonDocument.class);
    this.lease = lease;
    this.key = MongoLedger.key(lease.run(), table.name(), split.part());
    this.where = table.name().toString();
    this.rows =
        new RowDocuments(table, new RowIds(lease.run(), table.name().toString(), split.part()));
    try {
      open();
    } catch (RuntimeException | Error failure) {
      transactions.close();
      throw failure;
    }
  }

  /** Makes the split ours, and undoes what another try of it left. */
  private void open() {
    ledger.leased(
        transactions,
        lease,
        writing -> {
          if (own(Own.ENTRIES).find(writing, eq(key)).first() != null) {
            throw new EndpointFailure(
                session.endpoint().role(), where, "the split is in the ledger already", "", null);
          }
          return own(Own.PROGRESS)
              .updateOne(writing, eq(key), set("writer", writer), new UpdateOptions().upsert(true));
        });
    undo();
    transactions.durable(
        where, writing -> own(Own.PROGRESS).updateOne(writing, ofOurs(), set("batches", 0)));
  }

  @Override
  public void write(RowBatch batch) {
    if (batch.rows() == 0) {
      return;
    }
    rows.build(batch);
    if (session.server().hasTransactions()) {
      transactions.quick(where, this::insert);
    } else {
      requireNewIds();
      transactions.quick(where, this::insertOrUndo);
    }
    batches++;
  }

  private boolean insert(ClientSession writing) {
    count(writing);
    own(Own.MADE).insertOne(writing, made());
    target.insertMany(writing, rows.documents(), new InsertManyOptions().ordered(false));
    return true;
  }

  /** What a standalone server has taken of a batch that it refuses is taken back at once. */
  private boolean insertOrUndo(ClientSession writing) {
    try {
      return insert(writing);
    } catch (MongoException refused) {
      remove(rows.ids());
      own(Own.MADE).deleteOne(eq(made().get("_id")));
      own(Own.PROGRESS).updateOne(ofOurs(), set("batches", batches));
      throw refused;
    }
  }

  /** A document that was there before us must not be written down as ours. */
  private void requireNewIds() {
    RawBsonDocument there = target.find(in(rows.ids())).first();
    if (there != null) {
      throw new BadValue(
          where,
          "DUPLICATE_KEY",
          "a document with this _id is there already: "
              + new BsonDocument("_id", there.get("_id")).toJson(),
          "",
          null);
    }
  }

  /** The number of this batch is the next one only while the split is ours and nothing is lost. */
  private void count(ClientSession writing) {
    long counted =
        own(Own.PROGRESS)
            .updateOne(writing, and(ofOurs(), eq("batches", batches)), inc("batches", 1))
            .getMatchedCount();
    if (counted == 0) {
      throw lost();
    }
  }

  private Document made() {
    Document id = new Document(key).append("batch", batches);
    return new Document("_id", id).append("ids", rows.ids().get("ids"));
  }

  @Override
  public void commit(LedgerEntry entry) {
    ledger.leased(
        transactions,
        lease,
        writing -> {
          Document done =
              own(Own.PROGRESS).findOneAndDelete(writing, and(ofOurs(), eq("batches", batches)));
          if (done == null) {
            throw lost();
          }
          return own(Own.ENTRIES)
              .insertOne(
                  writing,
                  new Document("_id", MongoLedger.key(lease.run(), entry.table(), entry.part()))
                      .append("rows", entry.rows())
                      .append("rejected", entry.rejected())
                      .append("bytes", entry.bytes())
                      .append("digest", entry.digest())
                      .append("detail", entry.detail()));
        });
    committed = true;
    forgetMade();
  }

  private Transient lost() {
    return new Transient(
        session.endpoint().role(),
        where,
        "another process writes this split, or the server has lost a part of it",
        null);
  }

  @Override
  public void close() {
    try (transactions) {
      if (!committed) {
        giveUp();
      }
    }
  }

  private void giveUp() {
    try {
      // A commit whose answer was lost may still come: either it finds the split given up, or it
      // was there first and nothing is ours any more.
      long given =
          transactions.durable(
              where,
              writing ->
                  own(Own.PROGRESS)
                      .updateOne(writing, ofOurs(), set("writer", GIVEN_UP))
                      .getMatchedCount());
      if (given > 0) {
        undo();
      }
    } catch (RuntimeException unreachable) {
      // The next who opens the split undoes it.
    }
  }

  /** Removes the documents that are written down for this split. */
  private void undo() {
    try {
      for (BsonDocument each :
          session.database().getCollection(Own.MADE, BsonDocument.class).find(ofKey())) {
        remove(each);
      }
      forgetMade();
    } catch (MongoException failure) {
      throw session.failed(failure, where);
    }
  }

  private void remove(BsonDocument made) {
    target.deleteMany(in(made));
  }

  private void forgetMade() {
    own(Own.MADE).deleteMany(ofKey());
  }

  private static BsonDocument in(BsonDocument made) {
    return new BsonDocument("_id", new BsonDocument("$in", made.getArray("ids")));
  }

  private Bson ofOurs() {
    return and(eq(key), eq("writer", writer));
  }

  /** All batches of this split: the ids that begin with its key, which lie together. */
  private Bson ofKey() {
    return and(
        gte("_id", new Document(key).append("batch", 0)),
        lte("_id", new Document(key).append("batch", Integer.MAX_VALUE)));
  }

  private MongoCollection<Document> own(String name) {
    return session.database().getCollection(name);
  }
}

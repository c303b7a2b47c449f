package io.decant.connectors.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The ledger in collections of its own. Whoever writes for a run changes the run's document in the
 * same transaction: so a writer that was taken over collides with the taking over, and loses.
 */
final class MongoLedger implements Ledger {
  private static final int NAMESPACE_EXISTS = 48;

  private final MongoSession session;
  private volatile boolean created;

  MongoLedger(MongoSession session) {
    this.session = session;
  }

  @Override
  public List<RunRecord> runs() {
    return reading(
        Own.RUNS,
        runs -> {
          List<RunRecord> found = new ArrayList<>();
          for (Document run : runs.find().sort(new Document("started", 1).append("_id", 1))) {
            found.add(
                new RunRecord(
                    run.getString("_id"),
                    run.getLong("epoch"),
                    run.getString("plan"),
                    run.getString("source"),
                    run.getString("position"),
                    run.getLong("salt"),
                    run.getString("state")));
          }
          return found;
        });
  }

  @Override
  public Lease begin(RunRecord run) {
    create();
    Document document =
        new Document("_id", run.run())
            .append("epoch", 1L)
            .append("plan", run.planDigest())
            .append("source", run.source())
            .append("position", run.position())
            .append("salt", run.salt())
            .append("state", run.state())
            .append("started", System.currentTimeMillis())
            .append("writes", 0L);
    return durably(
        run.run(),
        writing -> {
          if (durable(Own.RUNS).find(writing, eq(run.run())).first() != null) {
            throw new UserError(
                "run " + run.run(),
                "exists already in " + session.endpoint(),
                "Choose another --run id.");
          }
          durable(Own.RUNS).insertOne(writing, document);
          return new Lease(run.run(), 1);
        });
  }

  @Override
  public Lease takeOver(String run, String position) {
    return durably(
        run,
        writing -> {
          Document now =
              durable(Own.RUNS)
                  .findOneAndUpdate(
                      writing,
                      eq(run),
                      combine(inc("epoch", 1L), set("position", position), set("state", "running")),
                      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
          if (now == null) {
            throw new UserError("run " + run, "is not in the ledger of " + session.endpoint(), "");
          }
          return new Lease(run, now.getLong("epoch"));
        });
  }

  /** Either all splits are there or, on a standalone server, fewer than each of them says. */
  @Override
  public void plan(Lease lease, TableName target, List<Split> splits) {
    List<Document> documents =
        splits.stream()
            .map(
                split ->
                    new Document("_id", key(lease.run(), target, split.part()))
                        .append("parts", split.parts())
                        .append("schema", split.table().schema())
                        .append("name", split.table().name())
                        .append("bounds", split.bounds()))
            .toList();
    leased(
        lease,
        writing -> {
          durable(Own.SPLITS).deleteMany(writing, ofTable(lease.run(), target));
          return documents.isEmpty() || durable(Own.SPLITS).insertMany(writing, documents) != null;
        });
  }

  @Override
  public List<Split> splits(String run, TableName target) {
    return reading(
        Own.SPLITS,
        splits -> {
          List<Split> found = new ArrayList<>();
          for (Document split : splits.find(ofTable(run, target)).sort(new Document("_id", 1))) {
            found.add(
                new Split(
                    new TableName(split.getString("schema"), split.getString("name")),
                    split.get("_id", Document.class).getInteger("part"),
                    split.getInteger("parts"),
                    split.getString("bounds")));
          }
          boolean whole = !found.isEmpty() && found.get(0).parts() == found.size();
          return whole ? found : List.<Split>of();
        });
  }

  @Override
  public List<LedgerEntry> entries(String run) {
    return reading(
        Own.ENTRIES,
        entries -> {
          List<LedgerEntry> found = new ArrayList<>();
          for (Document entry : entries.find(eq("_id.run", run))) {
            Document key = entry.get("_id", Document.class);
            found.add(
                new LedgerEntry(
                    new TableName(key.getString("schema"), key.getString("table")),
                    key.getInteger("part"),
                    entry.getLong("rows"),
                    entry.getLong("rejected"),
                    entry.getLong("bytes"),
                    entry.getString("digest"),
                    entry.getString("detail")));
          }
          return found;
        });
  }

  @Override
  public List<String> steps(String run) {
    return reading(
        Own.STEPS,
        steps -> {
          List<String> found = new ArrayList<>();
          for (Document step : steps.find(eq("run", run)).sort(new Document("_id", 1))) {
            found.add(step.getString("statement"));
          }
          return found;
        });
  }

  @Override
  public void step(Lease lease, SchemaStep step) {
    Document document = new Document("run", lease.run()).append("statement", step.statement());
    leased(lease, writing -> durable(Own.STEPS).insertOne(writing, document));
  }

  @Override
  public void forget(Lease lease, TableName target) {
    leased(
        lease,
        writing -> {
          for (String each : List.of(Own.ENTRIES, Own.SPLITS, Own.PROGRESS, Own.MADE)) {
            durable(each).deleteMany(writing, ofTable(lease.run(), target));
          }
          return target;
        });
  }

  @Override
  public void remember(Lease lease, Map<TableName, String> origins) {
    leased(
        lease,
        writing -> {
          origins.forEach(
              (table, origin) -> {
                Document key = new Document("schema", table.schema()).append("table", table.name());
                durable(Own.ORIGINS)
                    .replaceOne(
                        writing,
                        eq(key),
                        new Document("_id", key).append("origin", origin),
                        new ReplaceOptions().upsert(true));
              });
          return origins;
        });
  }

  /** What a source reads: it asks no lease. Who may not read it knows of no origins. */
  static Map<TableName, String> origins(MongoSession session) {
    Map<TableName, String> found = new HashMap<>();
    try {
      for (Document each : session.database().getCollection(Own.ORIGINS).find()) {
        Document key = each.get("_id", Document.class);
        found.put(
            new TableName(key.getString("schema"), key.getString("table")),
            each.getString("origin"));
      }
    } catch (MongoException failure) {
      if (!MongoErrors.isUnauthorized(failure)) {
        throw session.failed(failure, Own.ORIGINS);
      }
    }
    return found;
  }

  @Override
  public void state(Lease lease, String state) {
    leased(
        lease,
        writing -> durable(Own.RUNS).updateOne(writing, eq(lease.run()), set("state", state)));
    if (state.equals("done")) {
      // What undoes unfinished splits is of no more use, and there is none.
      reading(Own.MADE, made -> made.deleteMany(eq("_id.run", lease.run())));
    }
  }

  @Override
  public void erase(String run) {
    reading(
        Own.RUNS,
        runs -> {
          runs.deleteOne(eq(run));
          for (String each : List.of(Own.SPLITS, Own.PROGRESS, Own.MADE, Own.ENTRIES)) {
            durable(each).deleteMany(eq("_id.run", run));
          }
          durable(Own.STEPS).deleteMany(eq("run", run));
          boolean empty =
              Stream.of(Own.RUNS, Own.ORIGINS, Own.TABLES)
                  .allMatch(each -> durable(each).find().first() == null);
          if (empty) {
            Own.ALL.forEach(each -> durable(each).drop());
            created = false;
          }
          return run;
        });
  }

  private <T> T durably(String run, Function<ClientSession, T> writes) {
    try (Transactions transactions = new Transactions(session)) {
      return transactions.durable("run " + run, writes);
    }
  }

  private <T> T leased(Lease lease, Function<ClientSession, T> writes) {
    try (Transactions transactions = new Transactions(session)) {
      return leased(transactions, lease, writes);
    }
  }

  /** Runs writes that count only while the lease is ours. */
  <T> T leased(Transactions transactions, Lease lease, Function<ClientSession, T> writes) {
    return transactions.durable(
        "run " + lease.run(),
        writing -> {
          requireLease(writing, lease);
          return writes.apply(writing);
        });
  }

  /** Changes the run's document, so that taking over and this exclude each other. */
  private void requireLease(ClientSession writing, Lease lease) {
    long held =
        durable(Own.RUNS)
            .updateOne(writing, and(eq(lease.run()), eq("epoch", lease.epoch())), inc("writes", 1L))
            .getMatchedCount();
    if (held == 0) {
      throw takenOver(lease);
    }
  }

  EndpointFailure takenOver(Lease lease) {
    return new EndpointFailure(
        session.endpoint().role(),
        "run " + lease.run(),
        "was taken over by another process",
        "",
        null);
  }

  /** Names a split, and comes first in the order of its table's splits. */
  static Document key(String run, TableName table, int part) {
    return new Document("run", run)
        .append("schema", table.schema())
        .append("table", table.name())
        .append("part", part);
  }

  private static Bson ofTable(String run, TableName table) {
    return and(eq("_id.run", run), eq("_id.schema", table.schema()), eq("_id.table", table.name()));
  }

  MongoCollection<Document> durable(String name) {
    return session.database().getCollection(name);
  }

  /** Collections are made before a transaction writes to them: some servers cannot do it within. */
  private void create() {
    if (created) {
      return;
    }
    for (String name : Own.ALL) {
      try {
        session.database().withWriteConcern(WriteConcern.MAJORITY).createCollection(name);
      } catch (MongoCommandException refused) {
        if (refused.getErrorCode() != NAMESPACE_EXISTS) {
          throw session.failed(refused, name);
        }
      } catch (MongoException failure) {
        throw session.failed(failure, name);
      }
    }
    created = true;
  }

  /** Outside of any transaction; an untouched database has nothing, and that is no failure. */
  private <T> T reading(String collection, Function<MongoCollection<Document>, T> question) {
    try {
      return question.apply(durable(collection));
    } catch (MongoException failure) {
      throw session.failed(failure, collection);
    }
  }
}

package io.decant.connectors.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoDatabase;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Writes a database. */
final class MongoSink implements Sink {
  private static final int INDEX_OPTIONS_CONFLICT = 85;

  private final MongoSession session;
  private final MongoSchema schema;
  private final MongoLedger ledger;
  private final RememberedTables remembered;
  private final Arrays arrays;
  private final Map<String, Table> made = new ConcurrentHashMap<>();

  MongoSink(MongoSession session) {
    this.session = session;
    this.schema =
        new MongoSchema(session.endpoint().path(), Embedding.of(session.endpoint().parameters()));
    this.ledger = new MongoLedger(session);
    this.remembered = new RememberedTables(session);
    this.arrays = new Arrays(session);
    if (!session.server().writable()) {
      session.close();
      throw new EndpointFailure(
          session.endpoint().role(),
          session.endpoint().toString(),
          "this member of the replica set takes no writes",
          "Name the primary, or add ?replicaSet=NAME so that it is found.",
          null);
    }
  }

  @Override
  public TargetSchema schema() {
    return schema;
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    List<SchemaStep> steps = schema.steps(accepted);
    made.put(steps.get(0).statement(), accepted);
    if (Layouts.isChild(accepted)) {
      arrays.add(accepted);
    }
    return steps;
  }

  @Override
  public List<Finding> findings(List<Table> tables, List<SchemaStep> steps) {
    return new MongoFindings(session).ofTarget(tables);
  }

  /** What is remembered of a table is remembered first: without its collection it means nothing. */
  @Override
  public void run(SchemaStep step) {
    Optional<Table> elements = arrays.find(step.statement());
    if (elements.isPresent()) {
      arrays.fill(elements.get());
      return;
    }
    try {
      if (step.stage() == Stage.TABLE) {
        Table table = made.get(step.statement());
        if (table == null) {
          throw new IllegalArgumentException("not a step of this sink: " + step.statement());
        }
        remembered.remember(table);
      }
      database().runCommand(MongoDdl.command(step.statement()), BsonDocument.class);
    } catch (MongoCommandException refused) {
      throw refused.getErrorCode() == INDEX_OPTIONS_CONFLICT
          ? new EndpointFailure(
              session.endpoint().role(),
              step.table().toString(),
              MongoErrors.message(refused),
              "Drop the index that is there, or leave this one out.",
              refused)
          : session.failed(refused, step.table().toString());
    } catch (MongoException failure) {
      throw session.failed(failure, step.table().toString());
    }
  }

  @Override
  public void drop(List<TableName> names) {
    Map<String, Table> tables = remembered.all();
    for (TableName name : names) {
      try {
        Table table = tables.getOrDefault(name.name(), Table.of(name, List.of()));
        if (Layouts.isChild(table)) {
          removeArrays(table);
        } else {
          database().getCollection(Layouts.collection(table)).drop();
        }
        remembered.forget(name);
      } catch (MongoException failure) {
        throw session.failed(failure, name.toString());
      }
    }
  }

  @Override
  public void empty(List<TableName> names) {
    Map<String, Table> tables = remembered.all();
    for (TableName name : names) {
      try {
        Table table = tables.getOrDefault(name.name(), Table.of(name, List.of()));
        if (Layouts.isChild(table)) {
          removeArrays(table);
        } else {
          database().getCollection(Layouts.collection(table)).deleteMany(new BsonDocument());
        }
      } catch (MongoException failure) {
        throw session.failed(failure, name.toString());
      }
    }
  }

  /** Those inside other arrays go and come with these. */
  private void removeArrays(Table table) {
    database().getCollection(Arrays.waiting(table)).drop();
    String path = Layouts.path(table);
    if (!path.contains("[].")) {
      BsonDocument array = new BsonDocument(path, new BsonString(""));
      database()
          .getCollection(Layouts.collection(table))
          .updateMany(new BsonDocument(), new BsonDocument("$unset", array));
    }
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode) {
    String collection =
        Layouts.isChild(accepted) ? Arrays.waiting(accepted) : Layouts.collection(accepted);
    return new MongoWriter(session, ledger, accepted, collection, split, lease);
  }

  @Override
  public void close() {
    session.close();
  }

  private MongoDatabase database() {
    return session.database().withWriteConcern(WriteConcern.MAJORITY);
  }
}

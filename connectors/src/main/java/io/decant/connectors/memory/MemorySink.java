package io.decant.connectors.memory;

import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a {@link MemoryDatabase}. A writer's rows stay its own until commit. */
final class MemorySink implements Sink {
  private final MemoryDatabase database;
  private final Endpoint endpoint;
  private final MemorySchema schema = new MemorySchema();
  private final Map<String, Table> accepted = new ConcurrentHashMap<>();

  MemorySink(MemoryDatabase database, Endpoint endpoint) {
    this.database = database;
    this.endpoint = endpoint;
  }

  @Override
  public TargetSchema schema() {
    return schema;
  }

  @Override
  public List<SchemaStep> steps(Table table) {
    List<SchemaStep> steps = schema.steps(table);
    accepted.put(steps.get(0).statement(), table);
    return steps;
  }

  @Override
  public void run(SchemaStep step) {
    Table table = accepted.get(step.statement());
    if (table == null) {
      throw new IllegalArgumentException("not a step of this sink: " + step.statement());
    }
    synchronized (database) {
      if (database.tables.putIfAbsent(table.name(), table) != null) {
        throw new EndpointFailure(
            endpoint.role(), table.name().toString(), "exists already", "", null);
      }
      database.version++;
    }
  }

  @Override
  public void drop(List<TableName> names) {
    synchronized (database) {
      names.forEach(database.tables::remove);
      names.forEach(database.rows::remove);
      database.version++;
    }
  }

  @Override
  public void empty(List<TableName> names) {
    synchronized (database) {
      names.forEach(database.rows::remove);
      database.version++;
    }
  }

  @Override
  public Ledger ledger() {
    return new MemoryLedger(database, endpoint);
  }

  @Override
  public BatchWriter write(Table table, Split split, Lease lease, WriteMode mode) {
    requireUnclaimed(table.name(), split.part(), lease);
    return new Writer(table, lease);
  }

  @Override
  public void close() {}

  private void requireUnclaimed(TableName table, int part, Lease lease) {
    synchronized (database) {
      requireLease(database, endpoint, lease);
      for (LedgerEntry entry : database.entries.getOrDefault(lease.run(), List.of())) {
        if (entry.table().equals(table) && entry.part() == part) {
          throw new EndpointFailure(
              endpoint.role(), table + " part " + part, "is in the ledger already", "", null);
        }
      }
    }
  }

  static RunRecord requireLease(MemoryDatabase database, Endpoint endpoint, Lease lease) {
    var run = database.runs.get(lease.run());
    if (run == null || run.epoch() != lease.epoch()) {
      throw new EndpointFailure(
          endpoint.role(), "run " + lease.run(), "was taken over by another process", "", null);
    }
    return run;
  }

  private final class Writer implements BatchWriter {
    private final Table table;
    private final Lease lease;
    private final List<RowBatch> batches = new ArrayList<>();

    Writer(Table table, Lease lease) {
      this.table = table;
      this.lease = lease;
    }

    @Override
    public void write(RowBatch batch) {
      requireNotNull(batch);
      List<LogicalType> types = Column.types(table.storedColumns());
      RowBatch own = new RowBatch(types, Math.max(1, batch.rows()), Long.MAX_VALUE);
      own.appendRows(batch, 0, batch.rows());
      batches.add(own);
    }

    /** The one constraint that this database keeps, so that there is a way to be refused. */
    private void requireNotNull(RowBatch batch) {
      List<Column> columns = table.storedColumns();
      for (int i = 0; i < columns.size(); i++) {
        for (int row = 0; !columns.get(i).nullable() && row < batch.rows(); row++) {
          if (batch.column(i).isNull(row)) {
            throw new BadValue(
                table.name() + "." + columns.get(i).name(),
                "NOT_NULL",
                "NULL in a column that takes none",
                "",
                null);
          }
        }
      }
    }

    @Override
    public void commit(LedgerEntry entry) {
      synchronized (database) {
        requireUnclaimed(entry.table(), entry.part(), lease);
        database.commit(lease.run(), entry, batches);
      }
    }

    @Override
    public void close() {}
  }
}

package io.decant.engine.testing;

import io.decant.connectors.memory.MemoryConnector;
import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.testing.Faults.RowAt;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The memory connector, under the scheme {@code faulty:}, with {@link Faults}. */
public final class FaultyConnector implements SinkConnector {
  private final SinkConnector memory = new MemoryConnector();

  @Override
  public String scheme() {
    return "faulty";
  }

  @Override
  public Set<String> aliases() {
    return Set.of();
  }

  @Override
  public Set<String> parameters() {
    return Set.of();
  }

  @Override
  public Capabilities capabilities() {
    return memory.capabilities();
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    return new FaultySource(memory.openSource(endpoint), faults(endpoint));
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    return new FaultySink(memory.openSink(endpoint), faults(endpoint));
  }

  @Override
  public AssumedTarget assumed(String engine) {
    return memory.assumed(engine);
  }

  private static Faults faults(Endpoint endpoint) {
    return Faults.BY_NAME.getOrDefault(endpoint.path(), new Faults());
  }

  private record FaultySource(Source real, Faults faults) implements Source {
    @Override
    public Catalog catalog() {
      return real.catalog();
    }

    @Override
    public List<Table> describe(List<TableName> names) {
      return real.describe(names);
    }

    @Override
    public Position snapshot(int readers) {
      return new Position(faults.position(real.snapshot(readers).token()));
    }

    @Override
    public void requireUnderstood(Table table, String filter) {
      real.requireUnderstood(table, filter);
    }

    @Override
    public List<Split> split(Table table, String filter, long targetBytes) {
      return real.split(table, filter, targetBytes);
    }

    @Override
    public BatchReader read(Table table, Split split) {
      BatchReader reader = real.read(table, split);
      return new BatchReader() {
        @Override
        public boolean read(RowBatch into) {
          faults.reading(table, split);
          return reader.read(into);
        }

        @Override
        public void close() {
          reader.close();
        }
      };
    }

    @Override
    public void close() {
      real.close();
      faults.closed();
    }
  }

  private record FaultySink(Sink real, Faults faults) implements Sink {
    @Override
    public TargetSchema schema() {
      return real;
    }

    @Override
    public List<SchemaStep> steps(Table accepted) {
      return Stream.concat(real.steps(accepted).stream(), faults.laterSteps(accepted).stream())
          .toList();
    }

    @Override
    public void run(SchemaStep step) {
      faults.step(step.statement());
      if (step.stage().beforeData()) {
        real.run(step);
      }
    }

    @Override
    public void drop(List<TableName> names) {
      real.drop(names);
    }

    @Override
    public void empty(List<TableName> names) {
      real.empty(names);
    }

    @Override
    public Ledger ledger() {
      return real.ledger();
    }

    @Override
    public BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode) {
      BatchWriter writer = real.write(accepted, split, lease, mode);
      return new BatchWriter() {
        @Override
        public void write(RowBatch batch) {
          faults.writing(accepted, split);
          for (int row = 0; row < batch.rows(); row++) {
            if (faults.refused().test(new RowAt(batch, row))) {
              throw new BadValue(
                  accepted.name() + ".amount", "CHECK", "the amount is refused", "", null);
            }
          }
          writer.write(batch);
        }

        @Override
        public void commit(LedgerEntry entry) {
          faults.committing(accepted, split);
          writer.commit(entry);
          faults.committed(accepted, split);
        }

        @Override
        public void close() {
          writer.close();
        }
      };
    }

    @Override
    public void close() {
      real.close();
    }
  }
}

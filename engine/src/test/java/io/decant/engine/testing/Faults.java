package io.decant.engine.testing;

import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Split;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What goes wrong in one database of the {@code faulty:} scheme, by its name. */
public class Faults {
  static final Map<String, Faults> BY_NAME = new ConcurrentHashMap<>();

  /** Lets these faults happen in that database. */
  public static <F extends Faults> F in(String database, F faults) {
    BY_NAME.put(database, faults);
    return faults;
  }

  /** Before a batch is read. */
  public void reading(Table table, Split split) {}

  /** After whoever reads has ended its connections. */
  public void closed() {}

  /** Before a batch is written. */
  public void writing(Table table, Split split) {}

  /** Before a split is committed. */
  public void committing(Table table, Split split) {}

  /** After a split was committed. */
  public void committed(Table table, Split split) {}

  /** Steps after the data, of which a memory database has none: they do nothing. */
  public List<SchemaStep> laterSteps(Table table) {
    return List.of();
  }

  /** Before a step of the schema is run. */
  public void step(String statement) {}

  /** Rows that the database refuses when they are written. */
  public Predicate<RowAt> refused() {
    return row -> false;
  }

  /** The token of the next snapshot. */
  public String position(String real) {
    return real;
  }

  /** A row of a batch. */
  public record RowAt(RowBatch batch, int row) {
    public long number(int column) {
      return batch.longs(column).value(row);
    }
  }
}

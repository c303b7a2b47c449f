package io.decant.engine.discover;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;

/** Tells a table with rows from one without by reading one at most. */
public final class FirstRow {
  private FirstRow() {}

  /**
   * @param source its snapshot is taken
   * @param filter a condition in the source's own language; empty for none
   * @return some row of the table meets the condition
   */
  public static boolean exists(Source source, Table table, String filter) {
    RowBatch batch = new RowBatch(Column.types(table.storedColumns()), 1, 1);
    for (Split split : source.split(table, filter, Long.MAX_VALUE)) {
      try (BatchReader reader = source.read(table, split)) {
        if (reader.read(batch)) {
          return true;
        }
      }
    }
    return false;
  }
}

package io.decant.engine.copy;

import io.decant.connectors.spi.BatchWriter;
import io.decant.converter.row.RowBatch;

/** How batches are given to the writer of a split. For one thread. */
@FunctionalInterface
interface Handover {

  /** Gives all rows, or those that the database takes, and returns those. */
  RowBatch write(RowBatch rows);

  /** All rows at once; one that is refused fails the split. */
  static Handover whole(BatchWriter writer) {
    return rows -> {
      if (rows.rows() > 0) {
        writer.write(rows);
      }
      return rows;
    };
  }
}

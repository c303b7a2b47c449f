package io.decant.engine.copy;

import io.decant.converter.row.RowBatch;

/** How batches are given to the writer of a split. For one thread. */
interface Handover extends AutoCloseable {

  /**
   * Gives all rows, or those that the database takes, and returns those. When this returns, every
   * batch given before was written and may be filled anew; this one may still be read by the
   * writer, and must not be changed.
   */
  RowBatch write(RowBatch rows);

  /** Returns when all was written: the writer belongs to the caller again, who commits. */
  void end();

  /** Returns when nobody uses the writer any more, whatever became of the rows. Never throws. */
  @Override
  void close();
}

package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import io.decant.converter.row.RowBatch;

/** Writes one split's rows in one transaction. For one thread. */
public interface BatchWriter extends AutoCloseable {

  /**
   * Hands rows over. Nothing is promised before {@link #commit}. The batch may be used again when
   * this returns.
   *
   * @throws DecantException.BadValue the database refuses a row. In mode {@code CAREFUL} none of
   *     this batch's rows remains and writing can go on; in mode {@code BULK} the writer can only
   *     be closed
   * @throws DecantException.Transient nothing was kept; close, and redo the whole split on a new
   *     writer
   */
  void write(RowBatch batch);

  /**
   * Makes every row written since the opening durable, together with the ledger's entry. Called at
   * most once, last.
   *
   * @throws DecantException.BadValue the database refuses a row; nothing was kept
   * @throws DecantException.Transient nothing was kept, or it is unknown: the ledger tells which
   */
  void commit(LedgerEntry entry);

  /** Without commit before it: discards everything. Never throws. */
  @Override
  void close();
}

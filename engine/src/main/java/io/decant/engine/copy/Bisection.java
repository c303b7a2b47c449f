package io.decant.engine.copy;

import io.decant.connectors.spi.BatchWriter;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.RowBatch;

/**
 * All rows at once; when one is refused, the batch is halved until it is found. A batch of n rows
 * with one bad row takes about 2 log n writes. Needs a writer in mode {@code CAREFUL}.
 */
final class Bisection implements Handover {
  private final BatchWriter writer;
  private final RowScreen screen;
  private final RowBatch taken;
  private final RowBatch part;

  /**
   * @param screen hears of the rows that are refused
   * @param taken room for the rows that the database takes
   * @param part room for a piece of a batch
   */
  Bisection(BatchWriter writer, RowScreen screen, RowBatch taken, RowBatch part) {
    this.writer = writer;
    this.screen = screen;
    this.taken = taken;
    this.part = part;
  }

  @Override
  public RowBatch write(RowBatch rows) {
    taken.clear();
    int refused = give(rows, 0, rows.rows());
    return refused == 0 ? rows : taken;
  }

  /** Writes rows {@code from} to {@code to}; returns how many of them were refused. */
  private int give(RowBatch rows, int from, int to) {
    if (from == to) {
      return 0;
    }
    try {
      writer.write(piece(rows, from, to));
      taken.appendRows(rows, from, to);
      return 0;
    } catch (BadValue refused) {
      if (to - from == 1) {
        screen.refused(from, refused);
        return 1;
      }
      int middle = (from + to) >>> 1;
      return give(rows, from, middle) + give(rows, middle, to);
    }
  }

  private RowBatch piece(RowBatch rows, int from, int to) {
    if (to - from == rows.rows()) {
      return rows;
    }
    part.clear();
    part.appendRows(rows, from, to);
    return part;
  }
}

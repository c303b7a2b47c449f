package io.decant.engine.copy;

import io.decant.connectors.spi.BatchWriter;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.RowBatch;

/** How a batch is given to a writer. */
interface Handover {

  /** Gives all rows, or those that the database takes, and returns those that it took. */
  RowBatch write(BatchWriter writer, RowBatch rows);

  /** All rows at once; one that is refused fails the split. */
  static RowBatch whole(BatchWriter writer, RowBatch rows) {
    if (rows.rows() > 0) {
      writer.write(rows);
    }
    return rows;
  }

  /**
   * All rows at once; when one is refused, the batch is halved until it is found. A batch of n rows
   * with one bad row takes about 2 log n writes. Needs a writer in mode {@code CAREFUL}.
   */
  final class Bisecting implements Handover {
    private final RowScreen screen;
    private final RowBatch taken;
    private final RowBatch part;

    /**
     * @param taken room for the rows that the database takes
     * @param part room for a piece of a batch
     */
    Bisecting(RowScreen screen, RowBatch taken, RowBatch part) {
      this.screen = screen;
      this.taken = taken;
      this.part = part;
    }

    @Override
    public RowBatch write(BatchWriter writer, RowBatch rows) {
      taken.clear();
      int refused = give(writer, rows, 0, rows.rows());
      return refused == 0 ? rows : taken;
    }

    /** Writes rows {@code from} to {@code to}; returns how many of them were refused. */
    private int give(BatchWriter writer, RowBatch rows, int from, int to) {
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
        return give(writer, rows, from, middle) + give(writer, rows, middle, to);
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
}

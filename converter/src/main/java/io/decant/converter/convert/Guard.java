package io.decant.converter.convert;

import io.decant.converter.row.ColumnVector;
import java.util.List;

/**
 * A conversion between types of one carrier that leaves nearly all values as they are: it looks at
 * each, and passes the whole column on by reference unless one does not fit.
 */
record Guard(String name, List<Loss> losses, Test test, Cell misfit) implements ColumnConversion {

  /** Whether a value that is not NULL may pass. */
  @FunctionalInterface
  interface Test {
    boolean fits(ColumnVector in, int row);

    /** Whether all of a column may; asked first, so worth a loop of its own where it is simple. */
    default boolean allFit(ColumnVector in, int rows) {
      for (int row = 0; row < rows; row++) {
        if (!in.isNull(row) && !fits(in, row)) {
          return false;
        }
      }
      return true;
    }
  }

  Guard {
    losses = List.copyOf(losses);
  }

  @Override
  public ColumnVector apply(ColumnVector in, int rows, ColumnVector out, ValueListener listener) {
    return test.allFit(in, rows) ? in : copy(in, rows, out, listener);
  }

  private ColumnVector copy(ColumnVector in, int rows, ColumnVector out, ValueListener listener) {
    for (int row = 0; row < rows; row++) {
      if (in.isNull(row) || test.fits(in, row)) {
        out.appendFrom(in, row);
      } else {
        misfit.convert(in, row, out, listener);
      }
    }
    return out;
  }
}

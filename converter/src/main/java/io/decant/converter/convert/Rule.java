package io.decant.converter.convert;

import io.decant.converter.row.ColumnVector;
import java.util.List;

/** A conversion that writes every value anew. */
record Rule(String name, List<Loss> losses, Cell cell) implements ColumnConversion {

  Rule {
    losses = List.copyOf(losses);
  }

  @Override
  public ColumnVector apply(ColumnVector in, int rows, ColumnVector out, ValueListener listener) {
    for (int row = 0; row < rows; row++) {
      if (in.isNull(row)) {
        out.appendNull();
      } else {
        cell.convert(in, row, out, listener);
      }
    }
    return out;
  }
}

package io.decant.converter.convert;

import io.decant.converter.row.ArrayBounds;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays as lists of another kind: without their lower bounds first, which no other list has.
 *
 * @param rest what becomes of the list alone
 */
record ListConversion(ColumnConversion rest) implements ColumnConversion {

  @Override
  public String name() {
    return rest.name();
  }

  @Override
  public List<Loss> losses() {
    List<Loss> losses = new ArrayList<>(rest.losses());
    losses.add(Losses.ARRAY_BOUNDS);
    return losses;
  }

  @Override
  public ColumnVector apply(ColumnVector in, int rows, ColumnVector out, ValueListener listener) {
    BytesVector arrays = Cell.bytes(in);
    for (int row = 0; row < rows; row++) {
      if (bounds(arrays, row) > 0) {
        return rest.apply(lists(arrays, rows, listener), rows, out, listener);
      }
    }
    return rest.apply(in, rows, out, listener);
  }

  private static BytesVector lists(BytesVector arrays, int rows, ValueListener listener) {
    BytesVector lists = new BytesVector(rows);
    for (int row = 0; row < rows; row++) {
      int bounds = bounds(arrays, row);
      if (bounds == 0) {
        lists.appendFrom(arrays, row);
      } else {
        listener.changed(row, Losses.ARRAY_BOUNDS.code());
        lists.append(arrays.data(), arrays.start(row) + bounds, arrays.length(row) - bounds);
      }
    }
    return lists;
  }

  private static int bounds(BytesVector arrays, int row) {
    return arrays.isNull(row)
        ? 0
        : ArrayBounds.length(arrays.data(), arrays.start(row), arrays.length(row));
  }
}

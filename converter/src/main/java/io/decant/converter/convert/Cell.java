package io.decant.converter.convert;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;

/** What becomes of one value that is not NULL: exactly one value, or NULL, is appended. */
@FunctionalInterface
interface Cell {
  void convert(ColumnVector in, int row, ColumnVector out, ValueListener listener);

  /** Refuses the value of the row. */
  static void refuse(ColumnVector out, int row, ValueListener listener, Loss loss, String detail) {
    listener.refused(row, loss.code(), detail);
    out.appendNull();
  }

  /** NULL in place of the value, as the rule declared. */
  static void nullInstead(ColumnVector out, int row, ValueListener listener, Loss loss) {
    listener.changed(row, loss.code());
    out.appendNull();
  }

  /** A text for a message, cut where it is long. */
  static String shown(BytesVector texts, int row) {
    String text = texts.text(row);
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }

  static LongVector longs(ColumnVector column) {
    return (LongVector) column;
  }

  static DoubleVector doubles(ColumnVector column) {
    return (DoubleVector) column;
  }

  static BytesVector bytes(ColumnVector column) {
    return (BytesVector) column;
  }
}

package io.decant.connectors.sqlite;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Utf8;

/** Reads texts. One that is no UTF-8 is appended as it is, and reported. */
enum TextReader implements ValueReader {
  INSTANCE;

  @Override
  public void read(StoredRows rows, int count, int column, RowBatch into) {
    BytesVector out = into.bytes(column);
    int first = out.size();
    for (int row = 0; row < count; row++) {
      rows.moveTo(row);
      if (rows.form(column) == StoredRow.TEXT) {
        out.append(rows.data(column), rows.start(column), rows.length(column));
      } else {
        Unexpected.form(rows, column, into, "a text");
      }
    }
    reportBroken(into, column, first);
  }

  /**
   * Looks at all values of a column from one on.
   *
   * @param first row
   */
  static void reportBroken(RowBatch into, int column, int first) {
    BytesVector out = into.bytes(column);
    if (Utf8.areValid(out, first)) {
      return;
    }
    for (int row = first; row < out.size(); row++) {
      if (!Utf8.isValid(out.data(), out.start(row), out.length(row))) {
        String quoted = Unexpected.quoted(out.data(), out.start(row), out.length(row));
        into.report(new RowProblem(row, column, "INVALID_UTF8", quoted + " is not valid UTF-8"));
      }
    }
  }
}

package io.decant.connectors.sqlite;

import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import java.nio.charset.StandardCharsets;

/** What a reader did not expect where it stands, in words. In the batch, NULL takes its place. */
final class Unexpected {
  private static final int SHOWN_BYTES = 40;

  private Unexpected() {}

  /** NULL, which is no problem, or a storage class that the column should not have. */
  static void form(StoredRow row, int column, RowBatch into, String expected) {
    if (row.form(column) == StoredRow.NULL) {
      into.column(column).appendNull();
    } else {
      String shown = shown(row, column);
      report(into, column, "MIXED_STORAGE", shown + " is stored where " + expected + " should be");
    }
  }

  /** A text that says something else. */
  static void text(StoredRow row, int column, RowBatch into, String fault) {
    String quoted = quoted(row.data(column), row.start(column), row.length(column));
    report(into, column, "MIXED_STORAGE", quoted + fault);
  }

  static void report(RowBatch into, int column, String code, String detail) {
    int row = into.column(column).size();
    into.column(column).appendNull();
    into.report(new RowProblem(row, column, code, detail));
  }

  static String shown(StoredRow row, int column) {
    return switch (row.form(column)) {
      case StoredRow.INTEGER -> "the integer " + row.integer(column);
      case StoredRow.FLOAT -> "the real " + row.real(column);
      case StoredRow.TEXT ->
          "the text " + quoted(row.data(column), row.start(column), row.length(column));
      default -> "a blob of " + row.length(column) + " bytes";
    };
  }

  static String quoted(byte[] data, int start, int length) {
    int shown = Math.min(SHOWN_BYTES, length);
    return "'" + new String(data, start, shown, StandardCharsets.UTF_8) + "'";
  }
}

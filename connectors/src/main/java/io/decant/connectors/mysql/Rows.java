package io.decant.connectors.mysql;

import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import java.sql.SQLException;

/** The rows of one query, as they come. For one thread. */
sealed interface Rows permits BinaryRows, TextRows {

  /**
   * Fills the batch further.
   *
   * @return false when the result has ended, which the server has confirmed
   */
  boolean fill(RowBatch into) throws SQLException;

  /** Passes over the rows that are left, and leaves the connection to the next statement. */
  void close() throws SQLException;

  /** Reports what is wrong with a value of the row that is being filled. */
  static void report(Flaw flaw, RowBatch into, int index) {
    ColumnVector column = into.column(index);
    if (column.size() == into.rows()) {
      column.appendNull();
    }
    into.report(new RowProblem(into.rows(), index, flaw.code(), flaw.shown()));
  }
}

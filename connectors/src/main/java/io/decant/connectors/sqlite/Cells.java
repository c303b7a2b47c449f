package io.decant.connectors.sqlite;

import java.sql.SQLException;

/**
 * Takes the values of one row, column by column, each in one of SQLite's storage classes. What is
 * handed over as bytes belongs to the caller again when the call returns.
 */
interface Cells {
  /** NULL. */
  void absent() throws SQLException;

  void integer(long value) throws SQLException;

  void real(double value) throws SQLException;

  /** A text of those bytes, in UTF-8 as far as they are any: they arrive as they are. */
  void text(byte[] data, int offset, int length) throws SQLException;

  void blob(byte[] data, int offset, int length) throws SQLException;
}

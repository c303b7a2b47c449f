package io.decant.connectors.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** The rows of a table, or of a part of it, a few after the other. For one thread. */
interface TableRows extends AutoCloseable {
  /** Of a table and of a result: the row's number finds no room beside them (SQLite "Limits"). */
  int MAX_COLUMNS = 2_000;

  /**
   * Moves to the next rows: some, but at most so many, and none more once so many bytes are
   * reached.
   *
   * @return how many; 0 at the end
   */
  int next(int most, long bytes) throws SQLException;

  /** The rows that {@link #next} came to, good until it is called again; texts are in UTF-8. */
  StoredRows rows();

  @Override
  void close();

  /**
   * Begins to read.
   *
   * @param connection in a transaction, and nobody else's until the rows are closed
   */
  static TableRows of(SQLiteConnection connection, RowQuery query) throws SQLException {
    TextEncoding encoding = TextEncoding.of(connection);
    TableRows rows =
        query.rowid().isEmpty() || query.columns() >= MAX_COLUMNS
            ? new SteppedRows(connection, query.whole(), query.columns())
            : new ChunkedRows(connection, query);
    return encoding == TextEncoding.UTF_8 ? rows : new TranscodedRows(rows, encoding);
  }
}

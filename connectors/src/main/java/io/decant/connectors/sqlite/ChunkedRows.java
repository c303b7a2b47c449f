package io.decant.connectors.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The rows of a table in the order of their numbers, by chunks. Where a row is too long for one, it
 * and some after it are asked for value by value.
 */
final class ChunkedRows implements TableRows {
  /** Long rows seldom stand alone. */
  private static final int LONG_ROWS = 50;

  private final SQLiteConnection connection;
  private final RowQuery query;
  private final RowChunk chunk;
  private final int columns;
  private final int number;
  private @Nullable SteppedRows longRows;
  private StoredRow row;

  /** The first row's number that was not read, and the last one's that was. */
  private long from;

  private long last;

  /** Rows taken of the piece that is read now, which holds fewer than its limit only at the end. */
  private int taken = RowChunk.ROWS;

  private int limit = RowChunk.ROWS;
  private boolean tooLong;

  ChunkedRows(SQLiteConnection connection, RowQuery query) throws SQLException {
    this.connection = connection;
    this.query = query;
    this.columns = query.numberedValues().size();
    this.number = query.numberedValues().indexOf(query.rowid());
    this.chunk = new RowChunk(connection, query.next("?1", RowChunk.ROWS), columns);
    this.row = chunk.image();
    this.from = query.from();
  }

  @Override
  public boolean next() throws SQLException {
    while (!(longRows == null ? chunk.image().next() : longRows.next())) {
      if (!tooLong && (taken < limit || last == Long.MAX_VALUE)) {
        return false;
      }
      advance();
    }
    taken++;
    last = row.integer(number);
    from = last + 1;
    return true;
  }

  private void advance() throws SQLException {
    closeLongRows();
    taken = 0;
    if (tooLong) {
      tooLong = false;
      limit = LONG_ROWS;
      longRows = new SteppedRows(connection, query.next(Long.toString(from), LONG_ROWS), columns);
      row = longRows;
    } else {
      limit = RowChunk.ROWS;
      tooLong = !chunk.fill(from);
      row = chunk.image();
    }
  }

  @Override
  public StoredRow row() {
    return row;
  }

  @Override
  public void close() {
    closeLongRows();
    chunk.close();
  }

  private void closeLongRows() {
    if (longRows != null) {
      longRows.close();
      longRows = null;
    }
  }
}

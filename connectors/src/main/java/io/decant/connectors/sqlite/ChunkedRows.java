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
  private StoredRows rows;

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
    this.rows = chunk.image();
    this.from = query.from();
  }

  @Override
  public int next(int most, long bytes) throws SQLException {
    int count = more(most, bytes);
    while (count == 0) {
      if (!tooLong && (taken < limit || last == Long.MAX_VALUE)) {
        return 0;
      }
      advance();
      count = more(most, bytes);
    }
    taken += count;
    rows.moveTo(count - 1);
    last = rows.integer(number);
    from = last + 1;
    return count;
  }

  private int more(int most, long bytes) throws SQLException {
    return longRows == null ? chunk.image().take(most, bytes) : longRows.next(most, bytes);
  }

  private void advance() throws SQLException {
    closeLongRows();
    taken = 0;
    if (tooLong) {
      tooLong = false;
      limit = LONG_ROWS;
      longRows = new SteppedRows(connection, query.next(Long.toString(from), LONG_ROWS), columns);
      rows = longRows;
    } else {
      limit = RowChunk.ROWS;
      tooLong = !chunk.fill(from);
      rows = chunk.image();
    }
  }

  @Override
  public StoredRows rows() {
    return rows;
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

package io.decant.connectors.sqlite;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Split;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/** Reads one split; every value goes straight into its vector. */
final class SqliteReader implements BatchReader {
  private final SqliteFile file;
  private final SnapshotReaders readers;
  private final String where;
  private final SQLiteConnection connection;
  private final TableRows rows;
  private final JsonbText jsonb;
  private final ValueReader[] columns;
  private boolean ended;
  private boolean broken;
  private boolean closed;

  SqliteReader(SqliteFile file, SnapshotReaders readers, Table table, Split split) {
    this.file = file;
    this.readers = readers;
    this.where = "table " + split.table();
    this.connection = readers.borrow();
    this.jsonb = new JsonbText(connection);
    this.columns =
        table.storedColumns().stream()
            .map(column -> ValueReader.of(column.type(), jsonb))
            .toArray(ValueReader[]::new);
    try {
      this.rows = TableRows.of(connection, SqliteSplits.query(connection, table, split));
    } catch (SQLException failure) {
      readers.discard(connection);
      throw file.classify(failure, where);
    }
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    try {
      while (!ended && !into.isFull()) {
        int count = rows.next(into.freeRows(), into.freeBytes());
        ended = count == 0;
        append(rows.rows(), count, into);
      }
    } catch (SQLException failure) {
      broken = true;
      throw file.classify(failure, where);
    }
    return into.rows() > 0;
  }

  private void append(StoredRows found, int count, RowBatch into) throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      columns[i].read(found, count, i, into);
    }
    into.endRows(into.rows() + count);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    rows.close();
    jsonb.close();
    if (broken) {
      readers.discard(connection);
    } else {
      readers.giveBack(connection);
    }
  }
}

package io.decant.connectors.sqlite;

import io.decant.connectors.spi.BatchReader;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/** Steps through one statement; every value goes straight into its vector. */
final class SqliteReader implements BatchReader {
  private static final int SQLITE_ROW = 100;
  private static final int SQLITE_DONE = 101;

  private final SqliteFile file;
  private final SnapshotReaders readers;
  private final SQLiteConnection connection;
  private final String where;
  private final PreparedStatement statement;
  private final ValueReader[] columns;
  private boolean ended;
  private boolean closed;

  SqliteReader(
      SqliteFile file, SnapshotReaders readers, String where, String sql, List<Column> columns) {
    this.file = file;
    this.readers = readers;
    this.where = where;
    this.connection = readers.borrow();
    try {
      TextEncoding encoding = TextEncoding.of(connection);
      this.columns =
          columns.stream()
              .map(column -> ValueReader.of(column.type(), encoding))
              .toArray(ValueReader[]::new);
      this.statement = connection.prepareStatement(sql);
    } catch (SQLException failure) {
      readers.giveBack(connection);
      throw file.classify(failure, where);
    }
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    try {
      if (!ended) {
        ((CoreStatement) statement)
            .pointer.<SQLException>safeRunConsume((db, pointer) -> fill(db, pointer, into));
      }
    } catch (SQLException failure) {
      throw file.classify(failure, where);
    }
    return into.rows() > 0;
  }

  private void fill(DB db, long pointer, RowBatch into) throws SQLException {
    while (!into.isFull()) {
      int result = db.step(pointer);
      if (result == SQLITE_DONE) {
        ended = true;
        return;
      }
      if (result != SQLITE_ROW) {
        db.throwex(result);
      }
      for (int i = 0; i < columns.length; i++) {
        columns[i].read(db, pointer, i, into);
      }
      into.endRow();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      statement.close();
    } catch (SQLException gone) {
      // The error that a statement ended with is told again when it is closed.
    }
    readers.giveBack(connection);
  }
}

package io.decant.connectors.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;

/**
 * Reads a table through once to learn what its columns hold. In a database that runs in this
 * process that costs less than aggregates of SQL, and it asks what SQL cannot: is a text UTF-8, how
 * many digits has a real.
 */
final class TableScan {
  private final String table;
  private final List<String> values = new ArrayList<>();
  private final ColumnEvidence[] columns;

  private long rows;
  private long bytes;

  /**
   * @param names of the columns
   * @param types that are declared for them
   */
  TableScan(String table, List<String> names, List<DeclaredType> types) {
    this.table = SqliteDialect.INSTANCE.quote(table);
    this.columns = types.stream().map(ColumnEvidence::new).toArray(ColumnEvidence[]::new);
    names.forEach(name -> values.add(this.table + "." + SqliteDialect.INSTANCE.quote(name)));
  }

  /** Rows counted. */
  long rows() {
    return rows;
  }

  /** Of all values. */
  long bytes() {
    return bytes;
  }

  ColumnEvidence column(int index) {
    return columns[index];
  }

  /** What is read: every column. */
  RowQuery query(String rowid) {
    return RowQuery.all(table, values, rowid.isEmpty() ? "" : table + "." + rowid);
  }

  void read(SQLiteConnection connection, RowQuery query) throws SQLException {
    try (TableRows found = TableRows.of(connection, query)) {
      int count = found.next(Integer.MAX_VALUE, Long.MAX_VALUE);
      while (count > 0) {
        rows += count;
        for (int i = 0; i < columns.length; i++) {
          add(found.rows(), count, i, columns[i]);
        }
        count = found.next(Integer.MAX_VALUE, Long.MAX_VALUE);
      }
    }
  }

  /** Adds what another scan has seen of the same columns. */
  void add(TableScan other) {
    rows += other.rows;
    bytes += other.bytes;
    for (int i = 0; i < columns.length; i++) {
      columns[i].add(other.columns[i]);
    }
  }

  private void add(StoredRows found, int count, int column, ColumnEvidence seen) {
    for (int row = 0; row < count; row++) {
      found.moveTo(row);
      switch (found.form(column)) {
        case StoredRow.INTEGER -> {
          seen.integer(found.integer(column));
          bytes += 8;
        }
        case StoredRow.FLOAT -> {
          seen.real(found.real(column));
          bytes += 8;
        }
        case StoredRow.TEXT -> {
          int length = found.length(column);
          seen.text(found.data(column), found.start(column), length);
          bytes += length;
        }
        case StoredRow.BLOB -> {
          seen.blob(found.length(column));
          bytes += found.length(column);
        }
        default -> seen.nulls++;
      }
    }
  }
}

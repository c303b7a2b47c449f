package io.decant.connectors.sqlite;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.sqlite.SQLiteConnection;

/**
 * A row of {@code PRAGMA table_xinfo}.
 *
 * @param type as it is declared; empty for none
 * @param defaultSql empty for none
 * @param keyPart position in the primary key from 1 on; 0 outside of it
 * @param hidden 1 in a virtual table, 2 and 3 where the value is generated
 */
record ColumnInfo(
    String name, String type, boolean notNull, String defaultSql, int keyPart, int hidden) {

  /** All columns of a table. */
  static List<ColumnInfo> of(SQLiteConnection connection, String table) throws SQLException {
    return Queries.catalog(
        connection,
        "columns",
        row ->
            new ColumnInfo(
                row.getString(1),
                row.getString(2) == null ? "" : row.getString(2),
                row.getBoolean(3),
                row.getString(4) == null ? "" : row.getString(4),
                row.getInt(5),
                row.getInt(6)),
        table);
  }

  /** The names of the primary key's columns, in its order. */
  static List<String> primaryKey(List<ColumnInfo> columns) {
    return columns.stream()
        .filter(column -> column.keyPart() > 0)
        .sorted(Comparator.comparingInt(ColumnInfo::keyPart))
        .map(ColumnInfo::name)
        .toList();
  }
}

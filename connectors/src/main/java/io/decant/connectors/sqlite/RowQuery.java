package io.decant.connectors.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteConnection;

/**
 * Which rows of a table are read, and which values of them; all in SQL.
 *
 * @param table in quotes
 * @param values what is read of a row
 * @param rowid how the number of a row is called; empty for a table that has none, or none with a
 *     name
 * @param from the first row's number, where there are numbers
 * @param condition on the other columns, or on the number from above: a second bound from below
 *     could be the one that SQLite looks rows up by
 */
record RowQuery(String table, List<String> values, String rowid, long from, String condition) {
  RowQuery {
    values = List.copyOf(values);
  }

  /**
   * How the number of a row is called, which every row of a table has, but for those of tables
   * WITHOUT ROWID; empty where there is none, or where columns have all the names for it.
   *
   * @param table its name
   */
  static String rowid(SQLiteConnection connection, String table) throws SQLException {
    if (!Queries.catalog(connection, "numbered", row -> row.getBoolean(1), table).contains(true)) {
      return "";
    }
    List<String> own = Queries.catalog(connection, "row-number", row -> row.getString(1), table);
    if (!own.isEmpty()) {
      return SqliteDialect.INSTANCE.quote(own.get(0));
    }
    List<String> columns =
        Queries.catalog(
            connection, "columns", row -> SqliteCatalog.folded(row.getString(1)), table);
    return Stream.of("rowid", "_rowid_", "oid")
        .filter(name -> !columns.contains(name))
        .findFirst()
        .orElse("");
  }

  /** All rows of a table. */
  static RowQuery all(String table, List<String> values, String rowid) {
    return new RowQuery(table, values, rowid, Long.MIN_VALUE, "1");
  }

  /** The rows whose numbers are in a range. */
  RowQuery range(long first, long last) {
    return new RowQuery(table, values, rowid, first, rowid + " <= " + last);
  }

  int columns() {
    return values.size();
  }

  /** One statement for all of it. */
  String whole() {
    String first = rowid.isEmpty() ? "1" : rowid + " >= " + from;
    return "SELECT %s FROM %s WHERE %s AND %s".formatted(list(values), table, first, condition);
  }

  /** The values with the row's number among them. */
  List<String> numberedValues() {
    if (values.contains(rowid)) {
      return values;
    }
    List<String> numbered = new ArrayList<>(values);
    numbered.add(rowid);
    return numbered;
  }

  /** The next rows from a number on. */
  String next(String number, int rows) {
    return "SELECT %s FROM %s WHERE %s >= %s AND %s ORDER BY %s LIMIT %d"
        .formatted(list(numberedValues()), table, rowid, number, condition, rowid, rows);
  }

  private static String list(List<String> values) {
    return values.isEmpty() ? "1" : String.join(", ", values);
  }
}

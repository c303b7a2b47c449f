package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.KeyRange;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConnection;

/**
 * Divides a table along the tree that its rows lie in: by rowid, or by the primary key of a table
 * WITHOUT ROWID. Bounds are SQL literals.
 */
final class SqliteSplits {
  private static final int MAX_SPLITS = 10_000;
  private static final int GUESSED_ROW_BYTES = 100;
  private static final int PROBES = 16;
  private static final int PROBED_ROWS = 100;

  private final SQLiteConnection connection;
  private final Table table;
  private final String quoted;
  private final List<String> key;

  SqliteSplits(SQLiteConnection connection, Table table) throws SQLException {
    this.connection = connection;
    this.table = table;
    this.quoted = SqliteDialect.INSTANCE.table(table.name());
    this.key = key(connection, table);
  }

  /** The quoted columns that rows are ordered by on disk; empty when no name reaches the rowid. */
  private static List<String> key(SQLiteConnection connection, Table table) throws SQLException {
    SqliteDialect dialect = SqliteDialect.INSTANCE;
    if (table.options().contains(TableDescription.WITHOUT_ROWID)) {
      return table.primaryKey().stream()
          .flatMap(primaryKey -> primaryKey.columns().stream())
          .map(dialect::quote)
          .toList();
    }
    String rowid = RowQuery.rowid(connection, table.name().name());
    return rowid.isEmpty() ? List.of() : List.of(rowid);
  }

  List<Split> split(String filter, long targetBytes) throws SQLException {
    requireUnderstood(filter);
    List<KeyRange> ranges = ranges(filter, targetBytes);
    List<Split> splits = new ArrayList<>();
    for (KeyRange range : ranges) {
      KeyRange named = new KeyRange(filter, named(range.lower()), named(range.upper()));
      splits.add(new Split(table.name(), splits.size(), ranges.size(), named.encode()));
    }
    return splits;
  }

  /** A bound with the key's columns before its values: whoever reads it needs no table. */
  private List<String> named(List<String> bound) {
    List<String> named = new ArrayList<>();
    if (!bound.isEmpty()) {
      named.addAll(key);
      named.addAll(bound);
    }
    return named;
  }

  /** A condition of the user's may not reach beyond its own parentheses. */
  void requireUnderstood(String filter) {
    if (filter.isEmpty()) {
      return;
    }
    int depth = 0;
    boolean balanced = true;
    for (SqlTokens.Token token : SqlTokens.of(filter)) {
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      balanced &= depth >= 0 && !token.isSymbol(';');
    }
    String where = "--where of table " + table.name();
    if (!balanced || depth != 0) {
      throw new UserError(
          where,
          "parentheses do not match, or ';' in it: " + filter,
          "Write one condition, and close what it opens.");
    }
    String sql = "SELECT 1 FROM " + quoted + " WHERE (" + filter + "\n) LIMIT 0";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeQuery().close();
    } catch (SQLException failure) {
      String message = failure.getMessage() == null ? filter : failure.getMessage();
      throw new UserError(where, message, "Write a condition in SQLite's own language.");
    }
  }

  private List<KeyRange> ranges(String filter, long targetBytes) throws SQLException {
    Statistics known = table.statistics();
    boolean numbered = !table.options().contains(TableDescription.WITHOUT_ROWID) && !key.isEmpty();
    if (numbered) {
      BigInteger first = BigInteger.valueOf(end("min"));
      BigInteger last = BigInteger.valueOf(end("max"));
      BigInteger numbers = last.subtract(first).add(BigInteger.ONE);
      boolean dense =
          known.exact()
              ? numbers.compareTo(BigInteger.valueOf(known.rows()).shiftLeft(1)) <= 0
              : isDense(first, numbers);
      if (dense) {
        long rows = known.exact() ? known.rows() : numbers.longValueExact();
        return KeyRange.evenly(filter, first, last, (int) wanted(rows, targetBytes));
      }
    }
    long rows =
        known.exact() ? known.rows() : Queries.number(connection, "SELECT count(*) FROM " + quoted);
    long wanted = wanted(rows, targetBytes);
    return wanted <= 1 || key.isEmpty()
        ? List.of(KeyRange.all(filter))
        : KeyRange.between(filter, quantiles((rows + wanted - 1) / wanted));
  }

  private long wanted(long rows, long targetBytes) {
    long bytes = table.statistics().bytes();
    long size = bytes >= 0 ? bytes : rows * GUESSED_ROW_BYTES;
    return Math.min(Math.min(MAX_SPLITS, rows), size / Math.max(1, targetBytes) + 1);
  }

  /** The first or the last number: asked for both at once, SQLite would read all rows. */
  private long end(String which) throws SQLException {
    return Queries.number(connection, "SELECT %s(%s) FROM %s".formatted(which, key.get(0), quoted));
  }

  /**
   * Wherever one looks, at least every other number has its row. To count the rows would be to read
   * the table.
   */
  private boolean isDense(BigInteger first, BigInteger numbers) throws SQLException {
    if (numbers.bitLength() > 48) {
      return false;
    }
    long step = Math.max(1, numbers.longValueExact() / PROBES);
    for (int probe = 0; probe < PROBES; probe++) {
      String found =
          "SELECT max(n) - min(n) FROM (SELECT %1$s AS n FROM %2$s WHERE %1$s >= %3$d ORDER BY %1$s LIMIT %4$d)"
              .formatted(key.get(0), quoted, first.longValueExact() + probe * step, PROBED_ROWS);
      if (Queries.number(connection, found) >= 2 * PROBED_ROWS) {
        return false;
      }
    }
    return true;
  }

  /** The key of every {@code step}-th row. */
  private List<List<String>> quantiles(long step) throws SQLException {
    String columns = String.join(", ", key);
    List<String> literals = new ArrayList<>();
    for (String column : key) {
      // quote() stops at a NUL; the + takes the affinity of CAST away, which would change what a
      // comparison means.
      literals.add(
          "CASE typeof(%1$s) WHEN 'text' THEN '+CAST(x''' || hex(%1$s) || ''' AS TEXT)' ELSE quote(%1$s) END"
              .formatted(column));
    }
    String sql =
        "SELECT %s FROM (SELECT %s, row_number() OVER (ORDER BY %s) AS decant_n FROM %s) WHERE decant_n %% %d = 0"
                .formatted(String.join(", ", literals), selected(), columns, quoted, step)
            + " ORDER BY decant_n";
    List<List<String>> cuts =
        Queries.run(
            connection,
            sql,
            row -> {
              List<String> cut = new ArrayList<>();
              for (int i = 1; i <= key.size(); i++) {
                cut.add(row.getString(i));
              }
              return cut;
            });
    return cuts;
  }

  /** The key's columns under their own names, so that the outer query can use these too. */
  private String selected() {
    return String.join(", ", key.stream().map(column -> column + " AS " + column).toList());
  }

  /** What reads a split's stored columns. */
  static RowQuery query(SQLiteConnection connection, Table table, Split split) throws SQLException {
    SqliteDialect dialect = SqliteDialect.INSTANCE;
    String quoted = dialect.table(split.table());
    List<String> values =
        table.storedColumns().stream()
            // Unqualified, a name that is not there would be a text: "x" is 'x' to SQLite.
            .map(column -> quoted + "." + dialect.quote(column.name()))
            .toList();
    KeyRange range = split.bounds().isEmpty() ? KeyRange.all("") : KeyRange.decode(split.bounds());
    String rowid = RowQuery.rowid(connection, split.table().name());
    boolean byRowid = range.lower().isEmpty() || range.lower().get(0).equals(rowid);
    if (rowid.isEmpty() || !byRowid) {
      return new RowQuery(quoted, values, "", 0, condition(range, true));
    }
    long from = range.lower().isEmpty() ? Long.MIN_VALUE : Long.parseLong(range.lower().get(1));
    return new RowQuery(quoted, values, quoted + "." + rowid, from, condition(range, false));
  }

  /**
   * @param fromBelow with the lower bound
   */
  private static String condition(KeyRange range, boolean fromBelow) {
    List<String> conditions = new ArrayList<>();
    if (!range.filter().isEmpty()) {
      // Within CASE it is a test of each row, never a way to look rows up, which would have to be
      // sorted for every chunk.
      conditions.add(
          fromBelow
              ? "(" + range.filter() + "\n)"
              : "CASE WHEN (" + range.filter() + "\n) THEN 1 ELSE 0 END");
    }
    if (fromBelow && !range.lower().isEmpty()) {
      conditions.add(compared(range.lower(), " >= "));
    }
    if (!range.upper().isEmpty()) {
      conditions.add(compared(range.upper(), " < "));
    }
    return conditions.isEmpty() ? "1" : String.join(" AND ", conditions);
  }

  private static String compared(List<String> bound, String operator) {
    int columns = bound.size() / 2;
    return row(bound.subList(0, columns)) + operator + row(bound.subList(columns, bound.size()));
  }

  private static String row(List<String> values) {
    return values.size() == 1 ? values.get(0) : "(" + String.join(", ", values) + ")";
  }
}

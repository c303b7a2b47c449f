package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.KeyRange;
import io.decant.connectors.spi.Split;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Divides a table along its primary key or, without one, its shortest unique key without NULLs:
 * evenly where the key is one integer and dense, at quantiles otherwise. The cuts are compared by
 * the server in the key's own collation. A table without such a key is one split.
 */
final class MySqlSplits {
  private static final int MAX_SPLITS = 10_000;

  /** A key with more gaps than this many times its rows is cut at quantiles. */
  private static final long DENSE = 4;

  private final Connection connection;
  private final MySqlDialect dialect;

  MySqlSplits(Connection connection, MySqlDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  List<Split> split(Table table, String filter, long targetBytes) throws SQLException {
    List<KeyRange> ranges = ranges(table, filter, parts(table, targetBytes));
    List<Split> splits = new ArrayList<>();
    for (KeyRange range : ranges) {
      String bounds = bounds(key(table).orElse(List.of()), range);
      splits.add(new Split(table.name(), splits.size(), ranges.size(), bounds));
    }
    return splits;
  }

  /** The condition of a split, in SQL. */
  static String condition(String bounds, MySqlDialect dialect) {
    int mark = bounds.indexOf(';');
    int end = mark + 1 + Integer.parseInt(bounds.substring(0, mark));
    KeyRange key = KeyRange.decode(bounds.substring(mark + 1, end));
    List<String> names = key.lower().stream().map(dialect::quote).toList();
    return KeyRange.decode(bounds.substring(end))
        .condition(names, (column, text) -> literal(key.upper().get(column), text));
  }

  /**
   * The key's names and kinds of literal, so that the bounds can be read without the table; then
   * the range.
   */
  private static String bounds(List<Column> key, KeyRange range) {
    String columns =
        new KeyRange(
                "",
                key.stream().map(Column::name).toList(),
                key.stream().map(column -> column.type().kind().name()).toList())
            .encode();
    return columns.length() + ";" + columns + range.encode();
  }

  private int parts(Table table, long targetBytes) {
    long bytes = Math.max(0, table.statistics().bytes());
    return (int) Math.min(MAX_SPLITS, 1 + bytes / Math.max(1, targetBytes));
  }

  private List<KeyRange> ranges(Table table, String filter, int parts) throws SQLException {
    Optional<List<Column>> key = key(table);
    if (parts == 1 || key.isEmpty()) {
      return List.of(KeyRange.all(filter));
    }
    boolean integer = key.get().size() == 1 && key.get().get(0).type() instanceof Int;
    if (integer) {
      List<KeyRange> even = evenly(table, key.get().get(0), filter, parts);
      if (!even.isEmpty()) {
        return even;
      }
    }
    return KeyRange.between(filter, quantiles(table, key.get(), filter, parts));
  }

  /** Empty when the key has too many gaps. */
  private List<KeyRange> evenly(Table table, Column key, String filter, int parts)
      throws SQLException {
    String name = dialect.quote(key.name());
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT min(" + name + "), max(" + name + ") FROM " + from(table, filter))) {
      row.next();
      if (row.getString(1) == null) {
        return List.of(KeyRange.all(filter));
      }
      BigInteger min = new BigInteger(row.getString(1));
      BigInteger max = new BigInteger(row.getString(2));
      BigInteger dense = BigInteger.valueOf(Math.max(1, table.statistics().rows()) * DENSE);
      boolean gaps = max.subtract(min).compareTo(dense) > 0;
      return gaps ? List.of() : KeyRange.evenly(filter, min, max, parts);
    }
  }

  /**
   * Steps along the key's index from cut to cut, so that it is read once, by counting alone: a
   * window function would write all keys down first, at six times the cost.
   */
  private List<List<String>> quantiles(Table table, List<Column> key, String filter, int parts)
      throws SQLException {
    long rows = count(table, filter);
    long step = Math.max(1, (rows + parts - 1) / parts);
    List<List<String>> cuts = new ArrayList<>();
    KeyRange rest = KeyRange.all(filter);
    List<String> cut = cut(table, key, rest, step);
    while (!cut.isEmpty() && cuts.size() < parts) {
      cuts.add(cut);
      rest = new KeyRange(filter, cut, List.of());
      cut = cut(table, key, rest, step);
    }
    return cuts;
  }

  /** The key of the row that stands so many rows behind the first; empty where there is none. */
  private List<String> cut(Table table, List<Column> key, KeyRange range, long rows)
      throws SQLException {
    List<String> names = key.stream().map(column -> dialect.quote(column.name())).toList();
    String condition =
        range.condition(
            names, (column, text) -> literal(key.get(column).type().kind().name(), text));
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT "
                    + key.stream().map(this::printed).collect(Collectors.joining(", "))
                    + " FROM "
                    + dialect.table(table.name())
                    + " WHERE "
                    + condition
                    + " ORDER BY "
                    + String.join(", ", names)
                    + " LIMIT 1 OFFSET "
                    + rows)) {
      List<String> cut = new ArrayList<>();
      if (row.next()) {
        for (int i = 1; i <= key.size(); i++) {
          cut.add(row.getString(i));
        }
      }
      return cut;
    }
  }

  private long count(Table table, String filter) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + from(table, filter))) {
      row.next();
      return row.getLong(1);
    }
  }

  private String from(Table table, String filter) {
    return dialect.table(table.name()) + (filter.isEmpty() ? "" : " WHERE (" + filter + ")");
  }

  private String printed(Column column) {
    String name = dialect.quote(column.name());
    return switch (column.type().kind()) {
      case BYTES -> "hex(" + name + ")";
      // The driver has ideas of its own about dates.
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> "cast(" + name + " AS char)";
      default -> name;
    };
  }

  private static String literal(String kind, String text) {
    return switch (Kind.valueOf(kind)) {
      case INT -> new BigInteger(text).toString();
      case DECIMAL -> new BigDecimal(text).toPlainString();
      case BYTES -> "x'" + HexFormat.of().formatHex(HexFormat.of().parseHex(text)) + "'";
      default -> Escapes.quote(text);
    };
  }

  /** The columns to divide by. */
  private static Optional<List<Column>> key(Table table) {
    return Stream.concat(
            table.primaryKey().stream(),
            table.uniqueKeys().stream().sorted(Comparator.comparing(key -> key.columns().size())))
        .map(Key::columns)
        .map(names -> names.stream().map(table::column).toList())
        .filter(columns -> columns.stream().allMatch(MySqlSplits::canDivide))
        .findFirst();
  }

  /** Types whose values can be printed, read back and compared without a doubt. */
  private static boolean canDivide(Column column) {
    LogicalType type = column.type();
    return !column.nullable()
        && switch (type.kind()) {
          case INT, DECIMAL, CHAR, VARCHAR, BYTES, DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
          case UUID -> true;
          case REAL,
              BOOLEAN,
              TEXT,
              TIME,
              INTERVAL,
              JSON,
              ENUM,
              SET,
              BITS,
              ARRAY,
              GEOMETRY,
              NETWORK,
              OPAQUE,
              VARIANT ->
              false;
        };
  }
}

package io.decant.cli.endtoend;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A database read by plain JDBC: its tables from its own catalog, its values as they are stored.
 */
final class PlainDatabase implements AutoCloseable {

  private static final String POSTGRESQL_COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname,
             format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END, NULL),
             coalesce((SELECT k.position FROM unnest(i.indkey::int2[]) WITH ORDINALITY
                       AS k (number, position) WHERE k.number = a.attnum), 0),
             c.relkind = 'p'
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND n.nspname NOT IN ('pg_catalog', 'information_schema')
         AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
       ORDER BY 1, 2, a.attnum
      """;

  /**
   * Each part of the catalog is read once, for our database alone: MariaDB opens every table again
   * for each row of a subquery that depends on it, which took it half a minute.
   */
  private static final String MYSQL_COLUMNS =
      """
      SELECT '', c.table_name, c.column_name, %s, coalesce(s.seq_in_index, 0), 0
        FROM information_schema.columns c
        JOIN information_schema.tables t
          ON t.table_schema = database() AND t.table_name = c.table_name
         AND t.table_type = 'BASE TABLE'
        LEFT JOIN information_schema.statistics s
          ON s.table_schema = database() AND s.table_name = c.table_name
         AND s.index_name = 'PRIMARY' AND s.column_name = c.column_name
             %s
       WHERE c.table_schema = database()
       ORDER BY c.table_name, c.ordinal_position
      """;

  /** A column that was declared JSON is a checked text. */
  private static final String MARIADB_TYPE =
      "CASE WHEN k.table_name IS NULL THEN c.column_type ELSE 'json' END";

  private static final String MARIADB_CHECKS =
      """
      LEFT JOIN (SELECT DISTINCT table_name, check_clause
                   FROM information_schema.check_constraints
                  WHERE constraint_schema = database()) k
        ON k.table_name = c.table_name
       AND k.check_clause = concat('json_valid(`', c.column_name, '`)')\
      """;

  private static final String SQLITE_COLUMNS =
      """
      SELECT '', m.name, c.name, c.type, c.pk, 0
        FROM pragma_table_list m JOIN pragma_table_xinfo(m.name) c
       WHERE m.schema = 'main' AND m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         AND c.hidden <> 1
       ORDER BY m.name, c.cid
      """;

  private final Engine engine;
  private final Connection connection;

  PlainDatabase(Engine engine, String url) throws SQLException {
    this.engine = engine;
    this.connection = engine.connect(url);
    if (engine == Engine.POSTGRESQL) {
      execute("SET intervalstyle = iso_8601");
      connection.setAutoCommit(false);
    }
  }

  /** Every table, without views and without partitions of their own; also those Decant keeps. */
  List<PlainTable> tables() throws SQLException {
    String sql =
        switch (engine) {
          case POSTGRESQL -> POSTGRESQL_COLUMNS;
          case MYSQL -> MYSQL_COLUMNS.formatted("c.column_type", "");
          case MARIADB -> MYSQL_COLUMNS.formatted(MARIADB_TYPE, MARIADB_CHECKS);
          case SQLITE -> SQLITE_COLUMNS;
        };
    Map<List<String>, PlainTable> tables = new LinkedHashMap<>();
    Map<PlainTable, String[]> keys = new LinkedHashMap<>();
    query(
        sql,
        row -> {
          String schema = row.getString(1);
          String name = row.getString(2);
          String from = from(schema, name, row.getBoolean(6));
          PlainTable table =
              tables.computeIfAbsent(
                  List.of(schema, name),
                  key -> new PlainTable(schema, name, from, new ArrayList<>(), new ArrayList<>()));
          if (row.getString(3) != null) {
            table.columns().add(column(row.getString(3), row.getString(4)));
            keys.computeIfAbsent(table, any -> new String[64])[row.getInt(5)] = row.getString(3);
          }
        });
    keys.forEach(
        (table, columns) -> {
          for (int position = 1; position < columns.length; position++) {
            if (columns[position] != null) {
              table.key().add(columns[position]);
            }
          }
        });
    return List.copyOf(tables.values());
  }

  /** A table that others inherit from is read without them; a partitioned one with its parts. */
  private String from(String schema, String name, boolean partitioned) {
    return switch (engine) {
      case POSTGRESQL ->
          (partitioned ? "" : "ONLY ") + engine.quote(schema) + "." + engine.quote(name);
      case MYSQL, MARIADB, SQLITE -> engine.quote(name);
    };
  }

  private PlainTable.Column column(String name, String declared) {
    String quoted = engine.quote(name);
    String type = declared.toLowerCase(java.util.Locale.ROOT);
    return switch (engine) {
      case POSTGRESQL -> postgreSql(name, quoted, type);
      case MYSQL, MARIADB -> mySql(name, quoted, type);
      case SQLITE -> new PlainTable.Column(name, type, sqliteMeaning(type), quoted);
    };
  }

  /** What looks like a moment by its declaration counts as one; all else as it is stored. */
  private static Meaning sqliteMeaning(String type) {
    return switch (type) {
      case "date" -> Meaning.DATE;
      case "time" -> Meaning.TIME;
      case "datetime", "timestamp" -> Meaning.DATE_TIME;
      default -> Meaning.DYNAMIC;
    };
  }

  private static PlainTable.Column postgreSql(String name, String quoted, String type) {
    Meaning meaning =
        switch (type) {
          case "smallint", "integer", "bigint", "numeric", "oid", "boolean", "money" ->
              Meaning.NUMBER;
          case "real", "double precision" -> Meaning.FLOAT;
          case "bytea" -> Meaning.BYTES;
          case "date" -> Meaning.DATE;
          case "time without time zone" -> Meaning.TIME;
          case "timestamp without time zone", "timestamp with time zone" -> Meaning.DATE_TIME;
          case "json", "jsonb" -> Meaning.JSON;
          case "bit", "bit varying" -> Meaning.BITS;
          case "interval" -> Meaning.INTERVAL;
          default -> type.endsWith("[]") ? Meaning.JSON : Meaning.TEXT;
        };
    String expression =
        switch (type) {
          case "boolean" -> quoted + "::int";
          case "money" -> quoted + "::numeric::text";
          case "real", "double precision" -> quoted + "::float8";
          case "smallint[]",
              "integer[]",
              "bigint[]",
              "numeric[]",
              "real[]",
              "boolean[]",
              "double precision[]" ->
              "to_json(" + quoted + ")::text";
          case "inet[]" ->
              "regexp_replace(to_json("
                  + quoted
                  + "::text[])::text, '(\\d\\.\\d+)/32\"|(:[0-9a-f]*)/128\"', '\\1\\2\"', 'g')";
          case "bytea", "inet" -> quoted; // as text, inet would always show the length of its mask
          case "timestamp with time zone" -> "(" + quoted + " AT TIME ZONE 'UTC')::text";
          default ->
              type.endsWith("[]") ? "to_json(" + quoted + "::text[])::text" : quoted + "::text";
        };
    return new PlainTable.Column(name, type, meaning, expression);
  }

  private static PlainTable.Column mySql(String name, String quoted, String type) {
    String word = type.split("[ (]", 2)[0];
    Meaning meaning =
        switch (word) {
          case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year" ->
              Meaning.NUMBER;
          case "float", "double" -> Meaning.FLOAT;
          case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> Meaning.BYTES;
          case "geometry",
              "point",
              "linestring",
              "polygon",
              "multipoint",
              "multilinestring",
              "multipolygon",
              "geometrycollection",
              "geomcollection" ->
              Meaning.BYTES;
          case "date" -> Meaning.DATE;
          case "time" -> Meaning.TIME;
          case "datetime", "timestamp" -> Meaning.DATE_TIME;
          case "json" -> Meaning.JSON;
          case "bit" -> Meaning.BITS;
          case "set" -> Meaning.LABELS;
          default -> Meaning.TEXT;
        };
    String expression =
        switch (word) {
          case "float", "double" -> quoted + " * 1e0"; // adding would lose the sign of -0
          case "date", "time", "datetime", "timestamp" -> "cast(" + quoted + " AS char)";
          case "year" -> quoted + " + 0"; // the driver would make a date of it
          case "bit" -> "lpad(bin(" + quoted + " + 0), " + type.replaceAll("\\D", "") + ", '0')";
          default -> quoted;
        };
    return new PlainTable.Column(name, type, meaning, expression);
  }

  /** Calls back for every row with the values of these columns, in no order. */
  void rows(PlainTable table, List<PlainTable.Column> columns, Consumer<@Nullable Object[]> each)
      throws SQLException {
    List<String> expressions = columns.stream().map(PlainTable.Column::expression).toList();
    query(
        "SELECT "
            + (expressions.isEmpty() ? "1" : String.join(", ", expressions))
            + " FROM "
            + table.from(),
        row -> {
          @Nullable Object[] values = new @Nullable Object[columns.size()];
          for (int i = 0; i < values.length; i++) {
            Meaning stored = engine == Engine.SQLITE ? Meaning.DYNAMIC : columns.get(i).meaning();
            values[i] = value(row, i + 1, stored);
          }
          each.accept(values);
        });
  }

  private static @Nullable Object value(ResultSet row, int index, Meaning meaning)
      throws SQLException {
    Object value =
        switch (meaning) {
          case BYTES -> row.getBytes(index);
          case FLOAT -> row.getDouble(index);
          case DYNAMIC -> row.getObject(index);
          default -> row.getString(index);
        };
    return row.wasNull() ? null : value;
  }

  String scalar(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }

  Engine engine() {
    return engine;
  }

  Connection connection() {
    return connection;
  }

  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  void query(String sql, RowReader each) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(engine.isMySqlFamily() ? Integer.MIN_VALUE : 1_000);
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          each.read(row);
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.SqlFile;
import io.decant.connectors.spi.Catalog;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Asks information_schema, in a fixed number of queries however many tables there are. */
final class MySqlCatalog {
  private static final Map<String, String> SQL = SqlFile.load(MySqlCatalog.class, "catalog.sql");

  /** The ledger's tables; a user's own may begin with the same letters. */
  private static final Set<String> OWN =
      Set.of("_decant_run", "_decant_split", "_decant_entry", "_decant_step", "_decant_origin");

  private final Connection connection;
  private final ServerTraits traits;

  MySqlCatalog(Connection connection, ServerTraits traits) {
    this.connection = connection;
    this.traits = traits;
  }

  /** A row of information_schema.tables. */
  record TableRow(
      String name,
      String kind,
      String engine,
      long rows,
      long bytes,
      long next,
      String options,
      String comment,
      String collation) {
    boolean isTable() {
      return kind.equals("BASE TABLE") || kind.equals("SYSTEM VERSIONED");
    }
  }

  /** A row of information_schema.statistics: one part of one index. */
  record IndexRow(
      String index,
      boolean unique,
      String column,
      boolean descending,
      int prefix,
      String method,
      String expression,
      boolean visible) {}

  Catalog catalog() throws SQLException {
    List<TableName> names = new ArrayList<>();
    for (TableRow table : tables().values()) {
      if (table.isTable()) {
        names.add(TableName.of(table.name()));
      }
    }
    List<SchemaObject> others = new ArrayList<>();
    others(others, "views", ObjectKind.VIEW, "views are written in the source's own SQL");
    each(
        "triggers",
        row ->
            others.add(
                new SchemaObject(
                        ObjectKind.TRIGGER,
                        text(row, 1),
                        text(row, 2),
                        "code in the source's own language")
                    .of(TableName.of(text(row, 3)))));
    others(others, "routines", ObjectKind.ROUTINE, "code in the source's own language");
    others(others, "events", ObjectKind.EVENT, "code in the source's own language");
    if (traits.mariaDb()) {
      sequences(others);
    }
    return new Catalog(traits.product(), "", names.stream().sorted().toList(), others);
  }

  /** All tables and views but Decant's own, by name. */
  Map<String, TableRow> tables() throws SQLException {
    Map<String, TableRow> tables = new LinkedHashMap<>();
    each(
        "tables",
        row -> {
          if (!OWN.contains(text(row, 1))) {
            tables.put(
                text(row, 1),
                new TableRow(
                    text(row, 1),
                    text(row, 2),
                    text(row, 3),
                    number(row, 4),
                    number(row, 5),
                    Math.max(1, unsigned(row, 6)),
                    text(row, 7),
                    text(row, 8),
                    text(row, 9)));
          }
        });
    return tables;
  }

  Map<String, List<NativeColumn>> columns() throws SQLException {
    Map<String, List<NativeColumn>> columns = new HashMap<>();
    each(
        "columns",
        row ->
            columns
                .computeIfAbsent(text(row, 1), unused -> new ArrayList<>())
                .add(
                    new NativeColumn(
                        text(row, 1),
                        text(row, 2),
                        text(row, 3),
                        text(row, 4),
                        text(row, 5).equals("YES"),
                        row.getString(6) != null,
                        text(row, 6),
                        text(row, 7),
                        traits.mariaDb() ? text(row, 8) : Escapes.unescape(text(row, 8)),
                        text(row, 9),
                        0)));
    if (columns.values().stream().flatMap(List::stream).anyMatch(NativeColumn::isSpatial)) {
      bindToSrids(columns);
    }
    return columns;
  }

  /** Asked for only where there are shapes: MariaDB opens every table of every database for it. */
  private void bindToSrids(Map<String, List<NativeColumn>> columns) throws SQLException {
    if (traits.geometrySrid() || traits.mariaDb()) {
      Map<String, Integer> srids = new HashMap<>();
      each(
          traits.mariaDb() ? "srids-mariadb" : "srids-mysql",
          row -> srids.put(text(row, 1) + "\0" + text(row, 2), row.getInt(3)));
      for (List<NativeColumn> table : columns.values()) {
        table.replaceAll(
            column ->
                column.withSrid(srids.getOrDefault(column.table() + "\0" + column.name(), 0)));
      }
    }
  }

  /** The parts of all indexes, by table, each table's in the order of index and part. */
  Map<String, List<IndexRow>> indexes() throws SQLException {
    Map<String, List<IndexRow>> indexes = new HashMap<>();
    each(
        traits.expressionIndexes()
            ? "indexes-with-expressions"
            : traits.ignoredIndexes() ? "indexes-ignored" : "indexes",
        row ->
            indexes
                .computeIfAbsent(text(row, 1), unused -> new ArrayList<>())
                .add(
                    new IndexRow(
                        text(row, 2),
                        row.getInt(3) == 0,
                        text(row, 4),
                        text(row, 5).equals("D"),
                        row.getInt(6),
                        text(row, 7).toLowerCase(Locale.ROOT),
                        Escapes.unescape(text(row, 8)),
                        !text(row, 9).equals("NO"))));
    return indexes;
  }

  Map<String, List<ForeignKey>> foreignKeys() throws SQLException {
    Map<String, Map<String, ForeignKey>> keys = new HashMap<>();
    each(
        "foreign-keys",
        row -> {
          Map<String, ForeignKey> ofTable =
              keys.computeIfAbsent(text(row, 1), unused -> new LinkedHashMap<>());
          ForeignKey before = ofTable.get(text(row, 2));
          String schema = text(row, 4).equals(traits.database()) ? "" : text(row, 4);
          ofTable.put(
              text(row, 2),
              new ForeignKey(
                  text(row, 2),
                  and(before == null ? List.of() : before.columns(), text(row, 3)),
                  new TableName(schema, text(row, 5)),
                  and(before == null ? List.of() : before.targetColumns(), text(row, 6)),
                  action(text(row, 7)),
                  action(text(row, 8)),
                  false,
                  false,
                  true));
        });
    Map<String, List<ForeignKey>> lists = new HashMap<>();
    keys.forEach((table, ofTable) -> lists.put(table, List.copyOf(ofTable.values())));
    return lists;
  }

  Map<String, List<Check>> checks() throws SQLException {
    Map<String, List<Check>> checks = new HashMap<>();
    if (traits.checks()) {
      each(
          traits.mariaDb() ? "checks-mariadb" : "checks-mysql",
          row ->
              checks
                  .computeIfAbsent(text(row, 1), unused -> new ArrayList<>())
                  .add(
                      new Check(
                          text(row, 2),
                          Expression.of(
                              MySqlTypes.ENGINE,
                              traits.mariaDb() ? text(row, 3) : Escapes.unescape(text(row, 3))))));
    }
    return checks;
  }

  /** The names of their database left out: a view belongs to the database that it is in. */
  List<View> views() throws SQLException {
    Map<String, String> queries = new LinkedHashMap<>();
    Map<String, List<String>> columns = new HashMap<>();
    String database = MySqlGrammar.INSTANCE.quote(traits.database());
    each(
        "plain-views",
        row -> {
          queries.put(text(row, 1), ViewText.without(database, text(row, 2)));
          columns.computeIfAbsent(text(row, 1), unused -> new ArrayList<>()).add(text(row, 3));
        });
    List<View> views = new ArrayList<>();
    queries.forEach(
        (name, query) ->
            views.add(
                new View(
                    TableName.of(name),
                    columns.getOrDefault(name, List.of()),
                    Expression.of(MySqlTypes.ENGINE, query))));
    return views;
  }

  private void others(List<SchemaObject> into, String query, ObjectKind kind, String reason)
      throws SQLException {
    each(query, row -> into.add(new SchemaObject(kind, text(row, 1), text(row, 2), reason)));
  }

  /** The statement is standard SQL, so that a person can run it in the target. */
  private void sequences(List<SchemaObject> into) throws SQLException {
    List<String> names = new ArrayList<>();
    each("sequences", row -> names.add(text(row, 1)));
    for (String name : names) {
      String quoted = new MySqlDialect().quote(name);
      try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT next_not_cached_value, increment, minimum_value, maximum_value,"
                      + " cycle_option FROM "
                      + quoted);
          ResultSet row = statement.executeQuery()) {
        row.next();
        String definition =
            "CREATE SEQUENCE \"%s\" START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s%s"
                .formatted(
                    name.replace("\"", "\"\""),
                    row.getString(1),
                    row.getLong(2) == 0 ? "1" : row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5) == 0 ? "" : " CYCLE");
        String reason = "columns that count with it do so by themselves; alone it is " + definition;
        into.add(new SchemaObject(ObjectKind.SEQUENCE, name, definition, reason));
      }
    }
  }

  private static ForeignKey.Action action(String rule) {
    return ForeignKey.Action.valueOf(rule.replace(' ', '_'));
  }

  private static List<String> and(List<String> list, String item) {
    List<String> longer = new ArrayList<>(list);
    longer.add(item);
    return longer;
  }

  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String query, RowReader reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL.get(query))) {
      statement.setString(1, traits.database());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private static long number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? -1 : number;
  }

  /** A counter beyond a long's range stays at its end. */
  private static long unsigned(ResultSet row, int column) throws SQLException {
    String digits = row.getString(column);
    return digits == null
        ? -1
        : new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
  }
}

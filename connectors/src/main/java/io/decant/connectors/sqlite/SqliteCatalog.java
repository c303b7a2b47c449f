package io.decant.connectors.sqlite;

import io.decant.connectors.spi.Catalog;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sqlite.SQLiteConnection;

/** What a database holds, from its schema table. Reads within the connection's transaction. */
final class SqliteCatalog {
  private final SQLiteConnection connection;
  private final String endpoint;
  private final Role role;
  private final Map<String, Entry> tables = new HashMap<>();
  private final List<SchemaObject> others = new ArrayList<>();

  /** A row of the schema: an ordinary table. */
  record Entry(String name, boolean withoutRowid, boolean strict, String sql) {}

  SqliteCatalog(SQLiteConnection connection, SqliteFile file) throws SQLException {
    this.connection = connection;
    this.endpoint = file.endpoint().toString();
    this.role = file.endpoint().role();
    load();
  }

  private void load() throws SQLException {
    Queries.catalog(
        connection,
        "tables",
        row -> {
          String name = row.getString(1);
          String sql = row.getString(5);
          switch (row.getString(2)) {
            case "table" ->
                tables.put(
                    folded(name), new Entry(name, row.getBoolean(3), row.getBoolean(4), sql));
            case "view" ->
                others.add(
                    new SchemaObject(
                        ObjectKind.VIEW, name, sql, "views are not translated between engines"));
            case "shadow" ->
                others.add(
                    new SchemaObject(
                        ObjectKind.VIRTUAL_TABLE,
                        name,
                        sql,
                        "a shadow table: its virtual table keeps its own data in it"));
            default ->
                others.add(
                    new SchemaObject(
                        ObjectKind.VIRTUAL_TABLE,
                        name,
                        sql,
                        "a virtual table: its rows are computed by an extension of SQLite"));
          }
          return name;
        });
    Queries.catalog(
        connection,
        "triggers",
        row -> others.add(trigger(row.getString(1), row.getString(2), row.getString(3))));
  }

  /**
   * @param relation as the trigger's statement spells it: a table, or a view
   */
  private SchemaObject trigger(String name, String relation, String sql) {
    SchemaObject trigger =
        new SchemaObject(
            ObjectKind.TRIGGER, name, sql, "triggers are not translated between engines");
    Entry table = tables.get(folded(relation));
    return table == null ? trigger : trigger.of(TableName.of(table.name()));
  }

  Catalog catalog() throws SQLException {
    List<TableName> names =
        tables.values().stream().map(entry -> TableName.of(entry.name())).sorted().toList();
    return new Catalog("SQLite " + connection.libversion(), "", names, others);
  }

  /**
   * @param scanners read the tables through
   */
  List<Table> describe(List<TableName> names, SnapshotReaders scanners) throws SQLException {
    return each(names, table -> table.describe(scanners));
  }

  /** As if they held no rows. */
  List<Table> declared(List<TableName> names) throws SQLException {
    return each(names, TableDescription::declared);
  }

  /** Describes a table in one way or another. */
  private interface Way {
    Table of(TableDescription description) throws SQLException;
  }

  private List<Table> each(List<TableName> names, Way way) throws SQLException {
    Set<List<String>> linked = linkedColumns();
    Map<String, Long> sequences = sequences();
    List<Table> described = new ArrayList<>();
    for (TableName name : names) {
      Entry entry = tables.get(folded(name.name()));
      if (entry == null || !entry.name().equals(name.name())) {
        throw new EndpointFailure(
            role, "table " + name.name(), "no such table in " + endpoint, "", null);
      }
      described.add(way.of(new TableDescription(connection, this, entry, linked, sequences)));
    }
    return described;
  }

  /** What runs remember of the tables that they made here. */
  Map<TableName, String> origins() throws SQLException {
    Map<TableName, String> origins = new HashMap<>();
    String exists = "SELECT count(*) FROM sqlite_schema WHERE name = '_decant_origin'";
    if (Queries.number(connection, exists) > 0) {
      Queries.catalog(
          connection,
          "origins",
          row -> origins.put(TableName.of(row.getString(1)), row.getString(2)));
    }
    return origins;
  }

  /** The name as its table holds it; foreign keys may spell it in another case. */
  String tableName(String written) {
    Entry entry = tables.get(folded(written));
    return entry == null ? written : entry.name();
  }

  /** As SQLite compares names: only ASCII letters are folded. */
  static String folded(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return text.toString();
  }

  /** Table and column of both sides of all foreign keys, in lower case. */
  private Set<List<String>> linkedColumns() throws SQLException {
    Set<List<String>> linked = new HashSet<>();
    Queries.catalog(
        connection,
        "linked-columns",
        row -> {
          linked.add(List.of(folded(row.getString(1)), folded(row.getString(2))));
          linked.add(List.of(folded(row.getString(3)), folded(row.getString(4))));
          return row;
        });
    return linked;
  }

  private Map<String, Long> sequences() throws SQLException {
    Map<String, Long> sequences = new HashMap<>();
    String exists = "SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'";
    if (Queries.number(connection, exists) > 0) {
      Queries.catalog(
          connection, "sequences", row -> sequences.put(row.getString(1), row.getLong(2)));
    }
    return sequences;
  }
}

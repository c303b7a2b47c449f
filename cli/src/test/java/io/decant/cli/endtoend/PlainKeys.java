package io.decant.cli.endtoend;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The keys and indexes of one table as the driver's metadata tells them, without their names.
 *
 * @param primary the key's columns
 * @param unique columns of each unique key or index
 * @param indexes columns of each other index
 * @param foreign {@code columns -> table columns}
 */
record PlainKeys(String primary, Set<String> unique, Set<String> indexes, Set<String> foreign) {

  static PlainKeys of(PlainDatabase database, PlainTable table) throws SQLException {
    DatabaseMetaData facts = database.connection().getMetaData();
    boolean catalogs = database.engine().isMySqlFamily();
    String catalog = catalogs ? database.connection().getCatalog() : null;
    String schema = table.schema().isEmpty() ? null : table.schema();
    Set<String> unique = new TreeSet<>();
    Set<String> indexes = new TreeSet<>();
    Map<String, List<String>> byName = new TreeMap<>();
    Map<String, Boolean> isUnique = new TreeMap<>();
    try (ResultSet row = facts.getIndexInfo(catalog, schema, table.name(), false, true)) {
      while (row.next()) {
        if (row.getShort("TYPE") != DatabaseMetaData.tableIndexStatistic
            && row.getString("FILTER_CONDITION") == null) {
          byName
              .computeIfAbsent(row.getString("INDEX_NAME"), name -> new ArrayList<>())
              .add(String.valueOf(row.getString("COLUMN_NAME")));
          isUnique.put(row.getString("INDEX_NAME"), !row.getBoolean("NON_UNIQUE"));
        }
      }
    }
    Set<String> columns =
        table.columns().stream().map(PlainTable.Column::name).collect(Collectors.toSet());
    String primary = String.join(", ", table.key());
    byName.forEach(
        (name, parts) -> {
          String text = String.join(", ", parts);
          if (columns.containsAll(parts) && !text.equals(primary)) {
            (isUnique.get(name) ? unique : indexes).add(text);
          }
        });
    return new PlainKeys(primary, unique, indexes, foreign(facts, catalog, schema, table.name()));
  }

  private static Set<String> foreign(
      DatabaseMetaData facts, String catalog, String schema, String table) throws SQLException {
    List<String> from = new ArrayList<>();
    List<String> to = new ArrayList<>();
    Set<String> foreign = new TreeSet<>();
    String other = "";
    try (ResultSet row = facts.getImportedKeys(catalog, schema, table)) {
      while (row.next()) {
        if (row.getShort("KEY_SEQ") == 1 && !from.isEmpty()) {
          foreign.add(from + " -> " + other + " " + to);
          from.clear();
          to.clear();
        }
        from.add(row.getString("FKCOLUMN_NAME"));
        to.add(row.getString("PKCOLUMN_NAME"));
        other = row.getString("PKTABLE_NAME");
      }
    }
    if (!from.isEmpty()) {
      foreign.add(from + " -> " + other + " " + to);
    }
    return foreign;
  }
}

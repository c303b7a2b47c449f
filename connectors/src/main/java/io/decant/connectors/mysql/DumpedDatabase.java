package io.decant.connectors.mysql;

import io.decant.connectors.mysql.MySqlCatalog.TableRow;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpStatement;
import io.decant.connectors.sql.Declaration;
import io.decant.connectors.sql.DescribedTable;
import io.decant.connectors.sql.DescribedViews;
import io.decant.connectors.sql.Uncertain;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the statements of a dump have declared so far. */
final class DumpedDatabase {
  final DumpedViews views = new DumpedViews();
  final List<SchemaObject> others = new ArrayList<>();

  private final ServerTraits traits;
  private final DumpedCollation collations;
  private final Map<String, DumpedTable> tables = new LinkedHashMap<>();

  private DumpedDatabase(ServerTraits traits, DumpedCollation collations) {
    this.traits = traits;
    this.collations = collations;
  }

  /**
   * @param version of the server that was dumped, as it writes it; empty where it is not known
   */
  static DumpedDatabase of(boolean mariaDb, String version) {
    boolean since8 = !mariaDb && (version.isEmpty() || !version.startsWith("5."));
    return new DumpedDatabase(
        ServerTraits.dumped(mariaDb, version), new DumpedCollation(mariaDb, since8));
  }

  boolean isEmpty() {
    return tables.isEmpty();
  }

  boolean declares(String table) {
    return tables.containsKey(table);
  }

  /** Whether it is a table in the end: dumps declare one for each view, too, and drop it. */
  boolean keeps(String table) {
    return declares(table) && !views.names().contains(table);
  }

  /**
   * @param words what follows the name
   * @throws Uncertain there is one of this name
   */
  void declare(String name, Declaration words) {
    if (tables.containsKey(name)) {
      throw new Uncertain("a table " + name + " was declared before it");
    }
    DumpedTable table = new DumpedTable(name, traits, collations);
    table.create(words);
    tables.put(name, table);
  }

  /**
   * @param path its name behind that of its database, where that is said
   * @throws Uncertain it was not declared
   */
  DumpedTable table(List<String> path) {
    DumpedTable table = tables.get(path.get(path.size() - 1));
    if (table == null) {
      throw new Uncertain("there is no table " + path.get(path.size() - 1) + " before it");
    }
    return table;
  }

  Dump dump(List<DumpStatement> statements) {
    views.names().forEach(tables::remove);
    MySqlDescription description = new MySqlDescription(traits, rows());
    List<Table> described =
        tables.keySet().stream()
            .sorted()
            .flatMap(name -> description.table(TableName.of(name)).stream())
            .map(DataEvidence::withoutRows)
            .map(DumpedDatabase::withExpressions)
            .toList();
    List<View> found =
        DescribedViews.of(
            MySqlGrammar.INSTANCE, views.plain(), described, column -> ValueType.of(column.type()));
    others.addAll(views.objects());
    return new Dump(
        new Catalog(traits.product(), "", described.stream().map(Table::name).toList(), others),
        described,
        found,
        described.stream().flatMap(table -> UnspokenFacts.of(table).stream()).toList(),
        statements);
  }

  private MySqlDescription.Rows rows() {
    Map<String, TableRow> rows = new LinkedHashMap<>();
    MySqlDescription.Rows all =
        new MySqlDescription.Rows(
            rows,
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            Map.of(),
            new LinkedHashMap<>());
    for (DumpedTable table : tables.values()) {
      table.indexReferences();
      rows.put(table.name, table.row());
      all.columns().put(table.name, table.columns);
      all.indexes().put(table.name, table.indexes);
      all.foreignKeys().put(table.name, table.foreignKeys);
      all.checks().put(table.name, table.checks);
      all.periods().put(table.name, table.ofPeriods);
    }
    return all;
  }

  private static Table withExpressions(Table table) {
    return DescribedTable.of(table, MySqlGrammar.INSTANCE, column -> ValueType.of(column.type()));
  }
}

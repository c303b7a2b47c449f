package io.decant.engine.create;

import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Source;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.discover.FirstRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What the target holds now. Names are as in a plan: the default schema is empty. */
public final class TargetTables {
  private final Supplier<Source> target;
  private final Capabilities capabilities;

  /**
   * @param target opens the target as it is at that moment
   */
  public TargetTables(Supplier<Source> target, Capabilities capabilities) {
    this.target = target;
    this.capabilities = capabilities;
  }

  /**
   * What was found.
   *
   * @param product the target's name and version, in its own words
   * @param tables by the names that were asked for
   */
  public record Found(String product, Map<TableName, Table> tables) {}

  /** Those of the names that are there, described with what they hold. */
  public Found existing(List<TableName> names) {
    return found(names, Source::describe);
  }

  /** Those of the names that are there, as they are declared. */
  public Map<TableName, Table> declared(List<TableName> names) {
    return found(names, Source::declared).tables();
  }

  private Found found(
      List<TableName> names, BiFunction<Source, List<TableName>, List<Table>> description) {
    try (Source source = target.get()) {
      Catalog catalog = source.tables();
      return new Found(catalog.product(), tables(names, source, catalog, description));
    }
  }

  private Map<TableName, Table> tables(
      List<TableName> names,
      Source source,
      Catalog catalog,
      BiFunction<Source, List<TableName>, List<Table>> description) {
    Map<TableName, TableName> held = new HashMap<>();
    for (TableName name : catalog.tables()) {
      held.put(planned(name, catalog), name);
    }
    List<TableName> there =
        names.stream().filter(name -> held.containsKey(planned(name, catalog))).toList();
    List<Table> described =
        description.apply(
            source, there.stream().map(name -> held.get(planned(name, catalog))).toList());
    Map<TableName, Table> existing = new HashMap<>();
    for (int i = 0; i < there.size(); i++) {
      existing.put(there.get(i), described.get(i));
    }
    return existing;
  }

  /** Those of the names that are views. */
  public List<TableName> views(List<TableName> names) {
    try (Source source = target.get()) {
      Catalog catalog = source.catalog();
      Set<String> views = new HashSet<>();
      for (SchemaObject other : catalog.others()) {
        if (other.kind() == ObjectKind.VIEW) {
          views.add(other.name());
        }
      }
      return names.stream()
          .filter(
              name ->
                  views.contains(name.toString())
                      || (name.schema().isEmpty()
                          && views.contains(catalog.defaultSchema() + "." + name.name())))
          .toList();
    }
  }

  /** Those of the tables that hold a row. */
  public Set<TableName> filled(Collection<Table> tables) {
    Set<TableName> filled = new HashSet<>();
    if (!tables.isEmpty()) {
      try (Source source = target.get()) {
        source.snapshot(1);
        for (Table table : tables) {
          if (FirstRow.exists(source, table, "")) {
            filled.add(table.name());
          }
        }
      }
    }
    return filled;
  }

  private TableName planned(TableName name, Catalog catalog) {
    return capabilities.identity(
        name.schema().equals(catalog.defaultSchema()) ? TableName.of(name.name()) : name);
  }
}

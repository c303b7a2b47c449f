package io.decant.engine.discover;

import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Filter;
import io.decant.engine.Listing;
import io.decant.engine.MigrationSpec.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Lists a source, picks the tables that the user means, and has them described. Every pattern must
 * mean something: one that matches no table is a mistake, never "0 tables, success".
 */
public final class Discovery {
  private final Source source;
  private final Endpoint endpoint;
  private final String targetEngine;
  private final Selection selection;

  /**
   * @param targetEngine the scheme of the connector that the tables go to
   */
  public Discovery(Source source, Endpoint endpoint, String targetEngine, Selection selection) {
    this.source = source;
    this.endpoint = endpoint;
    this.targetEngine = targetEngine;
    this.selection = selection;
  }

  /**
   * @throws UserError the source has no tables, or a pattern matches none
   * @throws DecantException the source cannot be read
   */
  public Discovered discover() {
    return discover(true);
  }

  /**
   * The same without the tables that may not be read: they stand in the catalog's other objects,
   * with their reasons.
   */
  public Discovered readable() {
    return discover(false);
  }

  private Discovered discover(boolean all) {
    Catalog catalog = source.catalog();
    List<TableName> names = catalog.tables();
    if (names.isEmpty()) {
      throw new UserError(
          "source " + endpoint,
          "has no tables",
          "Check the name of the database, and that this user may see its tables.");
    }
    Map<TableName, TableName> renames = new HashMap<>();
    TreeSet<TableName> selected = new TreeSet<>();
    for (TablePattern pattern : patterns("--tables", selection.tables())) {
      List<TableName> matching = matching("--tables", pattern, names, catalog);
      selected.addAll(matching);
      pattern.newName().ifPresent(newName -> rename(pattern, matching, newName, renames));
    }
    if (selection.tables().isEmpty()) {
      selected.addAll(names);
    }
    for (TablePattern pattern : patterns("--exclude-tables", selection.excluded())) {
      // A misspelt exclusion would copy what was meant to stay behind.
      matching("--exclude-tables", pattern, names, catalog).forEach(selected::remove);
    }
    if (selected.isEmpty()) {
      throw new UserError(
          "--exclude-tables", "leaves no table to copy", "Exclude fewer, or select others.");
    }
    if (all) {
      requireReadable(catalog);
    }
    List<TableName> chosen = List.copyOf(selected);
    Map<TableName, Origin> origins = origins(source, targetEngine, catalog);
    origins.forEach(
        (name, origin) -> {
          if (origin.lostItsSchema()) {
            renames.putIfAbsent(name, origin.before().name());
          }
        });
    List<Table> tables = source.describe(chosen);
    return new Discovered(
        catalog,
        tables.stream().map(table -> atHome(table, origins)).toList(),
        source.views(tables),
        renames,
        filters(chosen, catalog),
        tables.stream().flatMap(table -> source.remarks(table).stream()).toList(),
        names.stream().filter(name -> !selected.contains(name)).toList(),
        origins);
  }

  private static Table atHome(Table table, Map<TableName, Origin> origins) {
    Origin origin = origins.get(table.name());
    return origin == null ? table : Homecoming.of(table, origin);
  }

  /** Whether the patterns choose a table, as far as its name goes. */
  public static boolean isSelected(Selection selection, TableName name, String defaultSchema) {
    List<TablePattern> excluded = patterns("--exclude-tables", selection.excluded());
    return (selection.tables().isEmpty()
            || patterns("--tables", selection.tables()).stream()
                .anyMatch(pattern -> pattern.matches(name, defaultSchema)))
        && excluded.stream().noneMatch(pattern -> pattern.matches(name, defaultSchema));
  }

  /** Of the tables that Decant made here once, those that came from the target's engine. */
  public static Map<TableName, Origin> origins(
      Source source, String targetEngine, Catalog catalog) {
    Map<TableName, Origin> origins = new HashMap<>();
    source
        .origins()
        .forEach(
            (name, text) ->
                Origin.parse(text)
                    .filter(origin -> origin.engine().equals(targetEngine))
                    .ifPresent(
                        origin -> {
                          String schema =
                              name.schema().isEmpty() ? catalog.defaultSchema() : name.schema();
                          origins.put(new TableName(schema, name.name()), origin);
                        }));
    return origins;
  }

  private static List<TablePattern> patterns(String option, List<String> texts) {
    return texts.stream().map(text -> TablePattern.parse(option, text)).toList();
  }

  private List<TableName> matching(
      String option, TablePattern pattern, List<TableName> names, Catalog catalog) {
    List<TableName> matching =
        names.stream().filter(name -> pattern.matches(name, catalog.defaultSchema())).toList();
    boolean onlyUnreadable = matching.isEmpty() && !unreadable(catalog, pattern).isEmpty();
    if (matching.isEmpty() && !onlyUnreadable) {
      throw new UserError(
          option,
          "'" + pattern.text() + "' matches no table of " + endpoint,
          "It has " + Listing.of(names) + "; case counts." + hidden());
    }
    return matching;
  }

  /** A server may not even tell of tables that a user has no right to. */
  private String hidden() {
    return endpoint.host().isEmpty()
        ? ""
        : " A table can be missing there because this user has no SELECT privilege on it.";
  }

  private static void rename(
      TablePattern pattern,
      List<TableName> matching,
      TableName newName,
      Map<TableName, TableName> renames) {
    if (matching.size() > 1) {
      throw new UserError(
          "--tables",
          "'" + pattern.text() + "' gives one name to " + Listing.of(matching),
          "Rename tables one by one.");
    }
    matching.forEach(name -> renames.put(name, newName));
  }

  /** A condition for certain tables replaces the one for all. */
  private Map<TableName, String> filters(List<TableName> selected, Catalog catalog) {
    Map<TableName, String> filters = new HashMap<>();
    Map<TableName, String> special = new HashMap<>();
    for (Filter filter : selection.filters()) {
      if (filter.table().isEmpty()) {
        selected.forEach(name -> filters.merge(name, filter.condition(), source::both));
      } else {
        TablePattern pattern = TablePattern.parse("--where", filter.table());
        matching("--where", pattern, selected, catalog)
            .forEach(name -> special.merge(name, filter.condition(), source::both));
      }
    }
    filters.putAll(special);
    return filters;
  }

  /** A table that is selected and may not be read stops the run before anything is written. */
  private void requireReadable(Catalog catalog) {
    List<SchemaObject> unreadable = new ArrayList<>();
    if (selection.tables().isEmpty()) {
      catalog.others().stream().filter(Discovery::isTable).forEach(unreadable::add);
    }
    for (TablePattern pattern : patterns("--tables", selection.tables())) {
      unreadable.addAll(unreadable(catalog, pattern));
    }
    for (TablePattern pattern : patterns("--exclude-tables", selection.excluded())) {
      unreadable.removeAll(unreadable(catalog, pattern));
    }
    if (!unreadable.isEmpty()) {
      SchemaObject first = unreadable.get(0);
      throw new EndpointFailure(
          endpoint.role(),
          "table " + first.name(),
          first.reason() + (unreadable.size() > 1 ? others(unreadable) : ""),
          "Grant the privilege, or leave it out with --exclude-tables " + first.name() + ".",
          null);
    }
  }

  private static String others(List<SchemaObject> unreadable) {
    return "; the same for "
        + Listing.of(unreadable.stream().skip(1).map(SchemaObject::name).toList());
  }

  private static List<SchemaObject> unreadable(Catalog catalog, TablePattern pattern) {
    return catalog.others().stream()
        .filter(Discovery::isTable)
        .filter(other -> pattern.matches(nameOf(other, catalog), catalog.defaultSchema()))
        .toList();
  }

  private static TableName nameOf(SchemaObject object, Catalog catalog) {
    String prefix = catalog.defaultSchema() + ".";
    return prefix.length() > 1 && object.name().startsWith(prefix)
        ? new TableName(catalog.defaultSchema(), object.name().substring(prefix.length()))
        : TableName.of(object.name());
  }

  private static boolean isTable(SchemaObject object) {
    return object.kind() == ObjectKind.TABLE;
  }
}

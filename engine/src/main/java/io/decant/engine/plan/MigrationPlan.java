package io.decant.engine.plan;

import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import io.decant.engine.NameStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a run will do.
 *
 * @param catalog of the source
 * @param tables by source name
 * @param steps of the target's schema, in the order they are run, each once
 * @param views those that are made or refused
 * @param skipped objects of the source that stay behind, with their reasons
 * @param names the style that the target's names are in
 * @param order of work: the tables' names in the source, the largest first unless the user says
 *     otherwise
 * @param written names in the target of the tables that the user's own statements make
 * @param digest of everything that decides what is copied where: a run is only resumed with the
 *     same
 */
public record MigrationPlan(
    Endpoint source,
    Endpoint target,
    Catalog catalog,
    List<TablePlan> tables,
    List<SchemaStep> steps,
    List<ViewPlan> views,
    List<SchemaObject> skipped,
    NameStyle names,
    List<TableName> order,
    Set<TableName> written,
    String digest) {
  public MigrationPlan {
    tables = List.copyOf(tables);
    steps = List.copyOf(steps);
    views = List.copyOf(views);
    skipped = List.copyOf(skipped);
    order = List.copyOf(order);
    written = Set.copyOf(written);
  }

  /** The tables in the order of work. */
  public List<TablePlan> inOrder() {
    Map<TableName, TablePlan> byName = new HashMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    return order.stream().map(byName::get).toList();
  }

  /** The same in another order of work. */
  public MigrationPlan inOrderOf(List<TableName> newOrder) {
    return new MigrationPlan(
        source, target, catalog, tables, steps, views, skipped, names, newOrder, written, digest);
  }

  /**
   * The same with tables that are copied in other parts.
   *
   * @param splits bytes of a part, by the source's name; the run decides on the others
   */
  public MigrationPlan splitBy(Map<TableName, Long> splits) {
    return new MigrationPlan(
        source,
        target,
        catalog,
        tables.stream().map(table -> table.splitBy(splits.getOrDefault(table.name(), 0L))).toList(),
        steps,
        views,
        skipped,
        names,
        order,
        written,
        digest);
  }

  /**
   * The same with other statements.
   *
   * @param newWritten names in the target of the tables that the user's own statements make
   */
  public MigrationPlan with(
      List<TablePlan> newTables,
      List<SchemaStep> newSteps,
      List<ViewPlan> newViews,
      Set<TableName> newWritten) {
    return new MigrationPlan(
        source,
        target,
        catalog,
        newTables,
        newSteps,
        newViews,
        skipped,
        names,
        order,
        newWritten,
        PlanDigest.with(digest, newSteps, newWritten));
  }
}

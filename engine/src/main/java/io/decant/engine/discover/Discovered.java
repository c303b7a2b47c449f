package io.decant.engine.discover;

import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Remark;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.util.List;
import java.util.Map;

/**
 * The part of a source that the user means.
 *
 * @param tables described, by name
 * @param views each after those that it reads
 * @param renames the new names of those that get one
 * @param filters the conditions of those that have one
 * @param remarks what the source says of its tables that no target will have
 * @param leftOut tables that were not selected
 * @param origins what those of the tables were that once came from the target's own engine
 */
public record Discovered(
    Catalog catalog,
    List<Table> tables,
    List<View> views,
    Map<TableName, TableName> renames,
    Map<TableName, String> filters,
    List<Remark> remarks,
    List<TableName> leftOut,
    Map<TableName, Origin> origins) {
  public Discovered {
    tables = List.copyOf(tables);
    views = List.copyOf(views);
    renames = Map.copyOf(renames);
    filters = Map.copyOf(filters);
    remarks = List.copyOf(remarks);
    leftOut = List.copyOf(leftOut);
    origins = Map.copyOf(origins);
  }

  /** The same with other tables, or fewer. */
  public Discovered withTables(List<Table> newTables) {
    return new Discovered(catalog, newTables, views, renames, filters, remarks, leftOut, origins);
  }

  public Discovered withViews(List<View> newViews) {
    return new Discovered(catalog, tables, newViews, renames, filters, remarks, leftOut, origins);
  }
}

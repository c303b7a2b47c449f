package io.decant.connectors.spi;

import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.TableName;
import java.util.List;

/**
 * What a database holds, by name.
 *
 * @param product name and version as the server says it: {@code PostgreSQL 18.1}
 * @param defaultSchema the schema that a table's name without one means; empty where the engine has
 *     no schemas. A sink reads a {@link TableName} with an empty schema as this one
 * @param tables every table that can be read, partitions counted with their parent, system tables
 *     and Decant's own left out; sorted
 * @param others everything else that a person would miss: views, triggers, routines, and tables
 *     that cannot be read, each with the reason why it does not move
 */
public record Catalog(
    String product, String defaultSchema, List<TableName> tables, List<SchemaObject> others) {
  public Catalog {
    tables = List.copyOf(tables);
    others = List.copyOf(others);
  }
}

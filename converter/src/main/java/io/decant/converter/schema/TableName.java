package io.decant.converter.schema;

import static java.util.Objects.requireNonNull;

/**
 * A table's name, exactly as its database holds it: case and special characters kept, never quoted.
 *
 * @param schema the schema or namespace inside the database; empty where the engine has none
 * @param name the table's own name
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

  public TableName {
    requireNonNull(schema, "schema");
    requireNonNull(name, "name");
  }

  /** A table in an engine without schemas. */
  public static TableName of(String name) {
    return new TableName("", name);
  }

  @Override
  public int compareTo(TableName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  /**
   * For people: {@code schema.name}, or the name alone. Not unique when names hold dots; never use
   * it as a key.
   */
  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}

package io.decant.engine.verify;

import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the target's schema with the one that a plan makes. */
public final class ObjectVerifier {
  private ObjectVerifier() {}

  /**
   * @param expected the tables of a plan
   * @param found those that are there, under the names of the plan
   * @return what is missing, in words; empty when nothing is
   */
  public static List<String> compare(List<Table> expected, Map<TableName, Table> found) {
    List<String> missing = new ArrayList<>();
    for (Table table : expected) {
      Table there = found.get(table.name());
      if (there == null) {
        missing.add("table " + table.name() + " is missing");
      } else {
        missing.addAll(SchemaComparer.compare(table, there));
      }
    }
    return missing;
  }
}

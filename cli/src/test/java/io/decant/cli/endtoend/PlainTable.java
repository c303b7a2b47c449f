package io.decant.cli.endtoend;

import java.util.List;

/**
 * A table as its own catalog tells it, for the independent comparison.
 *
 * @param schema empty where the engine has none
 * @param from what stands after FROM to read each of its rows once
 * @param key the columns of its primary key in order; empty without one
 */
record PlainTable(String schema, String name, String from, List<Column> columns, List<String> key) {

  /**
   * @param meaning how its values compare
   * @param expression what to select so that the driver cannot alter the value
   */
  record Column(String name, String type, Meaning meaning, String expression) {
    Column as(Meaning other) {
      return new Column(name, type, other, expression);
    }
  }

  boolean isNamed(String text) {
    return text.equals(name) || text.equals(schema + "." + name);
  }

  Column column(String wanted) {
    return columns.stream()
        .filter(column -> column.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new AssertionError(this.name + " has no column " + wanted));
  }
}

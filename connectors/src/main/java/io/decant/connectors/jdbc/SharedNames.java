package io.decant.connectors.jdbc;

import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Names that all tables of a schema share. The first of two that would be called the same keeps its
 * name, in the order of the tables; the other gets one that its table and its name decide.
 */
public final class SharedNames {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, List<String>> labels = new HashMap<>();
  private final UnaryOperator<String> identity;
  private final BinaryOperator<String> distinct;

  /**
   * @param identity equal for names that the engine takes for the same
   * @param distinct makes another name of one and of what tells it from its namesake
   */
  public SharedNames(UnaryOperator<String> identity, BinaryOperator<String> distinct) {
    this.identity = identity;
    this.distinct = distinct;
  }

  /** Tables stand among the names, and keep theirs. */
  public void reserve(List<Table> tables) {
    tables.forEach(table -> free(table, table.name().name()));
  }

  /** Whether the name was free; it is not any more. */
  private boolean free(Table table, String name) {
    return taken.add(table.name().schema() + "\0" + identity.apply(name));
  }

  private String apart(Table table, String name) {
    String held = name;
    while (!name.isEmpty() && !free(table, held)) {
      held = distinct.apply(name, table.name().name() + "." + held);
    }
    return held;
  }

  /** With names for the primary key and the unique keys that no other has. */
  public Table keys(Table table) {
    return table
        .withPrimaryKey(table.primaryKey().map(key -> key(table, key)))
        .withUniqueKeys(table.uniqueKeys().stream().map(key -> key(table, key)).toList());
  }

  private Key key(Table table, Key key) {
    return new Key(
        apart(table, key.name()),
        key.columns(),
        key.nullsEqual(),
        key.deferrable(),
        key.initiallyDeferred());
  }

  /** The same for the indexes. */
  public Table indexes(Table table) {
    List<Index> indexes = new ArrayList<>();
    for (Index index : table.indexes()) {
      indexes.add(
          new Index(
              apart(table, index.name()),
              index.parts(),
              index.unique(),
              index.method(),
              index.predicate(),
              index.engine(),
              index.definition()));
    }
    return table.withIndexes(indexes);
  }

  /** The same for the types of columns that list their labels; equal ones are one type. */
  public Table types(Table table) {
    return table.withColumns(table.columns().stream().map(each -> typed(table, each)).toList());
  }

  private Column typed(Table table, Column column) {
    if (column.type() instanceof Enumerated type) {
      return column.withType(type(table, type));
    }
    return column.type() instanceof ArrayOf array && array.element() instanceof Enumerated type
        ? column.withType(new ArrayOf(type(table, type)))
        : column;
  }

  private Enumerated type(Table table, Enumerated type) {
    String schema = table.name().schema() + "\0";
    String held = type.name();
    while (!held.isEmpty()
        && !type.labels().equals(labels.get(schema + identity.apply(held)))
        && !free(table, held)) {
      held = distinct.apply(type.name(), table.name().name() + "." + held);
    }
    labels.put(schema + identity.apply(held), type.labels());
    return new Enumerated(held, type.labels());
  }

  /** The same for the foreign keys. */
  public Table foreignKeys(Table table) {
    return table.withForeignKeys(
        table.foreignKeys().stream().map(key -> key.withName(apart(table, key.name()))).toList());
  }

  /** The same for the checks. */
  public Table checks(Table table) {
    return table.withChecks(
        table.checks().stream()
            .map(check -> new Check(apart(table, check.name()), check.expression()))
            .toList());
  }
}

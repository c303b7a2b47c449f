package io.decant.connectors.sql;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns that an expression can name. */
public record Scope(List<Relation> relations, Optional<Scope> outer) {
  public Scope {
    relations = List.copyOf(relations);
  }

  /**
   * A column that can be named.
   *
   * @param name as the expression that is read names it
   * @param written its name in what is written
   * @param otherwise its texts are compared otherwise in the target than in the source
   */
  public record Field(String name, String written, ValueType type, boolean otherwise) {
    static Field of(String name, ValueType type, boolean otherwise) {
      return new Field(name, name, type, otherwise);
    }
  }

  /**
   * A table or query in FROM.
   *
   * @param alias how the query calls it
   */
  public record Relation(String alias, List<Field> fields) {
    public Relation {
      fields = List.copyOf(fields);
    }
  }

  record Found(Relation relation, Field field) {}

  /** The columns of a table that is read. */
  public static Scope of(Table table, Function<Column, ValueType> type) {
    return of(table.name().name(), fields(table, type));
  }

  /** The columns of a table that is written, named as the source does. */
  public static Scope of(
      Table asked, List<Column> accepted, Function<LogicalType, ValueType> type) {
    return of(asked.name().name(), fields(asked, accepted, type));
  }

  private static Scope of(String alias, List<Field> fields) {
    return new Scope(List.of(new Relation(alias, fields)), Optional.empty());
  }

  static List<Field> fields(Table table, Function<Column, ValueType> type) {
    return table.columns().stream()
        .map(column -> Field.of(column.name(), type.apply(column), false))
        .toList();
  }

  static List<Field> fields(
      Table asked, List<Column> accepted, Function<LogicalType, ValueType> type) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < accepted.size(); i++) {
      Column from = asked.columns().get(i);
      ValueType to = type.apply(accepted.get(i).type());
      boolean otherwise = !ValueType.of(from.type()).comparesLike(to);
      fields.add(new Field(from.name(), accepted.get(i).name(), to, otherwise));
    }
    return fields;
  }

  /**
   * @throws Uncertain there is none, or several could be meant
   */
  Found find(Sql.Name name) {
    List<Found> found = found(name, false);
    if (found.isEmpty()) {
      found = found(name, true);
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty() && outer.isPresent()) {
      return outer.get().find(name);
    }
    throw new Uncertain("the name " + name.column() + " is not that of one column");
  }

  private List<Found> found(Sql.Name name, boolean anyCase) {
    List<Found> found = new ArrayList<>();
    for (Relation relation : relations) {
      if (name.table().isEmpty() || same(relation.alias(), name.table(), anyCase)) {
        for (Field field : relation.fields()) {
          if (same(field.name(), name.column(), anyCase)) {
            found.add(new Found(relation, field));
          }
        }
      }
    }
    return found;
  }

  private static boolean same(String one, String other, boolean anyCase) {
    return anyCase ? one.equalsIgnoreCase(other) : one.equals(other);
  }
}

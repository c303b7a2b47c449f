package io.decant.converter.schema;

import java.util.List;

/**
 * A view.
 *
 * @param columns the names of its columns, in order
 * @param definition its query
 * @param needs what else than tables and views its query uses that another database of the same
 *     engine need not have, in the engine's words: {@code function shop.twice(integer)}; what it
 *     reads through other views counts, too. Empty where the engine does not tell
 */
public record View(
    TableName name, List<String> columns, Expression definition, List<String> needs) {
  public View {
    columns = List.copyOf(columns);
    needs = List.copyOf(needs);
  }

  /** One of which no needs are known. */
  public View(TableName name, List<String> columns, Expression definition) {
    this(name, columns, definition, List.of());
  }

  /** The same with its query told otherwise. */
  public View withDefinition(Expression newDefinition) {
    return new View(name, columns, newDefinition, needs);
  }
}

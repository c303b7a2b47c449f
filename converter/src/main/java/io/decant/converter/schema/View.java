package io.decant.converter.schema;

import java.util.List;

/**
 * A view.
 *
 * @param columns the names of its columns, in order
 * @param definition its query
 */
public record View(TableName name, List<String> columns, Expression definition) {
  public View {
    columns = List.copyOf(columns);
  }
}

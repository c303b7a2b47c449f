package io.decant.connectors.sqlite;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * The CREATE TABLE of a table that comes from SQLite. A copy within SQLite runs it again: so
 * nothing of it can be lost that no logical table has a word for, such as ON CONFLICT.
 */
record OwnStatement(TableText text) {
  /** An option: a column is to have another type than the statement gives it. */
  static final String OVERRULED = "statement-overruled";

  private static final String OPTION = "statement:";

  /** As an option of the table. */
  static String option(String sql) {
    return OPTION + sql;
  }

  /** The statement that the table remembers; empty when it comes from another engine now. */
  static Optional<OwnStatement> of(Table table) {
    boolean same = table.options().contains(Table.SAME_ENGINE);
    return table.options().stream()
        .filter(option -> same && option.startsWith(OPTION))
        .map(option -> option.substring(OPTION.length()))
        .map(sql -> new OwnStatement(TableText.of(sql)))
        .findFirst();
  }

  /** The statement under the table's present names; empty where it would make another table. */
  Optional<String> statement(Table table) {
    List<String> columns = table.columns().stream().map(Column::name).toList();
    if (table.options().contains(OVERRULED)
        || !text.columns().equals(columns)
        || text.foreignKeys().size() != table.foreignKeys().size()) {
      return Optional.empty();
    }
    List<String> targets = table.foreignKeys().stream().map(key -> key.target().name()).toList();
    return Optional.of(text.renamed(table.name().name(), targets));
  }

  /** A column's default, as the statement has it. */
  Optional<String> defaultText(String column) {
    return Optional.of(text.defaultText(column)).filter(written -> !written.isEmpty());
  }
}

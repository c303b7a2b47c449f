package io.decant.connectors.sqlite;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The CREATE TABLE of a table that comes from SQLite. A copy within SQLite runs it again: so
 * nothing of it can be lost that no logical table has a word for, such as ON CONFLICT.
 */
record OwnStatement(String sql, TableText text) {
  private static final String OPTION = "statement:";

  /** As an option of the table. */
  static String option(String sql) {
    return OPTION + sql;
  }

  /** The statement that the table remembers. */
  static Optional<OwnStatement> of(Table table) {
    return table.options().stream()
        .filter(option -> option.startsWith(OPTION))
        .map(option -> option.substring(OPTION.length()))
        .map(sql -> new OwnStatement(sql, TableText.of(sql)))
        .findFirst();
  }

  /** The options of a table that forgets its statement. */
  static Set<String> without(Set<String> options) {
    return options.stream()
        .filter(option -> !option.startsWith(OPTION))
        .collect(Collectors.toSet());
  }

  /** The table still has the names and foreign keys that the statement gives it. */
  boolean makes(Table table) {
    List<String> targets =
        table.foreignKeys().stream().map(ForeignKey::target).map(name -> name.name()).toList();
    return text.table().equals(table.name().name())
        && text.columns().equals(table.columns().stream().map(Column::name).toList())
        && folded(text.foreignKeys().stream().map(key -> key.target()).toList())
            .equals(folded(targets));
  }

  private static List<String> folded(List<String> names) {
    return names.stream().map(SqliteCatalog::folded).toList();
  }

  /** A column's default, as the statement has it. */
  Optional<String> defaultText(String column) {
    return Optional.of(text.defaultText(column)).filter(written -> !written.isEmpty());
  }
}

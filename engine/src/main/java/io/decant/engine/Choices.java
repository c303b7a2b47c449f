package io.decant.engine;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.TableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The user's word about single columns, by the source's names: for these no rule and no style is
 * asked.
 */
public record Choices(Map<TableName, Map<String, Choice>> byTable) {
  public static final Choices NONE = new Choices(Map.of());

  /**
   * About one column.
   *
   * @param name in the target; empty where the style decides
   * @param type that is wanted; empty where the source's is
   * @param where the user said so, for messages: {@code types[0] of the job file}
   */
  public record Choice(Optional<String> name, Optional<LogicalType> type, String where) {}

  public Choices {
    byTable = Map.copyOf(byTable);
  }

  public Optional<Choice> of(TableName table, String column) {
    return Optional.ofNullable(byTable.getOrDefault(table, Map.of()).get(column));
  }

  /** The names chosen for columns of a table, by the source's. */
  public Map<String, String> names(TableName table) {
    Map<String, String> names = new LinkedHashMap<>();
    byTable
        .getOrDefault(table, Map.of())
        .forEach((column, choice) -> choice.name().ifPresent(name -> names.put(column, name)));
    return names;
  }
}

package io.decant.connectors.jdbc;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The condition in SQL that a row has one of some keys.
 *
 * @param rows what a list of keys of several columns begins with, after its parenthesis
 * @param canSay whether a column's values have literals that are equal to them
 * @param literal of a column's value, from its text
 */
public record ChosenKeys(
    Dialect dialect, String rows, Predicate<Column> canSay, LiteralOf literal) {
  private static final String NO_ROW = "1 = 0";

  /** Spells a value. */
  @FunctionalInterface
  public interface LiteralOf {
    /**
     * @throws IllegalArgumentException the column can hold no such value
     */
    String of(Column column, String text);
  }

  /** See {@link io.decant.connectors.spi.Source#having}. */
  public Optional<String> condition(
      Table table, List<String> columns, Collection<List<String>> keys) {
    List<Column> key = columns.stream().map(table::column).toList();
    if (!key.stream().allMatch(canSay)) {
      return Optional.empty();
    }
    List<String> literals = new ArrayList<>();
    for (List<String> each : keys) {
      try {
        literals.add(literals(key, each));
      } catch (IllegalArgumentException never) {
        // No row has it.
      }
    }
    if (literals.isEmpty()) {
      return Optional.of(NO_ROW);
    }
    String names = String.join(", ", columns.stream().map(dialect::quote).toList());
    String list = String.join(", ", literals);
    return Optional.of(
        columns.size() == 1
            ? names + " IN (" + list + ")"
            : "(" + names + ") IN (" + rows + list + ")");
  }

  private String literals(List<Column> key, List<String> texts) {
    List<String> literals = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      literals.add(literal.of(key.get(i), texts.get(i)));
    }
    return key.size() == 1 ? literals.get(0) : "(" + String.join(", ", literals) + ")";
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException it is none
   */
  public static String whole(String text) {
    try {
      return new BigDecimal(text).toBigIntegerExact().toString();
    } catch (ArithmeticException fraction) {
      throw new IllegalArgumentException(text, fraction);
    }
  }

  /**
   * The digits of bytes that are printed as {@code \x0aff}.
   *
   * @throws IllegalArgumentException they are not
   */
  public static String hex(String text) {
    if (!text.matches("\\\\x([0-9a-f]{2})*")) {
      throw new IllegalArgumentException("no bytes");
    }
    return text.substring(2);
  }
}

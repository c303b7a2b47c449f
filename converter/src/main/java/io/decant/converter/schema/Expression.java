package io.decant.converter.schema;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * An expression of SQL over the columns of one table.
 *
 * @param engine the scheme of the connector that read it
 * @param text as that engine spells it
 * @param standard the same in neutral SQL, which every engine's island can read; empty where it is
 *     not certain that the expression means the same elsewhere
 * @param renames columns that are called otherwise since it was read, by the name that it uses
 */
public record Expression(
    String engine, String text, Optional<String> standard, Map<String, String> renames) {
  public Expression {
    requireNonNull(engine, "engine");
    requireNonNull(text, "text");
    renames = Map.copyOf(renames);
  }

  public Expression(String engine, String text, Optional<String> standard) {
    this(engine, text, standard, Map.of());
  }

  /** One that only its own engine is known to understand. */
  public static Expression of(String engine, String text) {
    return new Expression(engine, text, Optional.empty());
  }

  /** The same, for columns that have got new names. */
  public Expression withRenames(Map<String, String> newNames) {
    return new Expression(engine, text, standard, newNames);
  }

  /** Whether that engine can take the text as it is. */
  public boolean isOf(String scheme) {
    return engine.equals(scheme);
  }

  @Override
  public String toString() {
    return text;
  }
}

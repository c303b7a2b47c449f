package io.decant.converter.schema;

/** What a column holds when an insert leaves it out. A default of NULL is no default. */
public sealed interface DefaultValue {

  /**
   * A fixed value, as text without quotes or escapes: numbers and dates as people write them,
   * booleans {@code true} and {@code false}, bytes as hex digits.
   */
  record Literal(String text) implements DefaultValue {}

  /**
   * The moment of the insert, with so many fractional digits (0 to 6); date or time only where the
   * column is one.
   */
  record CurrentTimestamp(int precision) implements DefaultValue {
    @Override
    public String toString() {
      return "the current time";
    }
  }

  /** A new random UUID. */
  record RandomUuid() implements DefaultValue {}

  /** What an expression gives at the moment of the insert. */
  record Computed(Expression expression) implements DefaultValue {
    @Override
    public String toString() {
      return expression.toString();
    }
  }
}

package io.decant.converter.schema;

/** What a column holds when an insert leaves it out. A default of NULL is no default. */
public sealed interface DefaultValue {

  /**
   * A fixed value, as text without quotes or escapes: numbers and dates as people write them,
   * booleans {@code true} and {@code false}, bytes as hex digits.
   */
  record Literal(String text) implements DefaultValue {
    @Override
    public String toString() {
      return "'" + text + "'";
    }
  }

  /**
   * The moment of the insert, with so many fractional digits (0 to 6); date or time only where the
   * column is one. A column with a time zone holds the same moment either way.
   *
   * @param utc as the wall clock shows it in UTC, wherever the session is; else in the session's
   *     time zone
   */
  record CurrentTimestamp(int precision, boolean utc) implements DefaultValue {
    @Override
    public String toString() {
      return utc ? "the current time in UTC" : "the current time";
    }
  }

  /** A new random UUID. */
  record RandomUuid() implements DefaultValue {
    @Override
    public String toString() {
      return "a random UUID";
    }
  }

  /** What an expression gives at the moment of the insert. */
  record Computed(Expression expression) implements DefaultValue {
    @Override
    public String toString() {
      return expression.toString();
    }
  }
}

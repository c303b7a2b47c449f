package io.decant.connectors.jdbc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The bounds of a split along a key: rows from {@code lower} (inclusive) to {@code upper}
 * (exclusive) in the order of the key's own columns, each compared in the column's own collation.
 *
 * @param filter the user's condition; empty for none
 * @param lower one text a key column; empty for "from the first row, NULLs included"
 * @param upper one text a key column; empty for "to the last row"
 */
public record KeyRange(String filter, List<String> lower, List<String> upper) {

  public KeyRange {
    lower = List.copyOf(lower);
    upper = List.copyOf(upper);
  }

  /** All rows that meet the filter. */
  public static KeyRange all(String filter) {
    return new KeyRange(filter, List.of(), List.of());
  }

  /**
   * Ranges that meet at the cuts, open at both ends.
   *
   * @param cuts ascending and different from each other, in the key's own order
   */
  public static List<KeyRange> between(String filter, List<List<String>> cuts) {
    List<KeyRange> ranges = new ArrayList<>();
    List<String> lower = List.of();
    for (List<String> cut : cuts) {
      ranges.add(new KeyRange(filter, lower, cut));
      lower = cut;
    }
    ranges.add(new KeyRange(filter, lower, List.of()));
    return ranges;
  }

  /** Ranges of equal width over an integer key that is known to be dense. */
  public static List<KeyRange> evenly(String filter, BigInteger min, BigInteger max, int parts) {
    BigInteger span = max.subtract(min).add(BigInteger.ONE);
    List<List<String>> cuts = new ArrayList<>();
    BigInteger before = min;
    for (int part = 1; part < parts; part++) {
      BigInteger cut =
          min.add(span.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts)));
      if (cut.compareTo(before) > 0) {
        cuts.add(List.of(cut.toString()));
        before = cut;
      }
    }
    return between(filter, cuts);
  }

  /**
   * The condition in SQL, or {@code 1=1}. Row values are spelled out column by column, because
   * MySQL uses no index for {@code (a,b) > (1,2)} (MySQL manual, Range Optimization of Row
   * Constructor Expressions).
   *
   * @param columns the key's columns in quotes
   * @param literal a key column's index and a bound's text, to SQL
   */
  public String condition(List<String> columns, BiFunction<Integer, String, String> literal) {
    List<String> conditions = new ArrayList<>();
    if (!filter.isEmpty()) {
      conditions.add("(" + filter + ")");
    }
    if (!lower.isEmpty()) {
      conditions.add(compare(columns, lower, ">", true, literal));
    }
    if (!upper.isEmpty()) {
      String below = compare(columns, upper, "<", false, literal);
      conditions.add(lower.isEmpty() ? orNull(columns, below) : below);
    }
    return conditions.isEmpty() ? "1=1" : String.join(" AND ", conditions);
  }

  /** NULL keys, where a key may hold them, belong to the first range. */
  private static String orNull(List<String> columns, String condition) {
    StringBuilder text = new StringBuilder("(").append(condition);
    for (String column : columns) {
      text.append(" OR ").append(column).append(" IS NULL");
    }
    return text.append(')').toString();
  }

  private static String compare(
      List<String> columns,
      List<String> bound,
      String operator,
      boolean orEqual,
      BiFunction<Integer, String, String> literal) {
    StringBuilder text = new StringBuilder("(");
    for (int last = 0; last < columns.size(); last++) {
      if (last > 0) {
        text.append(" OR ");
      }
      text.append('(');
      for (int i = 0; i < last; i++) {
        text.append(columns.get(i)).append(" = ").append(literal.apply(i, bound.get(i)));
        text.append(" AND ");
      }
      boolean inclusive = orEqual && last == columns.size() - 1;
      text.append(columns.get(last)).append(' ').append(operator).append(inclusive ? "= " : " ");
      text.append(literal.apply(last, bound.get(last))).append(')');
    }
    return text.append(')').toString();
  }

  /**
   * As the bounds of a split: every text with its length before it, so that any character may stand
   * in it.
   */
  public String encode() {
    StringBuilder text = new StringBuilder();
    append(text, filter);
    for (List<String> bound : List.of(lower, upper)) {
      append(text, Integer.toString(bound.size()));
      bound.forEach(value -> append(text, value));
    }
    return text.toString();
  }

  /** Reads {@link #encode} back. */
  public static KeyRange decode(String bounds) {
    int[] at = {0};
    String filter = next(bounds, at);
    List<List<String>> ends = new ArrayList<>();
    for (int end = 0; end < 2; end++) {
      int size = Integer.parseInt(next(bounds, at));
      List<String> bound = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        bound.add(next(bounds, at));
      }
      ends.add(bound);
    }
    return new KeyRange(filter, ends.get(0), ends.get(1));
  }

  private static void append(StringBuilder text, String value) {
    text.append(value.length()).append(':').append(value);
  }

  private static String next(String bounds, int[] at) {
    int colon = bounds.indexOf(':', at[0]);
    int end = colon + 1 + Integer.parseInt(bounds.substring(at[0], colon));
    at[0] = end;
    return bounds.substring(colon + 1, end);
  }
}

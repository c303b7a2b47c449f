package io.decant.converter.schema;

import java.util.Map;

/**
 * How big a table is, as far as its database knows without counting.
 *
 * @param rows -1 when unknown
 * @param bytes -1 when unknown
 * @param exact the rows were counted
 * @param longestTexts characters of the longest value now, of columns in keys whose declaration
 *     sets no close limit; as far as the database was asked
 */
public record Statistics(long rows, long bytes, boolean exact, Map<String, Integer> longestTexts) {
  public static final Statistics UNKNOWN = new Statistics(-1, -1, false);

  public Statistics {
    longestTexts = Map.copyOf(longestTexts);
  }

  /** Of a table whose values were not asked for. */
  public Statistics(long rows, long bytes, boolean exact) {
    this(rows, bytes, exact, Map.of());
  }
}

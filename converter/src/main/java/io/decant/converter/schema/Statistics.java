package io.decant.converter.schema;

/**
 * How big a table is, as far as its database knows without counting.
 *
 * @param rows -1 when unknown
 * @param bytes -1 when unknown
 * @param exact the rows were counted
 */
public record Statistics(long rows, long bytes, boolean exact) {
  public static final Statistics UNKNOWN = new Statistics(-1, -1, false);
}

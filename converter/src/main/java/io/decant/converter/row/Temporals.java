package io.decant.converter.row;

/**
 * Dates and times as numbers, and the special values that no calendar holds.
 *
 * <p>Microseconds before the year 4714 BC and after 294246 are free, so special values live there:
 * the two infinities of PostgreSQL at the ends of {@code long}, and MySQL's zero and partly zero
 * dates (0000-00-00, 2020-00-15, and impossible ones such as 2021-02-30) as packed fields from
 * {@link #IMPOSSIBLE_BASE} on. The same encoding serves dates (then the time fields are 0) and
 * timestamps, so a type test never needs more than a comparison.
 */
public final class Temporals {
  public static final long NEGATIVE_INFINITY = Long.MIN_VALUE;
  public static final long POSITIVE_INFINITY = Long.MAX_VALUE;

  /**
   * Values from here to {@link #IMPOSSIBLE_END} (exclusive) are packed fields of a date that is
   * none.
   */
  public static final long IMPOSSIBLE_BASE = -8_000_000_000_000_000_000L;

  public static final long IMPOSSIBLE_END = -7_000_000_000_000_000_000L;

  public static final long MICROS_PER_DAY = 86_400_000_000L;

  private Temporals() {}

  /** Zero, partly zero or impossible: a date that MySQL stores and no calendar knows. */
  public static boolean isImpossible(long value) {
    return value >= IMPOSSIBLE_BASE && value < IMPOSSIBLE_END;
  }

  public static boolean isInfinite(long value) {
    return value == NEGATIVE_INFINITY || value == POSITIVE_INFINITY;
  }

  /** Packs the fields of a date that is none; see {@link #impossibleFields}. */
  public static long impossible(
      int year, int month, int day, int hour, int minute, int second, int micros) {
    long packed = ((((year * 16L + month) * 32 + day) * 24 + hour) * 60 + minute) * 60 + second;
    return IMPOSSIBLE_BASE + packed * 1_000_000L + micros;
  }

  /**
   * The fields packed by {@link #impossible}: year, month, day, hour, minute, second, microseconds.
   */
  public static int[] impossibleFields(long value) {
    long rest = value - IMPOSSIBLE_BASE;
    int micros = (int) (rest % 1_000_000L);
    rest /= 1_000_000L;
    int second = (int) (rest % 60);
    rest /= 60;
    int minute = (int) (rest % 60);
    rest /= 60;
    int hour = (int) (rest % 24);
    rest /= 24;
    int day = (int) (rest % 32);
    rest /= 32;
    int month = (int) (rest % 16);
    return new int[] {(int) (rest / 16), month, day, hour, minute, second, micros};
  }
}

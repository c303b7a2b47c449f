package io.decant.converter.convert;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a database's values may be, beyond what its types say. Part of a connector's capabilities.
 *
 * @param specials those that it holds
 * @param notANumber what becomes of NaN, in floats and decimals
 * @param minEpochDay the first day that a date can be
 * @param maxEpochDay the last
 * @param fractionDigits of times and timestamps, at most
 */
public record TargetLimits(
    Set<Special> specials,
    NotANumber notANumber,
    long minEpochDay,
    long maxEpochDay,
    int fractionDigits) {

  /** Values that some databases hold and others do not. */
  public enum Special {
    /** U+0000 in a text. */
    NUL_IN_TEXT,

    /** Infinite floats, and infinite decimals where these are unbounded. */
    INFINITE_REAL,

    /** Floats of -0.0. */
    NEGATIVE_ZERO,

    /** Infinite dates and timestamps. */
    INFINITE_DATES,

    /** Dates and timestamps that are zero or partly zero, as in MySQL. */
    IMPOSSIBLE_DATES,

    /** Numbers of any length in normalised JSON; else they become doubles, as in MySQL. */
    EXACT_JSON_NUMBERS,

    /** Normalised JSON as it was, but for the spaces between its parts: a key twice, any order. */
    COMPACT_JSON
  }

  /** Holds whatever a batch can hold. */
  public static final TargetLimits NONE =
      new TargetLimits(
          EnumSet.allOf(Special.class), NotANumber.KEPT, Long.MIN_VALUE, Long.MAX_VALUE, 6);

  public TargetLimits {
    specials = Set.copyOf(specials);
  }

  /** The database holds such values. */
  public boolean allow(Special special) {
    return specials.contains(special);
  }
}

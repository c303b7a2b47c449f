package io.decant.converter.convert;

/**
 * What a database's values may be, beyond what its types say. Part of a connector's capabilities.
 *
 * @param nulInText text may hold U+0000
 * @param notANumber floats may be NaN
 * @param infiniteReal floats may be infinite
 * @param negativeZero floats keep -0.0
 * @param infiniteDates dates and timestamps may be infinite
 * @param impossibleDates dates and timestamps may be zero or partly zero, as in MySQL
 * @param minEpochDay the first day that a date can be
 * @param maxEpochDay the last
 * @param fractionDigits of times and timestamps, at most
 */
public record TargetLimits(
    boolean nulInText,
    boolean notANumber,
    boolean infiniteReal,
    boolean negativeZero,
    boolean infiniteDates,
    boolean impossibleDates,
    long minEpochDay,
    long maxEpochDay,
    int fractionDigits) {

  /** Holds whatever a batch can hold. */
  public static final TargetLimits NONE =
      new TargetLimits(true, true, true, true, true, true, Long.MIN_VALUE, Long.MAX_VALUE, 6);
}

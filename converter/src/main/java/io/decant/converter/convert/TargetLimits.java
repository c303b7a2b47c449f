package io.decant.converter.convert;

/**
 * What a database's values may be, beyond what its types say. Part of a connector's capabilities.
 *
 * @param nulInText text may hold U+0000
 * @param notANumber what becomes of NaN, in floats and decimals
 * @param infiniteReal floats may be infinite, and unbounded decimals too
 * @param negativeZero floats keep -0.0
 * @param infiniteDates dates and timestamps may be infinite
 * @param impossibleDates dates and timestamps may be zero or partly zero, as in MySQL
 * @param minEpochDay the first day that a date can be
 * @param maxEpochDay the last
 * @param fractionDigits of times and timestamps, at most
 * @param exactJsonNumbers normalised JSON keeps numbers of any length; else as doubles, as in MySQL
 */
public record TargetLimits(
    boolean nulInText,
    NotANumber notANumber,
    boolean infiniteReal,
    boolean negativeZero,
    boolean infiniteDates,
    boolean impossibleDates,
    long minEpochDay,
    long maxEpochDay,
    int fractionDigits,
    boolean exactJsonNumbers) {

  /** Holds whatever a batch can hold. */
  public static final TargetLimits NONE =
      new TargetLimits(
          true, NotANumber.KEPT, true, true, true, true, Long.MIN_VALUE, Long.MAX_VALUE, 6, true);

  /** With JSON that keeps every number. */
  public TargetLimits(
      boolean nulInText,
      NotANumber notANumber,
      boolean infiniteReal,
      boolean negativeZero,
      boolean infiniteDates,
      boolean impossibleDates,
      long minEpochDay,
      long maxEpochDay,
      int fractionDigits) {
    this(
        nulInText,
        notANumber,
        infiniteReal,
        negativeZero,
        infiniteDates,
        impossibleDates,
        minEpochDay,
        maxEpochDay,
        fractionDigits,
        true);
  }

  /** As connectors say it that either keep NaN or refuse it. */
  public TargetLimits(
      boolean nulInText,
      boolean notANumber,
      boolean infiniteReal,
      boolean negativeZero,
      boolean infiniteDates,
      boolean impossibleDates,
      long minEpochDay,
      long maxEpochDay,
      int fractionDigits) {
    this(
        nulInText,
        notANumber ? NotANumber.KEPT : NotANumber.REFUSED,
        infiniteReal,
        negativeZero,
        infiniteDates,
        impossibleDates,
        minEpochDay,
        maxEpochDay,
        fractionDigits);
  }

  /** The same, but for numbers in normalised JSON, which become doubles. */
  public TargetLimits withJsonNumbersAsDoubles() {
    return new TargetLimits(
        nulInText,
        notANumber,
        infiniteReal,
        negativeZero,
        infiniteDates,
        impossibleDates,
        minEpochDay,
        maxEpochDay,
        fractionDigits,
        false);
  }
}

package io.decant.connectors.sqlite;

import io.decant.converter.row.Temporals;
import java.util.Locale;
import java.util.Optional;

/**
 * How a number says a moment. SQLite's own functions know days and seconds (SQLite documentation,
 * "Date And Time Functions", 2); programs store milliseconds and microseconds too. The ranges of
 * plausible moments do not touch, so a number says by itself which of them it is.
 */
enum Epoch {
  SECONDS(1_000_000),
  MILLISECONDS(1_000),
  MICROSECONDS(1),
  JULIAN_DAYS(0);

  /**
   * 2001-09-09: from here on seconds have ten digits. Below lie the seconds since 2001 that Apple's
   * Core Data stores in columns declared TIMESTAMP, and the small numbers that are no moments.
   */
  private static final long MIN_SECONDS = 1_000_000_000L;

  /** 2100-01-01. */
  private static final long MAX_SECONDS = 4_102_444_800L;

  private static final double MIN_JULIAN = 2_415_020.5; // 1900-01-01
  private static final double MAX_JULIAN = 2_488_069.5; // 2100-01-01
  private static final double JULIAN_1970 = 2_440_587.5;
  private static final double MILLIS_PER_DAY = 86_400_000;

  private final long micros;

  /**
   * @param micros in one unit; 0 for days, which are no whole number of anything
   */
  Epoch(long micros) {
    this.micros = micros;
  }

  static Optional<Epoch> of(long number) {
    if (number >= MIN_JULIAN && number <= MAX_JULIAN) {
      return Optional.of(JULIAN_DAYS);
    }
    for (Epoch unit : values()) {
      long perSecond = unit == JULIAN_DAYS ? 0 : 1_000_000 / unit.micros;
      if (perSecond > 0 && number >= MIN_SECONDS * perSecond && number <= MAX_SECONDS * perSecond) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  /** Of a number with a fraction, only what comes back from the moment as the same number. */
  static Optional<Epoch> of(double number) {
    if (number >= MIN_JULIAN && number <= MAX_JULIAN) {
      double back = micros(number) / 1_000 / MILLIS_PER_DAY + JULIAN_1970;
      return Math.abs(back - number) <= Math.ulp(number)
          ? Optional.of(JULIAN_DAYS)
          : Optional.empty();
    }
    boolean seconds = number >= MIN_SECONDS && number <= MAX_SECONDS;
    return seconds && micros(number) / 1e6 == number ? Optional.of(SECONDS) : Optional.empty();
  }

  /**
   * Microseconds since 1970 in UTC.
   *
   * @return {@link Temporals#INVALID} where the number is no plausible moment
   */
  static long moment(long number) {
    return of(number)
        .map(unit -> unit == JULIAN_DAYS ? micros((double) number) : number * unit.micros)
        .orElse(Temporals.INVALID);
  }

  /** As {@link #moment(long)}. */
  static long moment(double number) {
    return of(number).isPresent() ? micros(number) : Temporals.INVALID;
  }

  /** SQLite counts days to the millisecond. */
  private static long micros(double number) {
    return number <= MAX_JULIAN
        ? Math.round((number - JULIAN_1970) * MILLIS_PER_DAY) * 1_000
        : Math.round(number * 1e6);
  }

  /** 0, 3 or 6: as many as the moment needs. */
  static int fractionDigits(long moment) {
    return moment % 1_000_000 == 0 ? 0 : moment % 1_000 == 0 ? 3 : 6;
  }

  String words() {
    return this == JULIAN_DAYS ? "Julian days" : name().toLowerCase(Locale.ROOT) + " since 1970";
  }
}

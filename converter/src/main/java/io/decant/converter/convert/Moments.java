package io.decant.converter.convert;

import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Temporals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Which dates or timestamps the target holds, and what becomes of the others. */
final class Moments {
  private final TargetLimits limits;
  private final boolean nullable;
  private final boolean days;
  private final long min;
  private final long max;

  private Moments(Demand demand, boolean days) {
    this.limits = demand.limits();
    this.nullable = demand.nullable();
    this.days = days;
    this.min = days ? limits.minEpochDay() : micros(limits.minEpochDay());
    this.max = days ? limits.maxEpochDay() : lastMicro(limits.maxEpochDay());
  }

  static Moments ofDays(Demand demand) {
    return new Moments(demand, true);
  }

  static Moments ofMicros(Demand demand) {
    return new Moments(demand, false);
  }

  private static long micros(long day) {
    return day < Temporals.MIN_TIMESTAMP_DAY ? Long.MIN_VALUE : day * Temporals.MICROS_PER_DAY;
  }

  private static long lastMicro(long day) {
    return day > Temporals.MAX_TIMESTAMP_DAY
        ? Long.MAX_VALUE
        : (day + 1) * Temporals.MICROS_PER_DAY - 1;
  }

  /** Everything fits. */
  boolean isOpen() {
    return losses().isEmpty();
  }

  List<Loss> losses() {
    List<Loss> losses = new ArrayList<>();
    if (!limits.impossibleDates()) {
      losses.add(zeroDate());
      losses.add(Losses.INVALID_DATE);
    }
    if (!limits.infiniteDates()) {
      losses.add(Losses.INFINITY_DATE);
    }
    boolean unlimited =
        limits.minEpochDay() == Long.MIN_VALUE && limits.maxEpochDay() == Long.MAX_VALUE;
    if (!unlimited) {
      losses.add(Losses.DATE_RANGE);
    }
    return losses;
  }

  private Loss zeroDate() {
    return nullable ? Losses.ZERO_DATE_AS_NULL : Losses.ZERO_DATE;
  }

  boolean fits(long value) {
    if (value >= min && value <= max && !isSpecial(value)) {
      return true;
    }
    return Temporals.isImpossible(value)
        ? limits.impossibleDates()
        : Temporals.isInfinite(value) && limits.infiniteDates();
  }

  private static boolean isSpecial(long value) {
    return Temporals.isImpossible(value) || Temporals.isInfinite(value);
  }

  void misfit(long value, int row, ColumnVector out, ValueListener listener) {
    if (Temporals.isPartlyZero(value)) {
      if (nullable) {
        Cell.nullInstead(out, row, listener, Losses.ZERO_DATE_AS_NULL);
      } else {
        Cell.refuse(out, row, listener, Losses.ZERO_DATE, shown(value));
      }
    } else if (Temporals.isImpossible(value)) {
      Cell.refuse(out, row, listener, Losses.INVALID_DATE, shown(value));
    } else if (Temporals.isInfinite(value)) {
      Cell.refuse(out, row, listener, Losses.INFINITY_DATE, shown(value));
    } else {
      Cell.refuse(out, row, listener, Losses.DATE_RANGE, shown(value));
    }
  }

  private String shown(long value) {
    byte[] text = new byte[Temporals.TEXT_LENGTH];
    int end =
        days ? Temporals.appendDate(value, text, 0) : Temporals.appendTimestamp(value, 6, text, 0);
    return new String(text, 0, end, StandardCharsets.US_ASCII);
  }
}

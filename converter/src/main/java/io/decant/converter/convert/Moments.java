package io.decant.converter.convert;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Which dates or timestamps the target holds, and what becomes of the others. */
final class Moments implements Guard.Test {
  private final Demand demand;
  private final TargetLimits limits;
  private final boolean days;
  private final long min;
  private final long max;

  private Moments(Demand demand, boolean days) {
    this.demand = demand;
    this.limits = demand.limits();
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
    if (!limits.allow(Special.IMPOSSIBLE_DATES)) {
      losses.add(demand.loss(Case.ZERO_DATE, Losses.ZERO_DATE));
      losses.add(demand.loss(Case.INVALID_DATE, Losses.INVALID_DATE));
    }
    if (!limits.allow(Special.INFINITE_DATES)) {
      losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.INFINITY_DATE));
    }
    boolean unlimited =
        limits.minEpochDay() == Long.MIN_VALUE && limits.maxEpochDay() == Long.MAX_VALUE;
    if (!unlimited) {
      losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.DATE_RANGE));
    }
    return losses;
  }

  @Override
  public boolean fits(ColumnVector in, int row) {
    return fits(Cell.longs(in).value(row));
  }

  @Override
  public boolean allFit(ColumnVector in, int rows) {
    LongVector values = Cell.longs(in);
    for (int row = 0; row < rows; row++) {
      if (!fits(values.value(row)) && !values.isNull(row)) {
        return false;
      }
    }
    return true;
  }

  boolean fits(long value) {
    if (value >= min && value <= max && !isSpecial(value)) {
      return true;
    }
    return Temporals.isImpossible(value)
        ? limits.allow(Special.IMPOSSIBLE_DATES)
        : Temporals.isInfinite(value) && limits.allow(Special.INFINITE_DATES);
  }

  private static boolean isSpecial(long value) {
    return Temporals.isImpossible(value) || Temporals.isInfinite(value);
  }

  void misfit(long value, int row, ColumnVector out, ValueListener listener) {
    if (Temporals.isPartlyZero(value)) {
      demand.unfit(Case.ZERO_DATE, Losses.ZERO_DATE, out, row, listener, shown(value));
    } else if (Temporals.isImpossible(value)) {
      demand.unfit(Case.INVALID_DATE, Losses.INVALID_DATE, out, row, listener, shown(value));
    } else {
      Loss loss = Temporals.isInfinite(value) ? Losses.INFINITY_DATE : Losses.DATE_RANGE;
      demand.unfit(Case.OUT_OF_RANGE, loss, out, row, listener, shown(value));
    }
  }

  private String shown(long value) {
    byte[] text = new byte[Temporals.TEXT_LENGTH];
    int end =
        days ? Temporals.appendDate(value, text, 0) : Temporals.appendTimestamp(value, 6, text, 0);
    return new String(text, 0, end, StandardCharsets.US_ASCII);
  }
}

package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Intervals;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dates, times and timestamps. */
final class TemporalConversions {
  private TemporalConversions() {}

  static Optional<ColumnConversion> ofDate(Demand demand) {
    return switch (demand.to().kind()) {
      case DATE -> Optional.of(dateToDate(demand));
      case TIMESTAMP -> Optional.of(dateToTimestamp(demand));
      case CHAR, VARCHAR, TEXT ->
          Optional.of(
              TextConversions.rendered(
                  demand,
                  (in, row, out, listener) -> {
                    BytesVector texts = Cell.bytes(out);
                    int at = texts.reserve(Temporals.TEXT_LENGTH);
                    texts.finish(Temporals.appendDate(Cell.longs(in).value(row), texts.data(), at));
                  }));
      case INT,
          DECIMAL,
          REAL,
          BOOLEAN,
          BYTES,
          TIME,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
          JSON,
          ENUM,
          SET,
          BITS,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          Optional.empty();
    };
  }

  static Optional<ColumnConversion> ofTimestamp(Demand demand) {
    boolean zoned = demand.from() instanceof TimestampTz;
    int digits = digits(demand.from());
    return switch (demand.to().kind()) {
      case TIMESTAMP, TIMESTAMP_TZ -> Optional.of(timestampToTimestamp(demand));
      case CHAR, VARCHAR, TEXT ->
          Optional.of(
              TextConversions.rendered(
                  demand,
                  (in, row, out, listener) -> {
                    BytesVector texts = Cell.bytes(out);
                    int at = texts.reserve(Temporals.TEXT_LENGTH);
                    long value = Cell.longs(in).value(row);
                    texts.finish(
                        zoned
                            ? Temporals.appendTimestampTz(value, digits, texts.data(), at)
                            : Temporals.appendTimestamp(value, digits, texts.data(), at));
                  }));
      case INT,
          DECIMAL,
          REAL,
          BOOLEAN,
          BYTES,
          DATE,
          TIME,
          INTERVAL,
          UUID,
          JSON,
          ENUM,
          SET,
          BITS,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          Optional.empty();
    };
  }

  static Optional<ColumnConversion> ofTime(Demand demand) {
    Time from = (Time) demand.from();
    return switch (demand.to().kind()) {
      case TIME -> Optional.of(timeToTime(demand, from, (Time) demand.to()));
      case INTERVAL ->
          Optional.of(
              new Rule(
                  named(demand),
                  List.of(),
                  (in, row, out, listener) ->
                      Cell.bytes(out)
                          .append(new Intervals(0, 0, Cell.longs(in).value(row)).text())));
      case CHAR, VARCHAR, TEXT ->
          Optional.of(
              TextConversions.rendered(
                  demand,
                  (in, row, out, listener) -> {
                    BytesVector texts = Cell.bytes(out);
                    int at = texts.reserve(Temporals.TEXT_LENGTH);
                    texts.finish(
                        Temporals.appendTime(
                            Cell.longs(in).value(row), from.precision(), texts.data(), at));
                  }));
      case INT,
          DECIMAL,
          REAL,
          BOOLEAN,
          BYTES,
          DATE,
          TIMESTAMP,
          TIMESTAMP_TZ,
          UUID,
          JSON,
          ENUM,
          SET,
          BITS,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          Optional.empty();
    };
  }

  private static ColumnConversion dateToDate(Demand demand) {
    Moments moments = Moments.ofDays(demand);
    if (moments.isOpen()) {
      return Identity.PLAIN;
    }
    return new Guard(
        "identity",
        moments.losses(),
        moments,
        (in, row, out, listener) -> moments.misfit(Cell.longs(in).value(row), row, out, listener));
  }

  private static ColumnConversion dateToTimestamp(Demand demand) {
    Moments moments = Moments.ofDays(demand);
    List<Loss> losses = new ArrayList<>(moments.losses());
    losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.DATE_RANGE));
    return new Rule(
        named(demand),
        losses.stream().distinct().toList(),
        (in, row, out, listener) -> {
          long day = Cell.longs(in).value(row);
          if (!moments.fits(day)) {
            moments.misfit(day, row, out, listener);
          } else if (Temporals.isInfinite(day) || Temporals.isImpossible(day)) {
            Cell.longs(out).append(day);
          } else {
            settleMidnight(demand, day, row, out, listener);
          }
        });
  }

  /** A date can be further away than microseconds reach. */
  private static void settleMidnight(
      Demand demand, long day, int row, ColumnVector out, ValueListener listener) {
    if (day <= Temporals.MAX_TIMESTAMP_DAY && day >= Temporals.MIN_TIMESTAMP_DAY) {
      Cell.longs(out).append(day * Temporals.MICROS_PER_DAY);
    } else {
      byte[] text = new byte[Temporals.TEXT_LENGTH];
      int end = Temporals.appendDate(day, text, 0);
      String shown = new String(text, 0, end, StandardCharsets.US_ASCII);
      demand.unfit(
          Case.OUT_OF_RANGE, Losses.DATE_RANGE, out, row, listener, shown + " has no timestamp");
    }
  }

  private static ColumnConversion timestampToTimestamp(Demand demand) {
    Moments moments = Moments.ofMicros(demand);
    boolean zone = demand.from().kind() != demand.to().kind();
    int digits = Math.min(digits(demand.to()), demand.limits().fractionDigits());
    boolean cuts = digits < digits(demand.from());
    List<Loss> losses = new ArrayList<>();
    if (zone) {
      losses.add(Losses.TIME_ZONE);
    }
    if (cuts) {
      losses.add(Losses.TRUNC_MICROS);
    }
    losses.addAll(moments.losses());
    String name = zone ? named(demand) : "identity";
    if (moments.isOpen() && !cuts) {
      return new Identity(name, losses);
    }
    long unit = cuts ? unit(digits) : 1;
    return new Guard(
        cuts ? named(demand) : name,
        losses,
        cuts
            ? (in, row) -> moments.fits(in, row) && isWhole(Cell.longs(in).value(row), unit)
            : moments,
        (in, row, out, listener) -> {
          long value = Cell.longs(in).value(row);
          if (moments.fits(value)) {
            listener.changed(row, Losses.TRUNC_MICROS.code());
            Cell.longs(out).append(value - Math.floorMod(value, unit));
          } else {
            moments.misfit(value, row, out, listener);
          }
        });
  }

  /** The special values have no fraction to lose: packed seconds end where whole units do. */
  private static boolean isWhole(long value, long unit) {
    return Temporals.isInfinite(value) || Math.floorMod(value, unit) == 0;
  }

  private static ColumnConversion timeToTime(Demand demand, Time from, Time to) {
    int digits = Math.min(to.precision(), demand.limits().fractionDigits());
    boolean cuts = digits < from.precision();
    boolean ranges = from.beyondDay() && !to.beyondDay();
    if (!cuts && !ranges) {
      return Identity.PLAIN;
    }
    List<Loss> losses = new ArrayList<>();
    if (cuts) {
      losses.add(Losses.TRUNC_MICROS);
    }
    if (ranges) {
      losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.TIME_RANGE));
    }
    long unit = cuts ? unit(digits) : 1;
    long max = ranges ? Temporals.MICROS_PER_DAY : Long.MAX_VALUE;
    long min = ranges ? 0 : Long.MIN_VALUE;
    return new Guard(
        named(demand),
        losses,
        (in, row) -> {
          long value = Cell.longs(in).value(row);
          return value >= min && value <= max && value % unit == 0;
        },
        (in, row, out, listener) -> {
          long value = Cell.longs(in).value(row);
          if (value < min || value > max) {
            demand.unfit(
                Case.OUT_OF_RANGE, Losses.TIME_RANGE, out, row, listener, "no time of a day");
          } else {
            listener.changed(row, Losses.TRUNC_MICROS.code());
            Cell.longs(out).append(value - value % unit);
          }
        });
  }

  private static int digits(LogicalType type) {
    return type instanceof TimestampTz instant
        ? instant.precision()
        : ((Timestamp) type).precision();
  }

  private static long unit(int digits) {
    long unit = 1_000_000;
    for (int i = 0; i < digits; i++) {
      unit /= 10;
    }
    return unit;
  }
}

package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whole numbers and booleans. */
final class NumberConversions {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private NumberConversions() {}

  static Optional<ColumnConversion> ofInt(Demand demand) {
    Int from = (Int) demand.from();
    return switch (demand.to().kind()) {
      case INT -> Optional.of(intToInt(demand, from, (Int) demand.to()));
      case DECIMAL -> Optional.of(intToDecimal(demand, from, (Decimal) demand.to()));
      case REAL -> Optional.of(intToReal(demand, from, (Real) demand.to()));
      case BOOLEAN -> Optional.of(intToBool());
      case CHAR, VARCHAR, TEXT ->
          Optional.of(
              TextConversions.rendered(
                  demand,
                  (in, row, out, listener) ->
                      digits(from.unsigned(), Cell.longs(in).value(row), Cell.bytes(out))));
      case JSON ->
          Optional.of(
              new Rule(
                  named(demand),
                  List.of(),
                  (in, row, out, listener) ->
                      digits(from.unsigned(), Cell.longs(in).value(row), Cell.bytes(out))));
      case BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
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

  static Optional<ColumnConversion> ofBool(Demand demand) {
    return switch (demand.to().kind()) {
      case BOOLEAN, INT -> Optional.of(Identity.PLAIN);
      case DECIMAL, BITS ->
          Optional.of(
              new Rule(
                  named(demand),
                  List.of(),
                  (in, row, out, listener) ->
                      digits(false, Cell.longs(in).value(row), Cell.bytes(out))));
      case REAL ->
          Optional.of(
              new Rule(
                  named(demand),
                  List.of(),
                  (in, row, out, listener) -> Cell.doubles(out).append(Cell.longs(in).value(row))));
      case CHAR, VARCHAR, TEXT, JSON ->
          Optional.of(
              TextConversions.rendered(
                  demand,
                  (in, row, out, listener) ->
                      Cell.bytes(out).append(Cell.longs(in).value(row) == 0 ? FALSE : TRUE)));
      case BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
          ENUM,
          SET,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          Optional.empty();
    };
  }

  /** Whether a number, 64 bits of the one type, is a number of the other. */
  static boolean fits(long value, boolean unsigned, Int to) {
    if (to.unsigned()) {
      boolean enough = to.bits() == 64 || value >>> to.bits() == 0;
      return enough && (unsigned || value >= 0);
    }
    long max = Long.MAX_VALUE >> (64 - to.bits());
    return unsigned ? value >= 0 && value <= max : value <= max && value >= -max - 1;
  }

  private static ColumnConversion intToInt(Demand demand, Int from, Int to) {
    boolean widens =
        from.unsigned() == to.unsigned()
            ? to.bits() >= from.bits()
            : from.unsigned() && to.bits() > from.bits();
    if (widens) {
      return Identity.PLAIN;
    }
    return new Guard(
        named(demand),
        List.of(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE)),
        (in, row) -> fits(Cell.longs(in).value(row), from.unsigned(), to),
        (in, row, out, listener) ->
            demand.unfit(
                Case.OUT_OF_RANGE,
                Losses.OUT_OF_RANGE,
                out,
                row,
                listener,
                text(from, Cell.longs(in).value(row)) + " is no " + to));
  }

  private static ColumnConversion intToDecimal(Demand demand, Int from, Decimal to) {
    boolean always = to.isUnbounded() || to.precision() - to.scale() >= digitsOf(from);
    return new Rule(
        named(demand),
        always ? List.of() : List.of(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE)),
        (in, row, out, listener) -> {
          BytesVector decimals = Cell.bytes(out);
          digits(from.unsigned(), Cell.longs(in).value(row), decimals);
          int start = decimals.start(row);
          if (!always
              && !Decimals.fits(
                  decimals.data(), start, decimals.length(row), to.precision(), to.scale())) {
            String detail = decimals.text(row) + " is no " + to;
            decimals.truncate(row);
            demand.unfit(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE, out, row, listener, detail);
          }
        });
  }

  private static int digitsOf(Int type) {
    return switch (type.bits()) {
      case 8 -> 3;
      case 16 -> 5;
      case 24 -> type.unsigned() ? 8 : 7;
      case 32 -> 10;
      default -> type.unsigned() ? 20 : 19;
    };
  }

  private static ColumnConversion intToReal(Demand demand, Int from, Real to) {
    boolean always = from.bits() < (to.bits() == 32 ? 25 : 54);
    return new Rule(
        named(demand),
        always ? List.of() : List.of(Losses.INEXACT),
        (in, row, out, listener) -> {
          long value = Cell.longs(in).value(row);
          boolean held =
              !(from.unsigned() && value < 0)
                  && Floats.isExact(value)
                  && (to.bits() == 64 || (float) value == (double) value);
          if (held) {
            Cell.doubles(out).append(value);
          } else {
            Cell.refuse(
                out, row, listener, Losses.INEXACT, text(from, value) + " is no exact " + to);
          }
        });
  }

  private static ColumnConversion intToBool() {
    return new Guard(
        "int-to-boolean",
        List.of(Losses.NOT_BOOLEAN),
        (in, row) -> (Cell.longs(in).value(row) & ~1L) == 0,
        (in, row, out, listener) ->
            Cell.refuse(
                out,
                row,
                listener,
                Losses.NOT_BOOLEAN,
                Cell.longs(in).value(row) + " is neither 0 nor 1"));
  }

  static void digits(boolean unsigned, long value, BytesVector out) {
    int at = out.reserve(Ascii.LONG_LENGTH);
    out.finish(
        unsigned
            ? Ascii.appendUnsignedLong(value, out.data(), at)
            : Ascii.appendLong(value, out.data(), at));
  }

  static String text(Int type, long value) {
    return type.unsigned() ? Long.toUnsignedString(value) : Long.toString(value);
  }
}

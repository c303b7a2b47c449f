package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.Floats;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Exact decimals. */
final class DecimalConversions {
  /** Decimals of so few bytes have digits that every double gives back as they were. */
  private static final int SAFE_LENGTH = 15;

  private DecimalConversions() {}

  static Optional<ColumnConversion> ofDecimal(Demand demand) {
    return switch (demand.to().kind()) {
      case DECIMAL -> Optional.of(decimalToDecimal(demand));
      case INT -> Optional.of(decimalToInt(demand, (Int) demand.to()));
      case REAL -> Optional.of(decimalToReal(demand, (Real) demand.to()));
      case CHAR, VARCHAR, TEXT -> Optional.of(TextConversions.asText(demand));
      case BOOLEAN,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
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

  private static ColumnConversion decimalToDecimal(Demand demand) {
    Decimal from = (Decimal) demand.from();
    Decimal to = (Decimal) demand.to();
    boolean special =
        demand.limits().notANumber() == NotANumber.KEPT
            && (!from.isUnbounded()
                || (to.isUnbounded() && demand.limits().allow(Special.INFINITE_REAL)));
    boolean wide =
        to.isUnbounded()
            || (!from.isUnbounded()
                && to.scale() >= from.scale()
                && to.precision() - to.scale() >= from.precision() - from.scale());
    if (special && wide) {
      return Identity.PLAIN;
    }
    return new Guard(
        named(demand),
        losses(demand, wide),
        (in, row) -> fits(Cell.bytes(in), row, to, demand.limits()),
        (in, row, out, listener) -> misfit(demand, Cell.bytes(in), row, out, listener));
  }

  private static List<Loss> losses(Demand demand, boolean wide) {
    List<Loss> losses = new ArrayList<>();
    if (!wide) {
      losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE));
      losses.add(Losses.NUMERIC_SCALE);
    }
    losses.addAll(RealConversions.specialLosses(demand));
    return losses;
  }

  private static boolean fits(BytesVector in, int row, Decimal to, TargetLimits limits) {
    byte[] data = in.data();
    int start = in.start(row);
    int length = in.length(row);
    if (Decimals.isNotANumber(data, start, length)) {
      return limits.notANumber() == NotANumber.KEPT;
    }
    if (Decimals.isInfinite(data, start, length)) {
      return limits.allow(Special.INFINITE_REAL) && to.isUnbounded();
    }
    return Decimals.fits(data, start, length, to.precision(), to.scale());
  }

  private static void misfit(
      Demand demand, BytesVector in, int row, ColumnVector out, ValueListener listener) {
    byte[] data = in.data();
    int start = in.start(row);
    int length = in.length(row);
    if (Decimals.isSpecial(data, start, length)) {
      boolean notANumber = Decimals.isNotANumber(data, start, length);
      RealConversions.special(demand, notANumber, row, out, listener);
      return;
    }
    Decimal to = (Decimal) demand.to();
    boolean tooLarge = Decimals.integerDigits(data, start, length) > to.precision() - to.scale();
    refuse(demand, tooLarge, Cell.shown(in, row), row, out, listener);
  }

  /** Appends the decimal that people read in a float if it fits the target, else refuses it. */
  static void settle(
      Demand demand, double value, int bits, int row, ColumnVector out, ValueListener listener) {
    BytesVector decimals = Cell.bytes(out);
    int start = decimals.reserve(Floats.TEXT_LENGTH);
    int end = Floats.append(value, bits, decimals.data(), start);
    if (isSettled(decimals.data(), start, end - start, demand)) {
      decimals.finish(end);
    } else {
      byte[] text = Arrays.copyOfRange(decimals.data(), start, end);
      settle(demand, text, 0, text.length, row, out, listener);
    }
  }

  /** A number, spelt as a batch holds it, that the target holds. */
  private static boolean isSettled(byte[] text, int start, int length, Demand demand) {
    Decimal to = (Decimal) demand.to();
    return Decimals.isPlain(text, start, length)
        && !Decimals.isSpecial(text, start, length)
        && Decimals.fits(text, start, length, to.precision(), to.scale());
  }

  /** Appends a decimal made by us if it fits the target, else refuses it. */
  static void settle(
      Demand demand,
      byte[] text,
      int start,
      int length,
      int row,
      ColumnVector out,
      ValueListener listener) {
    if (isSettled(text, start, length, demand)) {
      Cell.bytes(out).append(text, start, length);
      return;
    }
    BytesVector one = new BytesVector(1);
    if (!Decimals.append(text, start, length, one)) {
      Cell.refuse(
          out,
          row,
          listener,
          Losses.NOT_PARSED,
          "'" + new String(text, start, length, StandardCharsets.UTF_8) + "' is no decimal");
    } else if (fits(one, 0, (Decimal) demand.to(), demand.limits())) {
      out.appendFrom(one, 0);
    } else {
      misfit(demand, one, 0, out, new RowListener(listener, row));
    }
  }

  private static ColumnConversion decimalToInt(Demand demand, Int to) {
    return new Rule(
        named(demand),
        List.of(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE), Losses.NUMERIC_SCALE),
        (in, row, out, listener) -> {
          BytesVector decimals = Cell.bytes(in);
          byte[] data = decimals.data();
          int start = decimals.start(row);
          int length = Decimals.trimmedLength(data, start, decimals.length(row));
          boolean signed = Ascii.isLong(data, start, length);
          if (signed && NumberConversions.fits(Ascii.parseLong(data, start, length), false, to)) {
            Cell.longs(out).append(Ascii.parseLong(data, start, length));
          } else if (to.unsigned()
              && to.bits() == 64
              && Ascii.isUnsignedLong(data, start, length)) {
            Cell.longs(out).append(Ascii.parseUnsignedLong(data, start, length));
          } else {
            boolean fraction =
                !Decimals.isSpecial(data, start, length)
                    && Decimals.fractionDigits(data, start, length) > 0;
            refuse(demand, !fraction, Cell.shown(decimals, row), row, out, listener);
          }
        });
  }

  /** A float is taken as the decimal that people read in it: then 0.1 stays 0.1. */
  private static ColumnConversion decimalToReal(Demand demand, Real to) {
    List<Loss> losses = new ArrayList<>();
    losses.add(Losses.ROUNDED_FLOAT);
    losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE));
    losses.addAll(RealConversions.specialLosses(demand));
    return new Rule(
        named(demand),
        losses,
        (in, row, out, listener) -> {
          BytesVector decimals = Cell.bytes(in);
          byte[] data = decimals.data();
          int start = decimals.start(row);
          int length = decimals.length(row);
          if (Decimals.isSpecial(data, start, length)) {
            RealConversions.append(demand, Floats.parse(data, start, length), row, out, listener);
            return;
          }
          double exact = Floats.parse(data, start, length);
          double value = to.bits() == 32 ? Float.parseFloat(decimals.text(row)) : exact;
          if (Double.isInfinite(value)) {
            refuse(demand, true, Cell.shown(decimals, row), row, out, listener);
            return;
          }
          boolean surelyRead = to.bits() == 64 && length <= SAFE_LENGTH;
          if (!surelyRead && !isRead(value, to.bits(), decimals.text(row))) {
            listener.changed(row, Losses.ROUNDED_FLOAT.code());
          }
          Cell.doubles(out).append(value);
        });
  }

  private static boolean isRead(double value, int bits, String decimal) {
    return new BigDecimal(Floats.text(value, bits)).compareTo(new BigDecimal(decimal)) == 0;
  }

  /** The number is too large, or has too many digits behind its point. */
  private static void refuse(
      Demand demand,
      boolean tooLarge,
      String shown,
      int row,
      ColumnVector out,
      ValueListener listener) {
    String detail = shown + " is no " + demand.to();
    if (tooLarge) {
      demand.unfit(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE, out, row, listener, detail);
    } else {
      Cell.refuse(out, row, listener, Losses.NUMERIC_SCALE, detail);
    }
  }
}

package io.decant.converter.convert;

import static io.decant.converter.convert.TextConversions.named;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Floats;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Real;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Binary floats, and the two values of decimals that are no numbers. */
final class RealConversions {
  private RealConversions() {}

  static Optional<ColumnConversion> ofReal(Demand demand) {
    Real from = (Real) demand.from();
    return switch (demand.to().kind()) {
      case REAL -> Optional.of(realToReal(demand, from, (Real) demand.to()));
      case DECIMAL -> Optional.of(realToDecimal(demand, from));
      case CHAR, VARCHAR, TEXT ->
          Optional.of(
              TextConversions.rendered(
                  demand,
                  (in, row, out, listener) -> {
                    BytesVector texts = Cell.bytes(out);
                    int at = texts.reserve(Floats.TEXT_LENGTH);
                    double value = Cell.doubles(in).value(row);
                    texts.finish(Floats.append(value, from.bits(), texts.data(), at));
                  }));
      case INT,
          BOOLEAN,
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

  private static ColumnConversion realToReal(Demand demand, Real from, Real to) {
    TargetLimits limits = demand.limits();
    boolean narrows = to.bits() < from.bits();
    List<Loss> losses = new ArrayList<>();
    if (narrows) {
      losses.add(Losses.INEXACT);
    }
    losses.addAll(specialLosses(demand));
    if (!limits.allow(Special.NEGATIVE_ZERO)) {
      losses.add(Losses.NEG_ZERO);
    }
    if (losses.isEmpty()) {
      return Identity.PLAIN;
    }
    return new Guard(
        narrows ? "real-to-narrower-real" : "identity",
        losses,
        (in, row) -> held(Cell.doubles(in).value(row), to, limits),
        (in, row, out, listener) ->
            append(demand, Cell.doubles(in).value(row), row, out, listener));
  }

  private static boolean held(double value, Real to, TargetLimits limits) {
    if (Double.isNaN(value)) {
      return limits.notANumber() == NotANumber.KEPT;
    }
    if (Double.isInfinite(value)) {
      return limits.allow(Special.INFINITE_REAL);
    }
    if (value == 0) {
      return Double.doubleToRawLongBits(value) == 0 || limits.allow(Special.NEGATIVE_ZERO);
    }
    return to.bits() == 64 || (float) value == value;
  }

  /** Appends a float to a float column of the target as far as that holds it. */
  static void append(
      Demand demand, double value, int row, ColumnVector out, ValueListener listener) {
    Real to = (Real) demand.to();
    if (held(value, to, demand.limits())) {
      Cell.doubles(out).append(value);
    } else if (value == 0) {
      listener.changed(row, Losses.NEG_ZERO.code());
      Cell.doubles(out).append(0.0);
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      special(demand, Double.isNaN(value), row, out, listener);
    } else {
      Cell.refuse(
          out, row, listener, Losses.INEXACT, Floats.text(value, 64) + " is no exact " + to);
    }
  }

  /** What may happen to NaN and the infinities at this target. */
  static List<Loss> specialLosses(Demand demand) {
    boolean held = demand.limits().notANumber() == NotANumber.KEPT;
    boolean infinite =
        demand.limits().allow(Special.INFINITE_REAL)
            && !(demand.to() instanceof Decimal decimal && !decimal.isUnbounded());
    List<Loss> losses = new ArrayList<>();
    if (!held && isNulled(demand)) {
      losses.add(Losses.NAN_AS_NULL);
    }
    if (!infinite && demand.isNulled(Case.NAN)) {
      losses.add(Losses.INFINITY_AS_NULL);
    }
    if ((!infinite && !demand.isNulled(Case.NAN)) || (!held && !isNulled(demand))) {
      losses.add(Losses.FLOAT_NAN);
    }
    return losses;
  }

  /** NULL stands in for NaN: by the policy, or because the database itself does it. */
  private static boolean isNulled(Demand demand) {
    return demand.isNulled(Case.NAN)
        || (demand.policies().of(Case.NAN) == Answer.DEFAULT
            && demand.limits().notANumber() == NotANumber.AS_NULL
            && demand.nullable());
  }

  /** Deals with a NaN or an infinity that the target does not hold. */
  static void special(
      Demand demand, boolean notANumber, int row, ColumnVector out, ValueListener listener) {
    if (notANumber ? isNulled(demand) : demand.isNulled(Case.NAN)) {
      Loss loss = notANumber ? Losses.NAN_AS_NULL : Losses.INFINITY_AS_NULL;
      Cell.nullInstead(out, row, listener, loss);
    } else {
      Cell.refuse(out, row, listener, Losses.FLOAT_NAN, notANumber ? "NaN" : "an infinity");
    }
  }

  /** The decimal that people read in the float: 0.1 is 0.1, not 55 digits. */
  private static ColumnConversion realToDecimal(Demand demand, Real from) {
    List<Loss> losses = new ArrayList<>();
    if (!((Decimal) demand.to()).isUnbounded()) {
      losses.add(demand.loss(Case.OUT_OF_RANGE, Losses.OUT_OF_RANGE));
      losses.add(Losses.NUMERIC_SCALE);
    }
    losses.addAll(specialLosses(demand));
    losses.add(Losses.NEG_ZERO);
    return new Rule(
        named(demand),
        losses,
        (in, row, out, listener) -> {
          double value = Cell.doubles(in).value(row);
          if (value == 0 && Double.doubleToRawLongBits(value) != 0) {
            listener.changed(row, Losses.NEG_ZERO.code());
          }
          DecimalConversions.settle(demand, value, from.bits(), row, out, listener);
        });
  }
}

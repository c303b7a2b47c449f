package io.decant.converter.convert;

import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.schema.LogicalType;

/**
 * What a conversion is asked for.
 *
 * @param policies of the user, for values that do not fit
 * @param nullable the target's column holds NULL, so that a value may become NULL where that is the
 *     rule
 */
record Demand(
    LogicalType from,
    LogicalType to,
    TargetLimits limits,
    ValuePolicies policies,
    boolean nullable) {

  Demand from(LogicalType other) {
    return new Demand(other, to, limits, policies, nullable);
  }

  Demand to(LogicalType other) {
    return new Demand(from, other, limits, policies, nullable);
  }

  /** NULL stands in for such a value; a column that takes none refuses it. */
  boolean isNulled(Case value) {
    return nullable && policies.of(value) == Answer.NULL;
  }

  /** What such values cost: the refusal, unless they become NULL. */
  Loss loss(Case value, Loss refusal) {
    return isNulled(value) ? refusal.asNull() : refusal;
  }

  /** Deals with such a value as {@link #loss} declares it. */
  void unfit(
      Case value, Loss refusal, ColumnVector out, int row, ValueListener listener, String detail) {
    if (isNulled(value)) {
      Cell.nullInstead(out, row, listener, refusal);
    } else {
      Cell.refuse(out, row, listener, refusal, detail);
    }
  }

  /** The target is text of some kind. */
  boolean toText() {
    return isText(to);
  }

  static boolean isText(LogicalType type) {
    return switch (type.kind()) {
      case CHAR, VARCHAR, TEXT -> true;
      case INT,
          DECIMAL,
          REAL,
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
          false;
    };
  }
}

package io.decant.converter.convert;

import io.decant.converter.schema.LogicalType;

/**
 * What a conversion is asked for.
 *
 * @param nullable the target's column holds NULL, so that a value may become NULL where that is the
 *     rule
 */
record Demand(LogicalType from, LogicalType to, TargetLimits limits, boolean nullable) {

  Demand from(LogicalType other) {
    return new Demand(other, to, limits, nullable);
  }

  Demand to(LogicalType other) {
    return new Demand(from, other, limits, nullable);
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

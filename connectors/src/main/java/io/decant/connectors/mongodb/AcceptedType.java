package io.decant.connectors.mongodb;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;

/**
 * What a column's values are in a document.
 *
 * @param type how they lie in a batch
 * @param word the BSON type, as {@code connectors.documents} calls it
 */
record AcceptedType(LogicalType type, String word) {
  /** Digits of a Decimal128. Source: IEEE 754-2008, decimal128. */
  private static final int DECIMAL_DIGITS = 34;

  /** A Date counts milliseconds. */
  private static final int DATE_DIGITS = 3;

  /**
   * @param exact two values of it must stay two: it is in a key
   */
  static AcceptedType of(LogicalType type, boolean exact) {
    return switch (type.kind()) {
      case INT -> integer((Int) type);
      case DECIMAL -> decimal((Decimal) type);
      case REAL -> new AcceptedType(type, "double");
      case BOOLEAN -> new AcceptedType(type, "bool");
      case CHAR, VARCHAR, TEXT -> new AcceptedType(type, "string");
      case BYTES -> new AcceptedType(type, "binary");
      case DATE -> new AcceptedType(type, "date");
      case TIMESTAMP -> moment(type, ((Timestamp) type).precision(), exact);
      case TIMESTAMP_TZ -> moment(type, ((TimestampTz) type).precision(), exact);
      case UUID -> new AcceptedType(type, "uuid");
      case GEOMETRY -> new AcceptedType(type, "binary");
      case VARIANT -> new AcceptedType(type, "int64|double|string|binary");
      // In a key, two values are as equal as their texts.
      case JSON -> new AcceptedType(type, exact ? "string" : "json");
      case TIME, INTERVAL, ENUM, SET, BITS, ARRAY, NETWORK -> new AcceptedType(type, "string");
      case OPAQUE -> text();
    };
  }

  private static AcceptedType text() {
    return new AcceptedType(Text.UNLIMITED, "string");
  }

  private static AcceptedType integer(Int type) {
    int bits = type.unsigned() ? type.bits() + 1 : type.bits();
    if (bits > 64) {
      return new AcceptedType(new Decimal(20, 0), "decimal128");
    }
    return new AcceptedType(type, bits > 32 ? "int64" : "int32");
  }

  private static AcceptedType decimal(Decimal type) {
    boolean fits = type.precision() <= DECIMAL_DIGITS;
    return new AcceptedType(type, fits ? "decimal128" : "string");
  }

  private static AcceptedType moment(LogicalType type, int precision, boolean exact) {
    if (precision <= DATE_DIGITS) {
      return new AcceptedType(type, "date");
    }
    if (exact) {
      return new AcceptedType(type, "string");
    }
    LogicalType held =
        type.kind() == LogicalType.Kind.TIMESTAMP
            ? new Timestamp(DATE_DIGITS)
            : new TimestampTz(DATE_DIGITS);
    return new AcceptedType(held, "date");
  }
}

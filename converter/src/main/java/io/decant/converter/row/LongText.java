package io.decant.converter.row;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.nio.charset.StandardCharsets;

/**
 * Values that are carried as a {@code long}, as text: whole numbers in digits, booleans as {@code
 * true} and {@code false}, dates and times as {@link Temporals} writes them.
 */
public final class LongText {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private LongText() {}

  /**
   * Writes a value; a time finer than its type says is not cut.
   *
   * @param into has {@link Temporals#TEXT_LENGTH} bytes of room from {@code at} on
   * @return the offset behind it
   */
  public static int append(long value, LogicalType type, byte[] into, int at) {
    return switch (type.kind()) {
      case BOOLEAN -> word(value == 0 ? FALSE : TRUE, into, at);
      case DATE -> Temporals.appendDate(value, into, at);
      case TIME -> Temporals.appendTime(value, digits(value, ((Time) type).precision()), into, at);
      case TIMESTAMP ->
          Temporals.appendTimestamp(value, digits(value, ((Timestamp) type).precision()), into, at);
      case TIMESTAMP_TZ ->
          Temporals.appendTimestampTz(
              value, digits(value, ((TimestampTz) type).precision()), into, at);
      case INT ->
          ((Int) type).unsigned()
              ? Ascii.appendUnsignedLong(value, into, at)
              : Ascii.appendLong(value, into, at);
      case DECIMAL,
          REAL,
          CHAR,
          VARCHAR,
          TEXT,
          BYTES,
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
          throw new IllegalArgumentException(type + " is not carried as a long");
    };
  }

  private static int digits(long micros, int precision) {
    long unit = 1;
    for (int digit = precision; digit < 6; digit++) {
      unit *= 10;
    }
    return micros % unit == 0 || Temporals.isInfinite(micros) ? precision : 6;
  }

  private static int word(byte[] word, byte[] into, int at) {
    System.arraycopy(word, 0, into, at, word.length);
    return at + word.length;
  }
}

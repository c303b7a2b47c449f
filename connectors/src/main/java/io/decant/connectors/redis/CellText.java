package io.decant.connectors.redis;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.LogicalType.Real;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * How the value of a column is spelt in Redis, where all is bytes: numbers, dates and times as
 * people write them, booleans {@code true} and {@code false}, UUIDs in lower case with hyphens, all
 * else as it lies in a batch.
 */
final class CellText {
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private CellText() {}

  /**
   * Appends what {@link Spelling} spelt so.
   *
   * @return false when the text is no value of the type; then nothing was appended
   */
  static boolean read(byte[] text, int from, int length, LogicalType type, ColumnVector into) {
    return switch (type.carrier()) {
      case LONG -> readLong(text, from, length, type, (LongVector) into);
      case DOUBLE ->
          readDouble(
              text,
              from,
              length,
              type instanceof Real real ? real.bits() : 64,
              (DoubleVector) into);
      case BYTES -> readBytes(text, from, length, type, (BytesVector) into);
    };
  }

  private static boolean readLong(
      byte[] text, int from, int length, LogicalType type, LongVector into) {
    long value;
    switch (type.kind()) {
      case BOOLEAN -> {
        boolean yes = Arrays.equals(text, from, from + length, TRUE, 0, TRUE.length);
        if (!yes && !Arrays.equals(text, from, from + length, FALSE, 0, FALSE.length)) {
          return false;
        }
        value = yes ? 1 : 0;
      }
      case DATE -> value = Temporals.parseDate(text, from, length);
      case TIME -> value = Temporals.parseTime(text, from, length);
      case TIMESTAMP -> value = Temporals.parseTimestamp(text, from, length);
      case TIMESTAMP_TZ -> value = Temporals.parseTimestampTz(text, from, length);
      default -> {
        boolean unsigned = type instanceof Int number && number.unsigned();
        if (unsigned
            ? !Ascii.isUnsignedLong(text, from, length)
            : !Ascii.isLong(text, from, length)) {
          return false;
        }
        value =
            unsigned
                ? Ascii.parseUnsignedLong(text, from, length)
                : Ascii.parseLong(text, from, length);
        if (!fits(value, (Int) type)) {
          return false;
        }
      }
    }
    if (value == Temporals.INVALID && type.kind() != Kind.INT) {
      return false;
    }
    into.append(value);
    return true;
  }

  private static boolean fits(long value, Int type) {
    if (type.bits() == 64) {
      return true;
    }
    long values = 1L << (type.unsigned() ? type.bits() : type.bits() - 1);
    return value < values && value >= (type.unsigned() ? 0 : -values);
  }

  /** Redis itself writes the infinities of a score as inf and -inf. */
  private static boolean readDouble(
      byte[] text, int from, int length, int bits, DoubleVector into) {
    boolean negative = length == 4 && text[from] == '-';
    if (length == (negative ? 4 : 3) && text[from + length - 3] == 'i') {
      into.append(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      return true;
    }
    try {
      into.append(
          bits == 32
              ? Float.parseFloat(new String(text, from, length, StandardCharsets.US_ASCII))
              : Floats.parse(text, from, length));
      return true;
    } catch (NumberFormatException noNumber) {
      return false;
    }
  }

  private static boolean readBytes(
      byte[] text, int from, int length, LogicalType type, BytesVector into) {
    switch (type.kind()) {
      case UUID -> {
        if (!UuidText.isCanonical(text, from, length)) {
          return false;
        }
        int at = into.reserve(16);
        UuidText.parse(text, from, into.data(), at);
        into.finish(at + 16);
      }
      case DECIMAL -> {
        return Decimals.append(text, from, length, into);
      }
      case CHAR, VARCHAR, TEXT, ENUM, SET, NETWORK, OPAQUE -> {
        if (!Utf8.isValid(text, from, length)) {
          return false;
        }
        into.append(text, from, length);
      }
      case JSON -> {
        if (!JsonText.isValid(text, from, length)) {
          return false;
        }
        into.append(text, from, length);
      }
      default -> into.append(text, from, length);
    }
    return true;
  }
}

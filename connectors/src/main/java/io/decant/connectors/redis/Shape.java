package io.decant.connectors.redis;

import io.decant.converter.row.Decimals;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Uuid;
import java.util.Arrays;

/**
 * What sampled values have in common. A type is chosen only if every one of them is spelt as the
 * type itself would be spelt, so that the bytes can be told from the value.
 */
final class Shape {
  private static final byte[] LOG_LOG = {'H', 'Y', 'L', 'L'};

  /** Digits that a decimal with a fixed scale gets, so that larger numbers fit too. */
  private static final int USUAL_DIGITS = 18;

  private static final int MOST_DIGITS = 38;

  /** What larger numbers may have more than those of the sample. */
  private static final int SPARE_DIGITS = 4;

  private long values;
  private long integers;
  private long decimals;
  private long trimmed;
  private long uuids;
  private long dates;
  private long json;
  private long binary;
  private long logLogs;
  private int minScale = Integer.MAX_VALUE;
  private int maxScale;
  private int longest;

  void add(byte[] value) {
    int length = value.length;
    values++;
    longest = Math.max(longest, length);
    if (SegmentKind.isCanonicalInteger(value, 0, length)) {
      integers++;
    }
    if (isDecimal(value, 0, length)) {
      decimals++;
      int scale = scale(value, 0, length);
      minScale = Math.min(minScale, scale);
      maxScale = Math.max(maxScale, scale);
      trimmed += isTrimmed(value, 0, length) ? 1 : 0;
    }
    uuids += UuidText.isCanonical(value, 0, length) ? 1 : 0;
    dates += SegmentKind.isDate(value, 0, length) ? 1 : 0;
    json += isStructure(value, 0, length) ? 1 : 0;
    binary += Utf8.isValid(value, 0, length) ? 0 : 1;
    boolean logLog =
        length > LOG_LOG.length
            && Arrays.equals(value, 0, LOG_LOG.length, LOG_LOG, 0, LOG_LOG.length);
    logLogs += logLog ? 1 : 0;
  }

  /** A plain decimal, not special, no minus zero. */
  static boolean isDecimal(byte[] text, int from, int length) {
    return Decimals.isPlain(text, from, length) && !Decimals.isSpecial(text, from, length);
  }

  static int scale(byte[] text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (text[i] == '.') {
        return from + length - i - 1;
      }
    }
    return 0;
  }

  static boolean isTrimmed(byte[] text, int from, int length) {
    return Decimals.trimmedLength(text, from, length) == length;
  }

  /** JSON that is an object or an array; a bare number or word could be anything. */
  static boolean isStructure(byte[] text, int from, int length) {
    return length >= 2
        && (text[from] == '{' || text[from] == '[')
        && JsonText.isValid(text, from, length);
  }

  LogicalType type() {
    if (values == 0) {
      return Text.UNLIMITED;
    }
    if (binary > 0 || logLogs == values) {
      return Bytes.UNLIMITED;
    }
    if (integers == values) {
      return new Int(64, false);
    }
    if (decimals == values && minScale == maxScale && minScale > 0 && longest < MOST_DIGITS) {
      boolean usual = longest + SPARE_DIGITS <= USUAL_DIGITS;
      return new Decimal(usual ? USUAL_DIGITS : MOST_DIGITS, minScale);
    }
    if (decimals == values && trimmed == values) {
      return Decimal.UNBOUNDED;
    }
    if (uuids == values) {
      return new Uuid();
    }
    if (dates == values) {
      return new Date();
    }
    return json == values ? new Json(false) : Text.UNLIMITED;
  }

  long values() {
    return values;
  }

  int longest() {
    return longest;
  }

  /** Why the type is what it is. */
  String evidence() {
    if (values == 0) {
      return "no value was seen";
    }
    if (logLogs == values) {
      return "HYPERLOGLOG: all " + values + " sampled values begin as a HyperLogLog does";
    }
    if (binary > 0) {
      return "NOT_UTF8: %d of %d sampled values are no text; a bitmap looks so too"
          .formatted(binary, values);
    }
    return values + " values sampled";
  }

  /**
   * Whether the value is spelt as the type is: then the type can hold it, and the bytes are known
   * from the value.
   */
  static boolean fits(byte[] value, LogicalType type) {
    int length = value.length;
    return switch (type.kind()) {
      case INT -> SegmentKind.isCanonicalInteger(value, 0, length);
      case DECIMAL -> fitsDecimal(value, (Decimal) type);
      case UUID -> UuidText.isCanonical(value, 0, length);
      case DATE -> SegmentKind.isDate(value, 0, length);
      case JSON -> isStructure(value, 0, length);
      case BYTES -> true;
      default -> Utf8.isValid(value, 0, length);
    };
  }

  private static boolean fitsDecimal(byte[] value, Decimal type) {
    int length = value.length;
    if (!isDecimal(value, 0, length)) {
      return false;
    }
    return type.isUnbounded()
        ? isTrimmed(value, 0, length)
        : scale(value, 0, length) == type.scale()
            && Decimals.fits(value, 0, length, type.precision(), type.scale());
  }
}

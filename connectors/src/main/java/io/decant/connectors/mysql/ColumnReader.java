package io.decant.connectors.mysql;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;

/**
 * One column's way from the text that the server prints into a batch, chosen once a split.
 *
 * @param printed what is selected, so that the server prints the value without a loss
 * @param plain what is selected where the server sends numbers and dates in binary, and prints the
 *     rest
 * @param decoder makes a value of what it prints
 */
record ColumnReader(String printed, String plain, Decoder decoder) {

  /** Appends a value, or says what is wrong with it; then it may have appended nothing. */
  @FunctionalInterface
  interface Decoder {
    /**
     * @param text holds what the server printed, from {@code offset} on
     * @return the code of a problem, or empty
     */
    String decode(byte[] text, int offset, int length, ColumnVector into);
  }

  static final String NOT_BOOLEAN = "NOT_BOOLEAN";
  static final String INVALID_UTF8 = "INVALID_UTF8";
  static final String INVALID_DATE = "INVALID_DATE";

  private static final String READ = "";

  /** Stands for an enum's error value where the empty text is a label, too; itself no label. */
  private static final byte ENUM_ERROR = 0;

  private static final byte[] ERROR_LABEL = {ENUM_ERROR};

  static ColumnReader of(Column column, MySqlDialect dialect) {
    String name = dialect.quote(column.name());
    return switch (column.type().kind()) {
      case INT -> of(name, integer(((Int) column.type()).unsigned()));
      // Leading zeros of a zerofill column are display only; adding 0 takes them off.
      case DECIMAL ->
          of(
              NativeType.parse(column.nativeType()).zerofill() ? name + " + 0" : name,
              ColumnReader::decimal);
      case REAL -> real(name, column);
      // A BIT(1) shows a raw byte, a TINYINT a digit; as numbers they look the same.
      case BOOLEAN -> new ColumnReader(name + " + 0", name, ColumnReader::bool);
      case CHAR, VARCHAR, TEXT, INTERVAL, JSON, SET, ARRAY, NETWORK, VARIANT, OPAQUE ->
          of(name, ColumnReader::text);
      case BYTES, GEOMETRY -> of(name, ColumnReader::bytes);
      case DATE -> of(name, temporal(Temporals::parseDate));
      case TIME -> of(name, temporal(Temporals::parseTime));
      case TIMESTAMP, TIMESTAMP_TZ -> of(name, temporal(Temporals::parseTimestamp));
      case UUID -> of(name, ColumnReader::uuid);
      case ENUM -> label(name, (Enumerated) column.type());
      case BITS -> of(name, bits(((Bits) column.type()).length()));
    };
  }

  private static ColumnReader of(String expression, Decoder decoder) {
    return new ColumnReader(expression, expression, decoder);
  }

  private static Decoder integer(boolean unsigned) {
    return unsigned
        ? (text, offset, length, into) -> {
          ((LongVector) into).append(Ascii.parseUnsignedLong(text, offset, length));
          return READ;
        }
        : (text, offset, length, into) -> {
          ((LongVector) into).append(Ascii.parseLong(text, offset, length));
          return READ;
        };
  }

  private static String decimal(byte[] text, int offset, int length, ColumnVector into) {
    return Decimals.append(text, offset, length, (BytesVector) into) ? READ : "INVALID_DECIMAL";
  }

  /**
   * Asked for by name alone, a FLOAT prints six digits; adding 0 would lose the sign of -0. A
   * DOUBLE(20,4) is what it prints: the number that it keeps may be off by a few bits, which the
   * server cuts from every text.
   */
  private static ColumnReader real(String name, Column column) {
    if (((Real) column.type()).bits() == 32) {
      return new ColumnReader(name + " * 1e0", name, ColumnReader::real);
    }
    boolean rounded = !NativeType.parse(column.nativeType()).arguments().isEmpty();
    return new ColumnReader(name, rounded ? "concat(" + name + ")" : name, ColumnReader::real);
  }

  private static String real(byte[] text, int offset, int length, ColumnVector into) {
    ((DoubleVector) into).append(Floats.parse(text, offset, length));
    return READ;
  }

  private static String bool(byte[] text, int offset, int length, ColumnVector into) {
    if (length != 1 || (text[offset] != '0' && text[offset] != '1')) {
      return NOT_BOOLEAN;
    }
    ((LongVector) into).append(text[offset] - '0');
    return READ;
  }

  private static String text(byte[] text, int offset, int length, ColumnVector into) {
    ((BytesVector) into).append(text, offset, length);
    return Utf8.isValid(text, offset, length) ? READ : INVALID_UTF8;
  }

  private static String bytes(byte[] bytes, int offset, int length, ColumnVector into) {
    ((BytesVector) into).append(bytes, offset, length);
    return READ;
  }

  private interface Parser {
    long parse(byte[] text, int offset, int length);
  }

  private static Decoder temporal(Parser parser) {
    return (text, offset, length, into) -> {
      long value = parser.parse(text, offset, length);
      if (value == Temporals.INVALID) {
        return INVALID_DATE;
      }
      ((LongVector) into).append(value);
      return READ;
    };
  }

  private static String uuid(byte[] text, int offset, int length, ColumnVector into) {
    byte[] uuid = new byte[16];
    int digits = 0;
    for (int i = offset; i < offset + length; i++) {
      int digit = Character.digit(text[i], 16);
      if (digit >= 0 && digits < 32) {
        uuid[digits / 2] = (byte) (uuid[digits / 2] << 4 | digit);
        digits++;
      }
    }
    if (digits != 32) {
      return "INVALID_UUID";
    }
    ((BytesVector) into).append(uuid);
    return READ;
  }

  /** The error value that a careless insert left behind prints as an empty text. */
  private static ColumnReader label(String name, Enumerated type) {
    boolean emptyLabel = type.labels().contains("");
    String expression = emptyLabel ? "IF(" + name + " + 0 = 0, '\\0', " + name + ")" : name;
    return of(
        expression,
        (text, offset, length, into) -> {
          boolean error = emptyLabel ? length == 1 && text[offset] == ENUM_ERROR : length == 0;
          return error ? text(ERROR_LABEL, 0, 1, into) : text(text, offset, length, into);
        });
  }

  private static Decoder bits(int count) {
    return (text, offset, length, into) -> {
      BytesVector digits = (BytesVector) into;
      int start = digits.reserve(count);
      for (int i = 0; i < count; i++) {
        int bit = count - 1 - i;
        int at = length - 1 - bit / 8;
        boolean set = at >= 0 && (text[offset + at] >> bit % 8 & 1) == 1;
        digits.data()[start + i] = (byte) (set ? '1' : '0');
      }
      digits.finish(start + count);
      return READ;
    };
  }
}

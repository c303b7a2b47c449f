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
 * One column's way from the text protocol into a batch, chosen once a split.
 *
 * @param expression what is selected, so that the server prints the value without a loss
 * @param decoder makes a value of what it prints
 */
record ColumnReader(String expression, Decoder decoder) {

  /** Appends a value, or says what is wrong with it; then it may have appended nothing. */
  @FunctionalInterface
  interface Decoder {
    /**
     * @param text what the server printed; never NULL
     * @return the code of a problem, or empty
     */
    String decode(byte[] text, ColumnVector into);
  }

  private static final String READ = "";

  /** Stands for an enum's error value where the empty text is a label, too; itself no label. */
  private static final byte ENUM_ERROR = 0;

  static ColumnReader of(Column column, MySqlDialect dialect) {
    String name = dialect.quote(column.name());
    return switch (column.type().kind()) {
      case INT -> new ColumnReader(name, integer(((Int) column.type()).unsigned()));
      // Leading zeros of a zerofill column are display only; adding 0 takes them off.
      case DECIMAL ->
          new ColumnReader(
              NativeType.parse(column.nativeType()).zerofill() ? name + " + 0" : name,
              ColumnReader::decimal);
      // Asked for by name alone, a FLOAT shows six digits; adding 0 would lose the sign of -0.
      case REAL ->
          new ColumnReader(
              ((Real) column.type()).bits() == 32 ? name + " * 1e0" : name, ColumnReader::real);
      // A BIT(1) shows a raw byte, a TINYINT a digit; as numbers they look the same.
      case BOOLEAN -> new ColumnReader(name + " + 0", ColumnReader::bool);
      case CHAR, VARCHAR, TEXT, INTERVAL, JSON, SET, ARRAY, NETWORK, VARIANT, OPAQUE ->
          new ColumnReader(name, ColumnReader::text);
      case BYTES, GEOMETRY -> new ColumnReader(name, ColumnReader::bytes);
      case DATE -> new ColumnReader(name, temporal(Temporals::parseDate));
      case TIME -> new ColumnReader(name, temporal(Temporals::parseTime));
      case TIMESTAMP, TIMESTAMP_TZ -> new ColumnReader(name, temporal(Temporals::parseTimestamp));
      case UUID -> new ColumnReader(name, ColumnReader::uuid);
      case ENUM -> label(name, (Enumerated) column.type());
      case BITS -> new ColumnReader(name, bits(((Bits) column.type()).length()));
    };
  }

  private static Decoder integer(boolean unsigned) {
    return unsigned
        ? (text, into) -> {
          ((LongVector) into).append(Ascii.parseUnsignedLong(text, 0, text.length));
          return READ;
        }
        : (text, into) -> {
          ((LongVector) into).append(Ascii.parseLong(text, 0, text.length));
          return READ;
        };
  }

  private static String decimal(byte[] text, ColumnVector into) {
    return Decimals.append(text, 0, text.length, (BytesVector) into) ? READ : "INVALID_DECIMAL";
  }

  private static String real(byte[] text, ColumnVector into) {
    ((DoubleVector) into).append(Floats.parse(text, 0, text.length));
    return READ;
  }

  private static String bool(byte[] text, ColumnVector into) {
    if (text.length != 1 || (text[0] != '0' && text[0] != '1')) {
      return "NOT_BOOLEAN";
    }
    ((LongVector) into).append(text[0] - '0');
    return READ;
  }

  private static String text(byte[] text, ColumnVector into) {
    ((BytesVector) into).append(text);
    return Utf8.isValid(text, 0, text.length) ? READ : "INVALID_UTF8";
  }

  private static String bytes(byte[] bytes, ColumnVector into) {
    ((BytesVector) into).append(bytes);
    return READ;
  }

  private interface Parser {
    long parse(byte[] text, int offset, int length);
  }

  private static Decoder temporal(Parser parser) {
    return (text, into) -> {
      long value = parser.parse(text, 0, text.length);
      if (value == Temporals.INVALID) {
        return "INVALID_DATE";
      }
      ((LongVector) into).append(value);
      return READ;
    };
  }

  private static String uuid(byte[] text, ColumnVector into) {
    byte[] uuid = new byte[16];
    int digits = 0;
    for (byte b : text) {
      int digit = Character.digit(b, 16);
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
    return new ColumnReader(
        expression,
        (text, into) -> {
          boolean error = emptyLabel ? text.length == 1 && text[0] == ENUM_ERROR : text.length == 0;
          return text(error ? new byte[] {ENUM_ERROR} : text, into);
        });
  }

  private static Decoder bits(int length) {
    return (text, into) -> {
      byte[] digits = new byte[length];
      for (int i = 0; i < length; i++) {
        int bit = length - 1 - i;
        int at = text.length - 1 - bit / 8;
        digits[i] = (byte) (at >= 0 && (text[at] >> bit % 8 & 1) == 1 ? '1' : '0');
      }
      ((BytesVector) into).append(digits);
      return READ;
    };
  }
}

package io.decant.converter.row;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.LogicalType.Real;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Values in words for people: reject files, keys in messages, differences. Bytes are {@code
 * \x0aff}, booleans 1 and 0, NULL is {@code NULL}; a text is shown as it is, so a text of that word
 * looks the same.
 */
public final class ValueText {
  private static final HexFormat HEX = HexFormat.of();

  private ValueText() {}

  /** The whole value. */
  public static String of(ColumnVector column, LogicalType type, int row) {
    if (column.isNull(row)) {
      return "NULL";
    }
    return switch (type.carrier()) {
      case LONG -> ofLong(((LongVector) column).value(row), type);
      case DOUBLE ->
          Floats.text(
              ((DoubleVector) column).value(row), type instanceof Real real ? real.bits() : 64);
      case BYTES -> ofBytes((BytesVector) column, type, row, Integer.MAX_VALUE);
    };
  }

  /** At most so many characters of the value, with {@code ...} at the end where it was cut. */
  public static String of(ColumnVector column, LogicalType type, int row, int maxLength) {
    String text =
        !column.isNull(row) && column instanceof BytesVector bytes
            ? ofBytes(bytes, type, row, 4 * maxLength + 4)
            : of(column, type, row);
    if (text.length() <= maxLength) {
      return text;
    }
    int cut = Math.max(0, maxLength - 3);
    boolean inside = cut > 0 && Character.isHighSurrogate(text.charAt(cut - 1));
    return text.substring(0, inside ? cut - 1 : cut) + "...";
  }

  private static String ofLong(long value, LogicalType type) {
    byte[] buffer = new byte[Temporals.TEXT_LENGTH];
    int end =
        type.kind() == Kind.BOOLEAN
            ? Ascii.appendLong(value, buffer, 0)
            : LongText.append(value, type, buffer, 0);
    return new String(buffer, 0, end, StandardCharsets.US_ASCII);
  }

  private static String ofBytes(BytesVector column, LogicalType type, int row, int maxBytes) {
    int start = column.start(row);
    int length = Math.min(column.length(row), maxBytes);
    return switch (type.kind()) {
      case BYTES, GEOMETRY -> hex(column.data(), start, length);
      case UUID -> length == 16 ? uuid(column.data(), start) : hex(column.data(), start, length);
      case VARIANT -> ofVariant(column.data(), start, length);
      case INT,
          DECIMAL,
          REAL,
          BOOLEAN,
          CHAR,
          VARCHAR,
          TEXT,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          JSON,
          ENUM,
          SET,
          BITS,
          ARRAY,
          NETWORK,
          OPAQUE ->
          new String(column.data(), start, length, StandardCharsets.UTF_8);
    };
  }

  private static String ofVariant(byte[] data, int start, int length) {
    if (length == 0) {
      return "";
    }
    return switch (data[start]) {
      case 'r' -> Floats.text(BigEndian.doubleAt(data, start + 1), 64);
      case 'b' -> hex(data, start + 1, length - 1);
      default -> new String(data, start + 1, length - 1, StandardCharsets.UTF_8);
    };
  }

  private static String hex(byte[] data, int start, int length) {
    return "\\x" + HEX.formatHex(data, start, start + length);
  }

  private static String uuid(byte[] data, int start) {
    byte[] text = new byte[UuidText.LENGTH];
    UuidText.append(data, start, text, 0);
    return new String(text, StandardCharsets.US_ASCII);
  }
}

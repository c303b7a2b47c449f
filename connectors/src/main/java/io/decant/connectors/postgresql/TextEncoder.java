package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Fields of COPY's text format, for tables with a column that has no binary encoder. Slower by some
 * text objects; every type has one.
 */
final class TextEncoder {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private TextEncoder() {}

  static ColumnEncoder of(LogicalType type) {
    return switch (type.kind()) {
      case INT -> (column, row, out) -> ascii(Long.toString(longAt(column, row)), out);
      case BOOLEAN -> (column, row, out) -> out.putByte(longAt(column, row) == 0 ? 'f' : 't');
      case REAL ->
          ((LogicalType.Real) type).bits() == 32
              ? (column, row, out) -> ascii(Float.toString((float) doubleAt(column, row)), out)
              : (column, row, out) -> ascii(Double.toString(doubleAt(column, row)), out);
      case DECIMAL, INTERVAL, BITS -> TextEncoder::raw;
      case CHAR, VARCHAR, TEXT, JSON, ENUM, NETWORK, OPAQUE -> TextEncoder::escaped;
      case BYTES -> TextEncoder::hex;
      case DATE -> (column, row, out) -> ascii(date(longAt(column, row)), out);
      case TIME -> (column, row, out) -> ascii(time(longAt(column, row)), out);
      case TIMESTAMP, TIMESTAMP_TZ ->
          (column, row, out) -> ascii(timestamp(longAt(column, row)), out);
      case UUID -> TextEncoder::uuid;
      case ARRAY -> array((ArrayOf) type);
      case SET, GEOMETRY, VARIANT ->
          throw new IllegalArgumentException("PostgreSQL has no column of type " + type);
    };
  }

  private static long longAt(ColumnVector column, int row) {
    return ((LongVector) column).value(row);
  }

  private static double doubleAt(ColumnVector column, int row) {
    return ((DoubleVector) column).value(row);
  }

  private static void ascii(String text, CopyBuffer out) throws SQLException {
    byte[] bytes = text.getBytes(US_ASCII);
    out.putBytes(bytes, 0, bytes.length);
  }

  private static void raw(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector bytes = (BytesVector) column;
    out.putBytes(bytes.data(), bytes.start(row), bytes.length(row));
  }

  private static void escaped(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector bytes = (BytesVector) column;
    escape(bytes.data(), bytes.start(row), bytes.length(row), out);
  }

  private static void escape(byte[] data, int offset, int length, CopyBuffer out)
      throws SQLException {
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      int escape =
          switch (data[i]) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
          };
      if (escape != 0) {
        out.putBytes(data, from, i - from);
        out.putByte('\\');
        out.putByte(escape);
        from = i + 1;
      }
    }
    out.putBytes(data, from, offset + length - from);
  }

  private static void hex(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector bytes = (BytesVector) column;
    ascii("\\\\x", out);
    for (int i = bytes.start(row); i < bytes.start(row) + bytes.length(row); i++) {
      out.putByte(HEX[bytes.data()[i] >> 4 & 15]);
      out.putByte(HEX[bytes.data()[i] & 15]);
    }
  }

  private static void uuid(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector bytes = (BytesVector) column;
    out.require(UuidText.LENGTH);
    out.written(UuidText.append(bytes.data(), bytes.start(row), out.data(), out.size()));
  }

  private static ColumnEncoder array(ArrayOf type) {
    char delimiter = PostgresTypes.arrayDelimiter(type);
    return (column, row, out) -> {
      BytesVector json = (BytesVector) column;
      byte[] literal =
          ArrayText.toLiteral(json.data(), json.start(row), json.length(row), delimiter);
      escape(literal, 0, literal.length, out);
    };
  }

  private static String date(long day) {
    if (Temporals.isInfinite(day)) {
      return day > 0 ? "infinity" : "-infinity";
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    int year = date.getYear();
    return String.format(
        "%04d-%02d-%02d%s",
        year > 0 ? year : 1 - year,
        date.getMonthValue(),
        date.getDayOfMonth(),
        year > 0 ? "" : " BC");
  }

  private static String time(long micros) {
    return micros == Temporals.MICROS_PER_DAY
        ? "24:00:00"
        : LocalTime.ofNanoOfDay(micros * 1000).toString();
  }

  private static String timestamp(long micros) {
    if (Temporals.isInfinite(micros)) {
      return date(micros);
    }
    String date = date(Math.floorDiv(micros, Temporals.MICROS_PER_DAY));
    String time = time(Math.floorMod(micros, Temporals.MICROS_PER_DAY));
    return date.endsWith(" BC")
        ? date.substring(0, date.length() - 3) + " " + time + "Z BC"
        : date + " " + time + "Z";
  }
}

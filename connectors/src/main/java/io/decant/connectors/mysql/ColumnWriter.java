package io.decant.connectors.mysql;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;

/** One column's way from a batch to the server, chosen once a split. */
@FunctionalInterface
interface ColumnWriter {

  /** Appends a value that is not NULL. */
  void write(ColumnVector from, int row, RowBuffer out);

  /** As a field of LOAD DATA: text and bytes alike as they are, but for what must be escaped. */
  static ColumnWriter field(Column column) {
    return switch (column.type().kind()) {
      case INT ->
          column.nativeType().startsWith("year")
              ? ColumnWriter::year
              : integer(((Int) column.type()).unsigned());
      case DECIMAL -> ColumnWriter::ascii;
      case REAL -> ColumnWriter::real;
      case BOOLEAN -> column.nativeType().equals("bit(1)") ? ColumnWriter::bit : integer(false);
      case CHAR,
          VARCHAR,
          TEXT,
          BYTES,
          INTERVAL,
          ENUM,
          SET,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          ColumnWriter::escaped;
      case JSON ->
          ((Json) column.type()).normalised() ? ColumnWriter::parsedJson : ColumnWriter::escaped;
      case DATE -> ColumnWriter::date;
      case TIME, TIMESTAMP, TIMESTAMP_TZ -> instant(column);
      case UUID -> ColumnWriter::uuid;
      case BITS -> ColumnWriter::bits;
    };
  }

  /** As a literal of INSERT. */
  static ColumnWriter literal(Column column) {
    ColumnWriter field = field(column);
    return switch (column.type().kind()) {
      case INT, DECIMAL -> field;
      case BOOLEAN -> integer(false);
      // Bare, 0.1 would be a decimal first and a float afterwards.
      case REAL, DATE, TIME, TIMESTAMP, TIMESTAMP_TZ, UUID -> quoted(field);
      case CHAR, VARCHAR, TEXT, INTERVAL, JSON, ENUM, SET, ARRAY, NETWORK, OPAQUE, VARIANT ->
          quoted(field);
      case BYTES, GEOMETRY -> ColumnWriter::hexLiteral;
      case BITS -> ColumnWriter::bitLiteral;
    };
  }

  private static ColumnWriter quoted(ColumnWriter field) {
    return (from, row, out) -> {
      out.append('\'');
      field.write(from, row, out);
      out.append('\'');
    };
  }

  private static ColumnWriter integer(boolean unsigned) {
    return unsigned
        ? (from, row, out) -> out.unsignedNumber(((LongVector) from).value(row))
        : (from, row, out) -> out.number(((LongVector) from).value(row));
  }

  /** Of a text, '0' would be the year 2000 (MySQL manual, The YEAR Type); '0000' is no year. */
  private static void year(ColumnVector from, int row, RowBuffer out) {
    long year = ((LongVector) from).value(row);
    if (year == 0) {
      out.append("0000");
    } else {
      out.number(year);
    }
  }

  private static ColumnWriter instant(Column column) {
    if (column.type() instanceof Time time) {
      return (from, row, out) -> out.time(((LongVector) from).value(row), time.precision());
    }
    int digits =
        column.type() instanceof Timestamp timestamp
            ? timestamp.precision()
            : ((TimestampTz) column.type()).precision();
    return (from, row, out) -> out.timestamp(((LongVector) from).value(row), digits);
  }

  private static void ascii(ColumnVector from, int row, RowBuffer out) {
    BytesVector bytes = (BytesVector) from;
    out.append(bytes.data(), bytes.start(row), bytes.length(row));
  }

  private static void escaped(ColumnVector from, int row, RowBuffer out) {
    BytesVector bytes = (BytesVector) from;
    out.escaped(bytes.data(), bytes.start(row), bytes.length(row));
  }

  private static void parsedJson(ColumnVector from, int row, RowBuffer out) {
    BytesVector json = (BytesVector) from;
    JsonSpelling.append(json.data(), json.start(row), json.length(row), out);
  }

  private static void real(ColumnVector from, int row, RowBuffer out) {
    out.real(((DoubleVector) from).value(row));
  }

  private static void date(ColumnVector from, int row, RowBuffer out) {
    out.date(((LongVector) from).value(row));
  }

  /** A single bit as the byte that the column stores. */
  private static void bit(ColumnVector from, int row, RowBuffer out) {
    byte[] bit = {(byte) ((LongVector) from).value(row)};
    out.escaped(bit, 0, 1);
  }

  private static void bits(ColumnVector from, int row, RowBuffer out) {
    byte[] packed = packed((BytesVector) from, row);
    out.escaped(packed, 0, packed.length);
  }

  /** Digits as the bytes that the column stores. */
  static byte[] packed(BytesVector digits, int row) {
    int length = digits.length(row);
    byte[] packed = new byte[(length + 7) / 8];
    for (int i = 0; i < length; i++) {
      int bit = length - 1 - i;
      if (digits.data()[digits.start(row) + i] == '1') {
        packed[packed.length - 1 - bit / 8] |= (byte) (1 << bit % 8);
      }
    }
    return packed;
  }

  static void uuid(ColumnVector from, int row, RowBuffer out) {
    BytesVector bytes = (BytesVector) from;
    out.uuid(bytes.data(), bytes.start(row));
  }

  private static void hexLiteral(ColumnVector from, int row, RowBuffer out) {
    BytesVector bytes = (BytesVector) from;
    out.append("x'");
    out.hex(bytes.data(), bytes.start(row), bytes.length(row));
    out.append('\'');
  }

  private static void bitLiteral(ColumnVector from, int row, RowBuffer out) {
    out.append("b'");
    ascii(from, row, out);
    out.append('\'');
  }
}

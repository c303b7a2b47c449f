package io.decant.connectors.postgresql;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Intervals;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Writes one value that is not NULL as a field of a COPY. Chosen once a column; stateless. Here for
 * the binary format, length first; {@link TextEncoder} for the other.
 */
@FunctionalInterface
interface ColumnEncoder {

  void encode(ColumnVector column, int row, CopyBuffer out) throws SQLException;

  /** The binary encoder of a type that {@link PostgresTypes} accepts; empty when it has none. */
  static Optional<ColumnEncoder> binary(LogicalType type) {
    return switch (type.kind()) {
      case INT ->
          switch (((LogicalType.Int) type).bits()) {
            case 16 ->
                Optional.of(
                    (column, row, out) -> {
                      out.putInt(2);
                      out.putShort((int) ((LongVector) column).value(row));
                    });
            case 32 ->
                Optional.of(
                    (column, row, out) -> {
                      out.putInt(4);
                      out.putInt((int) ((LongVector) column).value(row));
                    });
            default -> Optional.of((column, row, out) -> putLong(longAt(column, row), out));
          };
      case DECIMAL ->
          Optional.of(
              (column, row, out) -> {
                BytesVector digits = (BytesVector) column;
                Numerics.encode(digits.data(), digits.start(row), digits.length(row), out);
              });
      case REAL ->
          ((LogicalType.Real) type).bits() == 32
              ? Optional.of(ColumnEncoder::float4)
              : Optional.of(
                  (column, row, out) ->
                      putLong(Double.doubleToRawLongBits(((DoubleVector) column).value(row)), out));
      case BOOLEAN ->
          Optional.of(
              (column, row, out) -> {
                out.putInt(1);
                out.putByte((int) longAt(column, row));
              });
      case CHAR, VARCHAR, TEXT, BYTES, UUID, ENUM -> Optional.of(ColumnEncoder::plain);
      case JSON ->
          ((LogicalType.Json) type).normalised()
              ? Optional.of(ColumnEncoder::jsonb)
              : Optional.of(ColumnEncoder::plain);
      case DATE -> Optional.of(ColumnEncoder::date);
      case TIME -> Optional.of((column, row, out) -> putLong(longAt(column, row), out));
      case TIMESTAMP, TIMESTAMP_TZ -> Optional.of(ColumnEncoder::timestamp);
      case INTERVAL -> Optional.of(ColumnEncoder::interval);
      case BITS -> Optional.of(ColumnEncoder::bits);
      case ARRAY, NETWORK, OPAQUE, SET, GEOMETRY, VARIANT -> Optional.empty();
    };
  }

  private static long longAt(ColumnVector column, int row) {
    return ((LongVector) column).value(row);
  }

  private static void putLong(long value, CopyBuffer out) throws SQLException {
    out.putInt(8);
    out.putLong(value);
  }

  private static void float4(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    out.putInt(4);
    out.putInt(Float.floatToRawIntBits((float) ((DoubleVector) column).value(row)));
  }

  private static void plain(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector bytes = (BytesVector) column;
    out.putInt(bytes.length(row));
    out.putBytes(bytes.data(), bytes.start(row), bytes.length(row));
  }

  /** A byte for the version, then the text. */
  private static void jsonb(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector bytes = (BytesVector) column;
    out.putInt(bytes.length(row) + 1);
    out.putByte(1);
    out.putBytes(bytes.data(), bytes.start(row), bytes.length(row));
  }

  private static void date(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    long day = longAt(column, row);
    out.putInt(4);
    if (Temporals.isInfinite(day)) {
      out.putInt(day > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE);
    } else {
      out.putInt(Math.toIntExact(day - ColumnDecoder.EPOCH_DAYS));
    }
  }

  private static void timestamp(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    long micros = longAt(column, row);
    putLong(
        Temporals.isInfinite(micros)
            ? micros
            : Math.subtractExact(micros, ColumnDecoder.EPOCH_MICROS),
        out);
  }

  private static void interval(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector text = (BytesVector) column;
    Intervals interval = Intervals.parse(text.data(), text.start(row), text.length(row));
    out.putInt(16);
    out.putLong(interval.micros());
    out.putInt(Math.toIntExact(interval.days()));
    out.putInt(Math.toIntExact(interval.months()));
  }

  private static void bits(ColumnVector column, int row, CopyBuffer out) throws SQLException {
    BytesVector text = (BytesVector) column;
    int count = text.length(row);
    int start = text.start(row);
    out.putInt(4 + (count + 7) / 8);
    out.putInt(count);
    int packed = 0;
    for (int i = 0; i < count; i++) {
      packed = packed << 1 | text.data()[start + i] & 1;
      if ((i & 7) == 7 || i == count - 1) {
        out.putByte(packed << (7 - (i & 7)));
        packed = 0;
      }
    }
  }
}

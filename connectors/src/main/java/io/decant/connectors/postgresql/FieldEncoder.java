package io.decant.connectors.postgresql;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Intervals;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import java.util.Optional;

/**
 * How a value that is not NULL becomes a field of a binary COPY, its length in front. An enum and
 * one switch instead of an object a column: the loop over a row's cells then has no call that the
 * JIT compiler cannot see through, and the offset stays in a register.
 */
enum FieldEncoder {
  INT2,
  INT4,
  INT8,
  FLOAT4,
  FLOAT8,
  BOOL,
  NUMERIC,
  DATE,
  TIMESTAMP,
  INTERVAL,
  BITS,
  BYTES,
  JSONB;

  /** What a field takes at most, its length included, beside a byte for each of its value's own. */
  static final int OVERHEAD = 20;

  /** The one for a type that {@link PostgresTypes} accepts; empty when it has no binary form. */
  static Optional<FieldEncoder> of(LogicalType type) {
    return switch (type.kind()) {
      case INT ->
          Optional.of(
              switch (((LogicalType.Int) type).bits()) {
                case 16 -> INT2;
                case 32 -> INT4;
                default -> INT8;
              });
      case DECIMAL -> Optional.of(NUMERIC);
      case REAL -> Optional.of(((LogicalType.Real) type).bits() == 32 ? FLOAT4 : FLOAT8);
      case BOOLEAN -> Optional.of(BOOL);
      case CHAR, VARCHAR, TEXT, BYTES, UUID, ENUM -> Optional.of(BYTES);
      case JSON -> Optional.of(((LogicalType.Json) type).normalised() ? JSONB : BYTES);
      case DATE -> Optional.of(DATE);
      case TIME -> Optional.of(INT8);
      case TIMESTAMP, TIMESTAMP_TZ -> Optional.of(TIMESTAMP);
      case INTERVAL -> Optional.of(INTERVAL);
      case BITS -> Optional.of(BITS);
      case ARRAY, NETWORK, OPAQUE, SET, GEOMETRY, VARIANT -> Optional.empty();
    };
  }

  /**
   * Writes the field.
   *
   * @param out with room for the value's bytes and {@link #OVERHEAD}
   * @return the offset after the last byte written
   * @throws ArithmeticException the value is outside of what the server's type holds
   */
  int encode(ColumnVector column, int row, byte[] out, int at) {
    return switch (this) {
      case INT2 -> {
        BigEndian.putInt(out, at, 2);
        BigEndian.putShort(out, at + 4, (int) ((LongVector) column).value(row));
        yield at + 6;
      }
      case INT4 -> putInt((int) ((LongVector) column).value(row), out, at);
      case INT8 -> putLong(((LongVector) column).value(row), out, at);
      case FLOAT4 ->
          putInt(Float.floatToRawIntBits((float) ((DoubleVector) column).value(row)), out, at);
      case FLOAT8 ->
          putLong(Double.doubleToRawLongBits(((DoubleVector) column).value(row)), out, at);
      case BOOL -> {
        BigEndian.putInt(out, at, 1);
        out[at + 4] = (byte) ((LongVector) column).value(row);
        yield at + 5;
      }
      case DATE -> putInt(date(((LongVector) column).value(row)), out, at);
      case TIMESTAMP -> putLong(timestamp(((LongVector) column).value(row)), out, at);
      case BYTES -> {
        BytesVector bytes = (BytesVector) column;
        int start = bytes.start(row);
        int length = bytes.length(row);
        BigEndian.putInt(out, at, length);
        System.arraycopy(bytes.data(), start, out, at + 4, length);
        yield at + 4 + length;
      }
      case JSONB -> {
        // A byte for the version, then the text.
        BytesVector bytes = (BytesVector) column;
        int start = bytes.start(row);
        int length = bytes.length(row);
        BigEndian.putInt(out, at, length + 1);
        out[at + 4] = 1;
        System.arraycopy(bytes.data(), start, out, at + 5, length);
        yield at + 5 + length;
      }
      case NUMERIC -> {
        BytesVector digits = (BytesVector) column;
        yield Numerics.encode(digits.data(), digits.start(row), digits.length(row), out, at);
      }
      case INTERVAL -> interval((BytesVector) column, row, out, at);
      case BITS -> bits((BytesVector) column, row, out, at);
    };
  }

  private static int putInt(int value, byte[] out, int at) {
    BigEndian.putInt(out, at, 4);
    BigEndian.putInt(out, at + 4, value);
    return at + 8;
  }

  private static int putLong(long value, byte[] out, int at) {
    BigEndian.putInt(out, at, 8);
    BigEndian.putLong(out, at + 4, value);
    return at + 12;
  }

  private static int date(long day) {
    if (Temporals.isInfinite(day)) {
      return day > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }
    return Math.toIntExact(day - FieldDecoder.EPOCH_DAYS);
  }

  private static long timestamp(long micros) {
    return Temporals.isInfinite(micros)
        ? micros
        : Math.subtractExact(micros, FieldDecoder.EPOCH_MICROS);
  }

  private static int interval(BytesVector text, int row, byte[] out, int at) {
    Intervals interval = Intervals.parse(text.data(), text.start(row), text.length(row));
    BigEndian.putInt(out, at, 16);
    BigEndian.putLong(out, at + 4, interval.micros());
    BigEndian.putInt(out, at + 12, Math.toIntExact(interval.days()));
    BigEndian.putInt(out, at + 16, Math.toIntExact(interval.months()));
    return at + 20;
  }

  private static int bits(BytesVector text, int row, byte[] out, int at) {
    int count = text.length(row);
    int start = text.start(row);
    BigEndian.putInt(out, at, 4 + (count + 7) / 8);
    BigEndian.putInt(out, at + 4, count);
    int next = at + 8;
    int packed = 0;
    for (int i = 0; i < count; i++) {
      packed = packed << 1 | text.data()[start + i] & 1;
      if ((i & 7) == 7 || i == count - 1) {
        out[next++] = (byte) (packed << (7 - (i & 7)));
        packed = 0;
      }
    }
    return next;
  }
}

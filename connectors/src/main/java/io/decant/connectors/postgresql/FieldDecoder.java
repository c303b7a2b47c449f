package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Intervals;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a field of a binary COPY becomes a value of a batch. An enum and one switch instead of an
 * object a column, for the reason that {@link FieldEncoder} has.
 */
enum FieldDecoder {
  INT2(FieldEncoder.INT2),
  INT4(FieldEncoder.INT4),
  INT8(FieldEncoder.INT8),
  FLOAT4(FieldEncoder.FLOAT4),
  FLOAT8(FieldEncoder.FLOAT8),
  BOOL(FieldEncoder.BOOL),
  NUMERIC(FieldEncoder.NUMERIC),
  DATE(FieldEncoder.DATE),
  TIMESTAMP(FieldEncoder.TIMESTAMP),
  INTERVAL(FieldEncoder.INTERVAL),
  BITS(FieldEncoder.BITS),
  BYTES(FieldEncoder.BYTES),
  JSONB(FieldEncoder.JSONB),
  /** Comes as the text that the server prints. */
  ARRAY(null);

  /** Days from 1970-01-01 to the server's day 0, 2000-01-01. */
  static final int EPOCH_DAYS = 10_957;

  static final long EPOCH_MICROS = EPOCH_DAYS * Temporals.MICROS_PER_DAY;

  private final @Nullable FieldEncoder inverse;

  FieldDecoder(@Nullable FieldEncoder inverse) {
    this.inverse = inverse;
  }

  /** The one for a type that {@link PostgresTypes} reads, selected as it says. */
  static FieldDecoder of(LogicalType type) {
    return switch (type.kind()) {
      case INT ->
          switch (((LogicalType.Int) type).bits()) {
            case 8, 16 -> INT2;
            case 24, 32 -> INT4;
            default -> INT8;
          };
      case DECIMAL -> NUMERIC;
      case REAL -> ((LogicalType.Real) type).bits() == 32 ? FLOAT4 : FLOAT8;
      case BOOLEAN -> BOOL;
      case CHAR, VARCHAR, TEXT, ENUM, NETWORK, OPAQUE, BYTES, UUID -> BYTES;
      case JSON -> ((LogicalType.Json) type).normalised() ? JSONB : BYTES;
      case DATE -> DATE;
      case TIME -> INT8;
      case TIMESTAMP, TIMESTAMP_TZ -> TIMESTAMP;
      case INTERVAL -> INTERVAL;
      case BITS -> BITS;
      case ARRAY -> ARRAY;
      case SET, GEOMETRY, VARIANT ->
          throw new IllegalArgumentException("PostgreSQL has no column of type " + type);
    };
  }

  /** What makes the same field of the value again. */
  Optional<FieldEncoder> inverse() {
    return Optional.ofNullable(inverse);
  }

  /** Appends the value of a field that is not NULL, or reports why it cannot be one. */
  void decode(byte[] data, int at, int length, RowBatch into, int column) {
    switch (this) {
      case INT2 -> into.longs(column).append(BigEndian.shortAt(data, at));
      case INT4 -> into.longs(column).append(BigEndian.intAt(data, at));
      case INT8 -> into.longs(column).append(BigEndian.longAt(data, at));
      case FLOAT4 -> into.doubles(column).append(Float.intBitsToFloat(BigEndian.intAt(data, at)));
      case FLOAT8 -> into.doubles(column).append(BigEndian.doubleAt(data, at));
      case BOOL -> into.longs(column).append(data[at]);
      case NUMERIC -> Numerics.decode(data, at, into.bytes(column));
      case DATE -> date(data, at, into, column);
      case TIMESTAMP -> timestamp(data, at, into, column);
      case INTERVAL -> interval(data, at, into, column);
      case BITS -> bits(data, at, into, column);
      case BYTES -> into.bytes(column).append(data, at, length);
      // A byte for the version, then the text.
      case JSONB -> into.bytes(column).append(data, at + 1, length - 1);
      case ARRAY -> array(data, at, length, into, column);
    }
  }

  private static void date(byte[] data, int at, RowBatch into, int column) {
    int days = BigEndian.intAt(data, at);
    LongVector dates = into.longs(column);
    switch (days) {
      case Integer.MAX_VALUE -> dates.append(Temporals.POSITIVE_INFINITY);
      case Integer.MIN_VALUE -> dates.append(Temporals.NEGATIVE_INFINITY);
      default -> dates.append((long) days + EPOCH_DAYS);
    }
  }

  private static void timestamp(byte[] data, int at, RowBatch into, int column) {
    long micros = BigEndian.longAt(data, at);
    if (Temporals.isInfinite(micros)) {
      into.longs(column).append(micros);
    } else if (micros > Long.MAX_VALUE - EPOCH_MICROS) {
      refuse(into, column, "OUT_OF_RANGE", "a timestamp after the year 294246");
    } else {
      into.longs(column).append(micros + EPOCH_MICROS);
    }
  }

  private static void interval(byte[] data, int at, RowBatch into, int column) {
    long micros = BigEndian.longAt(data, at);
    int days = BigEndian.intAt(data, at + 8);
    int months = BigEndian.intAt(data, at + 12);
    if (Temporals.isInfinite(micros)
        && (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE)
        && (months == Integer.MAX_VALUE || months == Integer.MIN_VALUE)) {
      refuse(into, column, "INFINITE_INTERVAL", "an infinite interval");
    } else {
      into.bytes(column).append(new Intervals(months, days, micros).text().getBytes(US_ASCII));
    }
  }

  private static void bits(byte[] data, int at, RowBatch into, int column) {
    int count = BigEndian.intAt(data, at);
    BytesVector bits = into.bytes(column);
    int start = bits.reserve(count);
    byte[] text = bits.data();
    for (int i = 0; i < count; i++) {
      int bit = data[at + 4 + (i >> 3)] >> (7 - (i & 7)) & 1;
      text[start + i] = (byte) ('0' + bit);
    }
    bits.finish(start + count);
  }

  private static void array(byte[] data, int at, int length, RowBatch into, int column) {
    ArrayOf type = (ArrayOf) into.types().get(column);
    ArrayText.Element element = PostgresTypes.arrayElement(type);
    char delimiter = PostgresTypes.arrayDelimiter(type);
    into.bytes(column).append(ArrayText.toJson(data, at, length, element, delimiter));
  }

  private static void refuse(RowBatch into, int column, String code, String detail) {
    into.column(column).appendNull();
    into.report(new RowProblem(into.rows(), column, code, detail));
  }
}

package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Intervals;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;

/** Appends one field of a binary COPY to a column of a batch. Chosen once a column; stateless. */
@FunctionalInterface
interface ColumnDecoder {
  /** Days from 1970-01-01 to the server's day 0, 2000-01-01. */
  int EPOCH_DAYS = 10_957;

  long EPOCH_MICROS = EPOCH_DAYS * Temporals.MICROS_PER_DAY;

  void decode(byte[] data, int offset, int length, RowBatch into, int column);

  /**
   * @param validate the server does not promise that its text is UTF-8 (encoding SQL_ASCII)
   */
  static ColumnDecoder of(LogicalType type, boolean validate) {
    return switch (type.kind()) {
      case INT ->
          switch (((LogicalType.Int) type).bits()) {
            case 8, 16 ->
                (data, at, length, into, column) ->
                    into.longs(column).append(BigEndian.shortAt(data, at));
            case 24, 32 ->
                (data, at, length, into, column) ->
                    into.longs(column).append(BigEndian.intAt(data, at));
            default ->
                (data, at, length, into, column) ->
                    into.longs(column).append(BigEndian.longAt(data, at));
          };
      case DECIMAL ->
          (data, at, length, into, column) -> Numerics.decode(data, at, into.bytes(column));
      case REAL ->
          ((LogicalType.Real) type).bits() == 32
              ? (data, at, length, into, column) ->
                  into.doubles(column).append(Float.intBitsToFloat(BigEndian.intAt(data, at)))
              : (data, at, length, into, column) ->
                  into.doubles(column).append(Double.longBitsToDouble(BigEndian.longAt(data, at)));
      case BOOLEAN -> (data, at, length, into, column) -> into.longs(column).append(data[at]);
      case CHAR, VARCHAR, TEXT, ENUM, NETWORK, OPAQUE ->
          validate ? ColumnDecoder::validated : ColumnDecoder::plain;
      case JSON -> ((LogicalType.Json) type).normalised() ? ColumnDecoder::jsonb : plain(validate);
      case BYTES, UUID -> ColumnDecoder::plain;
      case DATE -> ColumnDecoder::date;
      case TIME ->
          (data, at, length, into, column) -> into.longs(column).append(BigEndian.longAt(data, at));
      case TIMESTAMP, TIMESTAMP_TZ -> ColumnDecoder::timestamp;
      case INTERVAL -> ColumnDecoder::interval;
      case BITS -> ColumnDecoder::bits;
      case ARRAY -> array((ArrayOf) type);
      case SET, GEOMETRY, VARIANT ->
          throw new IllegalArgumentException("PostgreSQL has no column of type " + type);
    };
  }

  private static ColumnDecoder plain(boolean validate) {
    return validate ? ColumnDecoder::validated : ColumnDecoder::plain;
  }

  private static void plain(byte[] data, int at, int length, RowBatch into, int column) {
    into.bytes(column).append(data, at, length);
  }

  private static void validated(byte[] data, int at, int length, RowBatch into, int column) {
    into.bytes(column).append(data, at, length);
    if (!Utf8.isValid(data, at, length)) {
      String detail = "the text of this SQL_ASCII database is not UTF-8";
      into.report(new RowProblem(into.rows(), column, "INVALID_UTF8", detail));
    }
  }

  /** A byte for the version, then the text. */
  private static void jsonb(byte[] data, int at, int length, RowBatch into, int column) {
    into.bytes(column).append(data, at + 1, length - 1);
  }

  private static void date(byte[] data, int at, int length, RowBatch into, int column) {
    int days = BigEndian.intAt(data, at);
    LongVector dates = into.longs(column);
    switch (days) {
      case Integer.MAX_VALUE -> dates.append(Temporals.POSITIVE_INFINITY);
      case Integer.MIN_VALUE -> dates.append(Temporals.NEGATIVE_INFINITY);
      default -> dates.append((long) days + EPOCH_DAYS);
    }
  }

  private static void timestamp(byte[] data, int at, int length, RowBatch into, int column) {
    long micros = BigEndian.longAt(data, at);
    if (Temporals.isInfinite(micros)) {
      into.longs(column).append(micros);
    } else if (micros > Long.MAX_VALUE - EPOCH_MICROS) {
      refuse(into, column, "OUT_OF_RANGE", "a timestamp after the year 294246");
    } else {
      into.longs(column).append(micros + EPOCH_MICROS);
    }
  }

  private static void interval(byte[] data, int at, int length, RowBatch into, int column) {
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

  private static void bits(byte[] data, int at, int length, RowBatch into, int column) {
    int count = BigEndian.intAt(data, at);
    BytesVector column1 = into.bytes(column);
    int start = column1.reserve(count);
    byte[] text = column1.data();
    for (int i = 0; i < count; i++) {
      int bit = data[at + 4 + (i >> 3)] >> (7 - (i & 7)) & 1;
      text[start + i] = (byte) ('0' + bit);
    }
    column1.finish(start + count);
  }

  private static ColumnDecoder array(ArrayOf type) {
    ArrayText.Element element = PostgresTypes.arrayElement(type);
    char delimiter = PostgresTypes.arrayDelimiter(type);
    return (data, at, length, into, column) ->
        into.bytes(column).append(ArrayText.toJson(data, at, length, element, delimiter));
  }

  private static void refuse(RowBatch into, int column, String code, String detail) {
    into.column(column).appendNull();
    into.report(new RowProblem(into.rows(), column, code, detail));
  }
}

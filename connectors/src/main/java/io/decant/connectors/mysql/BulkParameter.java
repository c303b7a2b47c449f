package io.decant.connectors.mysql;

import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.CivilDate;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;

/**
 * A column's values as parameters in the binary protocol, each with the byte in front that says
 * that it is not NULL.
 *
 * <p>Source: MariaDB, "COM_STMT_EXECUTE", binary parameter encoding.
 *
 * @param type of {@link WireColumn}'s, with the flag of an unsigned number above it
 */
record BulkParameter(int type, ColumnWriter writer) {
  private static final int UNSIGNED = 0x8000;

  /** 0001-01-01 and 9999-12-31; fewer years than two bytes hold. */
  private static final long FIRST_DAY = -719_162;

  private static final long LAST_DAY = 2_932_896;

  private static final int GIVEN = 0;
  private static final int MICROS_DIGITS = 6;

  static BulkParameter of(Column column) {
    return switch (column.type().kind()) {
      case INT ->
          new BulkParameter(
              ((Int) column.type()).unsigned()
                  ? WireColumn.LONGLONG | UNSIGNED
                  : WireColumn.LONGLONG,
              BulkParameter::integer);
      case BOOLEAN -> new BulkParameter(WireColumn.LONGLONG, BulkParameter::integer);
      case REAL -> new BulkParameter(WireColumn.DOUBLE, BulkParameter::real);
      case DECIMAL,
          CHAR,
          VARCHAR,
          TEXT,
          INTERVAL,
          JSON,
          ENUM,
          SET,
          ARRAY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          new BulkParameter(WireColumn.STRING, BulkParameter::bytes);
      case BYTES, GEOMETRY -> new BulkParameter(WireColumn.BLOB, BulkParameter::bytes);
      case BITS -> new BulkParameter(WireColumn.BLOB, BulkParameter::bits);
      case UUID -> new BulkParameter(WireColumn.STRING, BulkParameter::uuid);
      case DATE -> new BulkParameter(WireColumn.DATE, BulkParameter::date);
      case TIME ->
          new BulkParameter(WireColumn.TIME, time(step(((Time) column.type()).precision())));
      case TIMESTAMP ->
          new BulkParameter(
              WireColumn.DATETIME, moment(step(((Timestamp) column.type()).precision())));
      case TIMESTAMP_TZ ->
          new BulkParameter(
              WireColumn.DATETIME, moment(step(((TimestampTz) column.type()).precision())));
    };
  }

  private static void integer(ColumnVector from, int row, RowBuffer out) {
    out.append(GIVEN);
    out.littleEndian(((LongVector) from).value(row), Long.BYTES);
  }

  private static void real(ColumnVector from, int row, RowBuffer out) {
    double value = ((DoubleVector) from).value(row);
    if (!Double.isFinite(value)) {
      throw outOfRange();
    }
    out.append(GIVEN);
    out.littleEndian(Double.doubleToRawLongBits(value), Double.BYTES);
  }

  private static void bytes(ColumnVector from, int row, RowBuffer out) {
    BytesVector bytes = (BytesVector) from;
    out.append(GIVEN);
    out.counted(bytes.data(), bytes.start(row), bytes.length(row));
  }

  private static void bits(ColumnVector from, int row, RowBuffer out) {
    byte[] packed = ColumnWriter.packed((BytesVector) from, row);
    out.append(GIVEN);
    out.counted(packed, 0, packed.length);
  }

  private static void uuid(ColumnVector from, int row, RowBuffer out) {
    out.append(GIVEN);
    out.append(UuidText.LENGTH);
    ColumnWriter.uuid(from, row, out);
  }

  private static void date(ColumnVector from, int row, RowBuffer out) {
    out.append(GIVEN);
    out.append(4);
    day(((LongVector) from).value(row), out);
  }

  /**
   * @param step digits finer than this are left out, as the column would round by them
   */
  private static ColumnWriter moment(int step) {
    return (from, row, out) -> {
      long value = ((LongVector) from).value(row);
      out.append(GIVEN);
      out.append(11);
      if (Temporals.isImpossible(value)) {
        int[] fields = Temporals.impossibleFields(value);
        day(value, out);
        out.append(fields[3]);
        out.append(fields[4]);
        out.append(fields[5]);
        out.littleEndian(fields[6] - fields[6] % step, Integer.BYTES);
      } else {
        long day = Math.floorDiv(value, Temporals.MICROS_PER_DAY);
        day(day, out);
        clock(value - day * Temporals.MICROS_PER_DAY, step, out);
      }
    };
  }

  private static ColumnWriter time(int step) {
    return (from, row, out) -> {
      long value = ((LongVector) from).value(row);
      long magnitude = Math.abs(value);
      long days = magnitude / Temporals.MICROS_PER_DAY;
      out.append(GIVEN);
      out.append(12);
      out.append(value < 0 ? 1 : 0);
      out.littleEndian(days, Integer.BYTES);
      clock(magnitude - days * Temporals.MICROS_PER_DAY, step, out);
    };
  }

  /** Year, month and day; of a date that no calendar knows those that it has. */
  private static void day(long value, RowBuffer out) {
    if (Temporals.isImpossible(value)) {
      int[] fields = Temporals.impossibleFields(value);
      out.littleEndian(fields[0], Short.BYTES);
      out.append(fields[1]);
      out.append(fields[2]);
      return;
    }
    if (value < FIRST_DAY || value > LAST_DAY) {
      throw outOfRange();
    }
    long fields = CivilDate.fields(value);
    out.littleEndian(fields >> 16, Short.BYTES);
    out.append((int) (fields >> 8) & 0xff);
    out.append((int) fields & 0xff);
  }

  private static void clock(long micros, int step, RowBuffer out) {
    int seconds = (int) (micros / 1_000_000);
    int fraction = (int) (micros - seconds * 1_000_000L);
    out.append(seconds / 3600);
    out.append(seconds / 60 % 60);
    out.append(seconds % 60);
    out.littleEndian(fraction - fraction % step, Integer.BYTES);
  }

  private static int step(int digits) {
    int step = 1;
    for (int i = digits; i < MICROS_DIGITS; i++) {
      step *= 10;
    }
    return step;
  }

  /** As text, such a value tells the server what is wrong with it; the careful way writes text. */
  private static BadValue outOfRange() {
    return new BadValue("", "OUT_OF_RANGE", "the value has no binary form", "", null);
  }
}

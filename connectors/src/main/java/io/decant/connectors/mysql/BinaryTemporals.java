package io.decant.connectors.mysql;

import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import java.io.IOException;

/**
 * Dates and times of the binary protocol: a length and so many fields, of which the last are left
 * out where they are all zero. Facts: MySQL protocol documentation, "Binary Protocol Value".
 */
final class BinaryTemporals {
  private static final int DATE_BYTES = 4;
  private static final int CLOCK_BYTES = 7;
  private static final int MICROS_BYTES = 11;
  private static final int SPAN_BYTES = 8;
  private static final int SPAN_MICROS_BYTES = 12;

  private BinaryTemporals() {}

  static Flaw date(Packets packets, ColumnVector into) throws IOException {
    int length = packets.readByte();
    if (length != 0 && length != DATE_BYTES) {
      throw unknown(length);
    }
    int date = length == 0 ? 0 : packets.readInt();
    return append(Temporals.date(year(date), month(date), day(date)), date, into);
  }

  static Flaw timestamp(Packets packets, ColumnVector into) throws IOException {
    int length = packets.readByte();
    if (length != 0 && length != DATE_BYTES && length != CLOCK_BYTES && length != MICROS_BYTES) {
      throw unknown(length);
    }
    int date = length == 0 ? 0 : packets.readInt();
    long micros = length < CLOCK_BYTES ? 0 : clock(packets, length == MICROS_BYTES);
    return append(Temporals.timestamp(year(date), month(date), day(date), micros), date, into);
  }

  /** Spans of time have days, too, and a sign. */
  static Flaw time(Packets packets, ColumnVector into) throws IOException {
    int length = packets.readByte();
    if (length == 0) {
      ((LongVector) into).append(0);
      return Flaw.NONE;
    }
    if (length != SPAN_BYTES && length != SPAN_MICROS_BYTES) {
      throw unknown(length);
    }
    boolean negative = packets.readByte() != 0;
    int days = packets.readInt();
    long clock = clock(packets, length == SPAN_MICROS_BYTES);
    if (clock < 0) {
      return Flaw.of(ColumnReader.INVALID_DATE, days + " days and a time that is none");
    }
    long micros = days * Temporals.MICROS_PER_DAY + clock;
    ((LongVector) into).append(negative ? -micros : micros);
    return Flaw.NONE;
  }

  /** Microseconds of a day; -1 where the fields are those of none. */
  private static long clock(Packets packets, boolean fraction) throws IOException {
    int hour = packets.readByte();
    int minute = packets.readByte();
    int second = packets.readByte();
    int micros = fraction ? packets.readInt() : 0;
    return hour > 23 || minute > 59 || second > 59 || micros < 0 || micros > 999_999
        ? -1
        : ((hour * 60L + minute) * 60 + second) * 1_000_000 + micros;
  }

  private static Flaw append(long value, int date, ColumnVector into) {
    if (value == Temporals.INVALID) {
      return Flaw.of(ColumnReader.INVALID_DATE, year(date) + "-" + month(date) + "-" + day(date));
    }
    ((LongVector) into).append(value);
    return Flaw.NONE;
  }

  private static int year(int date) {
    return date & 0xFFFF;
  }

  private static int month(int date) {
    return date >> 16 & 0xFF;
  }

  private static int day(int date) {
    return date >>> 24;
  }

  private static IOException unknown(int length) {
    return new IOException("the server sent a date of " + length + " bytes");
  }
}

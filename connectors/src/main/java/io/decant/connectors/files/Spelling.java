package io.decant.connectors.files;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.util.Arrays;
import java.util.Base64;

/**
 * How the values of a column are written as text, in CSV and within the quotes of JSON: numbers in
 * digits, dates as ISO 8601 has them but for the space before the time, bytes and shapes in base64.
 * A value that chooses its type itself says so in front: {@code i:}, {@code r:}, {@code t:}, {@code
 * b:} for bytes and {@code x:} for a text that is no UTF-8, both in base64. {@link ValueReader}
 * reads every one of them back.
 */
final class Spelling {
  private final LogicalType type;
  private byte[] data = {};
  private int start;
  private int end;
  private byte[] scratch = new byte[64];

  Spelling(LogicalType type) {
    this.type = type;
  }

  /** Spells a value that is not NULL: {@link #data} from {@link #start} to {@link #end}. */
  void spell(ColumnVector column, int row) {
    switch (type.carrier()) {
      case LONG -> spell(((LongVector) column).value(row));
      case DOUBLE -> {
        data = scratch;
        start = 0;
        int bits = type instanceof Real real ? real.bits() : 64;
        end = Floats.append(((DoubleVector) column).value(row), bits, data, 0);
      }
      case BYTES -> spell((BytesVector) column, row);
    }
  }

  byte[] data() {
    return data;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  private void spell(long value) {
    data = scratch;
    start = 0;
    end =
        switch (type.kind()) {
          case BOOLEAN -> word(value == 0 ? "false" : "true", 0);
          case DATE -> Temporals.appendDate(value, data, 0);
          case TIME ->
              Temporals.appendTime(value, digits(value, ((Time) type).precision()), data, 0);
          case TIMESTAMP ->
              Temporals.appendTimestamp(
                  value, digits(value, ((Timestamp) type).precision()), data, 0);
          case TIMESTAMP_TZ ->
              Temporals.appendTimestampTz(
                  value, digits(value, ((TimestampTz) type).precision()), data, 0);
          case INT ->
              ((Int) type).unsigned()
                  ? Ascii.appendUnsignedLong(value, data, 0)
                  : Ascii.appendLong(value, data, 0);
          case DECIMAL,
              REAL,
              CHAR,
              VARCHAR,
              TEXT,
              BYTES,
              INTERVAL,
              UUID,
              JSON,
              ENUM,
              SET,
              BITS,
              ARRAY,
              GEOMETRY,
              NETWORK,
              OPAQUE,
              VARIANT ->
              Ascii.appendLong(value, data, 0);
        };
  }

  /** A value finer than its type says is not cut. */
  private static int digits(long micros, int precision) {
    long unit = 1;
    for (int digit = precision; digit < 6; digit++) {
      unit *= 10;
    }
    return micros % unit == 0 || Temporals.isInfinite(micros) ? precision : 6;
  }

  private void spell(BytesVector column, int row) {
    data = column.data();
    start = column.start(row);
    end = column.end(row);
    switch (type.kind()) {
      case BYTES, GEOMETRY -> base64(0, 0);
      case UUID -> uuid();
      case VARIANT -> variant();
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
          OPAQUE -> {
        // as it lies
      }
    }
  }

  private void uuid() {
    if (end - start == 16) {
      int length = UuidText.append(data, start, scratch, 0);
      data = scratch;
      start = 0;
      end = length;
    } else {
      base64(0, 0);
    }
  }

  private void variant() {
    if (start == end) {
      return;
    }
    byte tag = data[start];
    boolean text = tag == 't' && Utf8.isValid(data, start + 1, end - start - 1);
    if (tag == 'r') {
      double value = BigEndian.doubleAt(data, start + 1);
      int length = Floats.append(value, 64, scratch, tagged('r'));
      data = scratch;
      start = 0;
      end = length;
    } else if (tag == 'i' || text) {
      int length = end - start - 1;
      scratch = room(scratch, length + 2);
      System.arraycopy(data, start + 1, scratch, tagged((char) tag), length);
      data = scratch;
      start = 0;
      end = length + 2;
    } else {
      base64(1, tagged(tag == 'b' ? 'b' : 'x'));
    }
  }

  private int tagged(char tag) {
    scratch[0] = (byte) tag;
    scratch[1] = ':';
    return 2;
  }

  /** Behind what stands in front already. */
  private void base64(int skipped, int front) {
    byte[] text = Base64.getEncoder().encode(Arrays.copyOfRange(data, start + skipped, end));
    scratch = room(scratch, front + text.length);
    System.arraycopy(text, 0, scratch, front, text.length);
    data = scratch;
    start = 0;
    end = front + text.length;
  }

  private static byte[] room(byte[] scratch, int length) {
    return scratch.length >= length ? scratch : Arrays.copyOf(scratch, length);
  }

  private int word(String word, int at) {
    int next = at;
    for (int i = 0; i < word.length(); i++) {
      data[next++] = (byte) word.charAt(i);
    }
    return next;
  }
}

package io.decant.connectors.files;

import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongText;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Real;
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
      case LONG -> {
        data = scratch;
        start = 0;
        end = LongText.append(((LongVector) column).value(row), type, data, 0);
      }
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
}

package io.decant.connectors.files;

import io.decant.connectors.files.Records.Form;
import io.decant.converter.row.Ascii;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.Decimals;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.Floats;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Reads the values of a column as {@link Spelling} and {@link RowText} write them. */
final class ValueReader {
  /** A value that is there and is not NULL could be read. */
  static final String SOUND = "";

  static final String BAD_VALUE = "BAD_VALUE";
  static final String INVALID_UTF8 = "INVALID_UTF8";

  private final LogicalType type;
  private final boolean bareJson;
  private final boolean isText;
  private byte[] data = {};
  private int start;
  private int end;

  ValueReader(LogicalType type) {
    this.type = type;
    this.bareJson = type.kind() == LogicalType.Kind.JSON;
    this.isText =
        switch (type.kind()) {
          case CHAR, VARCHAR, TEXT, INTERVAL, JSON, ENUM, SET, BITS, ARRAY, NETWORK, OPAQUE -> true;
          case INT,
              DECIMAL,
              REAL,
              BOOLEAN,
              BYTES,
              DATE,
              TIME,
              TIMESTAMP,
              TIMESTAMP_TZ,
              UUID,
              GEOMETRY,
              VARIANT ->
              false;
        };
  }

  /**
   * Appends a field's value.
   *
   * @return {@link #SOUND}, or the code of what is wrong with it: then NULL was appended, or with
   *     {@link #INVALID_UTF8} the bytes
   */
  String append(Records records, int field, ColumnVector out) {
    Form form = records.form(field);
    if (form == Form.NULL) {
      out.appendNull();
      return SOUND;
    }
    data = records.data();
    start = records.start(field);
    end = records.end(field);
    if (form == Form.STRING && !bareJson) {
      unquote();
    } else if (form != Form.TEXT && bareJson) {
      unwrap();
    }
    return appendText(out);
  }

  private void unquote() {
    start++;
    end = JsonBytes.unescape(data, start, end - 1);
  }

  private void unwrap() {
    String wrapper = JsonLineText.WRAPPER;
    boolean wrapped = end - start > wrapper.length();
    for (int i = 0; wrapped && i < wrapper.length(); i++) {
      wrapped = data[start + i] == wrapper.charAt(i);
    }
    int from = start + wrapper.length();
    int to = wrapped && data[from] == '"' ? JsonBytes.valueEnd(data, from, end) : -1;
    if (to == end - 1) {
      start = from;
      end = to;
      unquote();
    }
  }

  private String appendText(ColumnVector out) {
    if (!isSound(out)) {
      out.appendNull();
      return BAD_VALUE;
    }
    return isText && !Utf8.isValid(data, start, end - start) ? INVALID_UTF8 : SOUND;
  }

  /** Appends the value, or nothing where it is none of the type. */
  private boolean isSound(ColumnVector out) {
    int length = end - start;
    return switch (type.kind()) {
      case INT -> integer((LongVector) out);
      case BOOLEAN -> bool((LongVector) out);
      case DATE -> moment(Temporals.parseDate(data, start, length), out);
      case TIME -> moment(Temporals.parseTime(data, start, length), out);
      case TIMESTAMP -> moment(Temporals.parseTimestamp(data, start, length), out);
      case TIMESTAMP_TZ -> moment(Temporals.parseTimestampTz(data, start, length), out);
      case REAL -> real((DoubleVector) out);
      case DECIMAL -> Decimals.append(data, start, length, (BytesVector) out);
      case BYTES, GEOMETRY -> base64((byte) 0, start, (BytesVector) out);
      case UUID -> uuid((BytesVector) out);
      case VARIANT -> variant((BytesVector) out);
      case CHAR, VARCHAR, TEXT, INTERVAL, JSON, ENUM, SET, BITS, ARRAY, NETWORK, OPAQUE -> {
        ((BytesVector) out).append(data, start, length);
        yield true;
      }
    };
  }

  /** The value that was looked at last, for a message. */
  String text() {
    int shown = Math.min(end - start, 60);
    String text = new String(data, start, shown, StandardCharsets.UTF_8);
    return "'" + text + (shown < end - start ? "..." : "") + "'";
  }

  private boolean integer(LongVector out) {
    Int integer = (Int) type;
    int length = end - start;
    boolean sound =
        integer.unsigned()
            ? Ascii.isUnsignedLong(data, start, length)
            : Ascii.isLong(data, start, length);
    if (!sound) {
      return false;
    }
    long value =
        integer.unsigned()
            ? Ascii.parseUnsignedLong(data, start, length)
            : Ascii.parseLong(data, start, length);
    if (integer.bits() < 64) {
      long beyond = integer.unsigned() ? value >> integer.bits() : outside(value, integer.bits());
      if (beyond != 0) {
        return false;
      }
    }
    out.append(value);
    return true;
  }

  /** Not 0 where a signed number needs more bits. */
  private static long outside(long value, int bits) {
    long sign = value >> (bits - 1);
    return sign == -1 ? 0 : sign;
  }

  private boolean bool(LongVector out) {
    boolean yes = is("true");
    if (yes || is("false")) {
      out.append(yes ? 1 : 0);
      return true;
    }
    return false;
  }

  private boolean is(String word) {
    boolean same = word.length() == end - start;
    for (int i = 0; same && i < word.length(); i++) {
      same = data[start + i] == word.charAt(i);
    }
    return same;
  }

  private static boolean moment(long value, ColumnVector out) {
    if (value == Temporals.INVALID) {
      return false;
    }
    ((LongVector) out).append(value);
    return true;
  }

  private boolean real(DoubleVector out) {
    try {
      double value = Floats.parse(data, start, end - start);
      // Rounded to a double first, a float could be the neighbour of the one that was written.
      boolean narrow = ((LogicalType.Real) type).bits() == 32;
      out.append(narrow ? Float.parseFloat(ascii()) : value);
      return true;
    } catch (NumberFormatException none) {
      return false;
    }
  }

  private String ascii() {
    return new String(data, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private boolean uuid(BytesVector out) {
    if (!UuidText.isCanonical(data, start, end - start)) {
      return base64((byte) 0, start, out);
    }
    int at = out.reserve(16);
    UuidText.parse(data, start, out.data(), at);
    out.finish(at + 16);
    return true;
  }

  private boolean variant(BytesVector out) {
    if (start == end) {
      out.append(data, start, 0);
      return true;
    }
    if (end - start < 2 || data[start + 1] != ':') {
      return false;
    }
    byte tag = data[start];
    int from = start + 2;
    switch (tag) {
      case 'i', 't' -> {
        if (tag == 'i' && !Ascii.isLong(data, from, end - from)) {
          return false;
        }
        int at = out.reserve(end - from + 1);
        out.data()[at] = tag;
        System.arraycopy(data, from, out.data(), at + 1, end - from);
        out.finish(at + 1 + end - from);
        return true;
      }
      case 'r' -> {
        double value;
        try {
          value = Floats.parse(data, from, end - from);
        } catch (NumberFormatException none) {
          return false;
        }
        int at = out.reserve(9);
        out.data()[at] = 'r';
        BigEndian.putDouble(out.data(), at + 1, value);
        out.finish(at + 9);
        return true;
      }
      case 'b' -> {
        return base64((byte) 'b', from, out);
      }
      case 'x' -> {
        return base64((byte) 't', from, out);
      }
      default -> {
        return false;
      }
    }
  }

  /**
   * @param tag put in front; 0 for none
   */
  private boolean base64(byte tag, int from, BytesVector out) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(Arrays.copyOfRange(data, from, end));
    } catch (IllegalArgumentException none) {
      return false;
    }
    int front = tag == 0 ? 0 : 1;
    int at = out.reserve(bytes.length + 1);
    out.data()[at] = tag;
    System.arraycopy(bytes, 0, out.data(), at + front, bytes.length);
    out.finish(at + front + bytes.length);
    return true;
  }
}

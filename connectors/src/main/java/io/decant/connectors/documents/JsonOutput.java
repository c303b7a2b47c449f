package io.decant.connectors.documents;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.Floats;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** JSON text in the making, as UTF-8. What stands where is up to the caller. */
final class JsonOutput {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int KEPT_BYTES = 1 << 20;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private byte[] data = new byte[1024];
  private int size;

  /** The bytes written, up to {@link #size}; until the next write. */
  byte[] data() {
    return data;
  }

  int size() {
    return size;
  }

  /** The last byte written, of which there must be one. */
  byte last() {
    return data[size - 1];
  }

  void clear() {
    size = 0;
    if (data.length > KEPT_BYTES) {
      data = new byte[KEPT_BYTES];
    }
  }

  void number(long value) {
    reserve(20);
    size = Ascii.appendLong(value, data, size);
  }

  /** A finite number that shows by point or exponent that it is no integer. */
  void real(double value) {
    reserve(Floats.TEXT_LENGTH + 2);
    int from = size;
    size = Floats.append(value, 64, data, size);
    for (int i = from; i < size; i++) {
      if (data[i] == '.' || data[i] == 'e') {
        return;
      }
    }
    put(".0");
  }

  /** Two digits, in lower case, for each byte. */
  void hex(byte[] bytes, int from, int count) {
    reserve(2L * count);
    size = hex(bytes, from, count, data, size);
  }

  /** Writes bytes as lower case hexadecimal digits; returns the offset behind them. */
  static int hex(byte[] bytes, int from, int count, byte[] into, int at) {
    int next = at;
    for (int i = from; i < from + count; i++) {
      into[next++] = HEX[bytes[i] >> 4 & 15];
      into[next++] = HEX[bytes[i] & 15];
    }
    return next;
  }

  void base64(byte[] bytes, int from, int end) {
    byte[] text = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, from, end));
    reserve(text.length);
    System.arraycopy(text, 0, data, size, text.length);
    size += text.length;
  }

  /** A text in quotes; false where it is no UTF-8. */
  boolean string(byte[] text, int from, int end) {
    reserve(JsonText.quotedLength(text, from, end - from));
    size = JsonText.quote(text, from, end - from, data, size);
    return Utf8.isValid(text, from, end - from);
  }

  void put(char ascii) {
    reserve(1);
    data[size++] = (byte) ascii;
  }

  /** ASCII that needs no escape. */
  void put(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      data[size++] = (byte) ascii.charAt(i);
    }
  }

  private void reserve(long bytes) {
    long needed = size + bytes;
    if (needed > data.length) {
      if (needed > MAX_BYTES) {
        throw new MalformedDocument("a document whose text is beyond 2 GiB");
      }
      data = Arrays.copyOf(data, (int) Math.min(MAX_BYTES, needed + needed / 2));
    }
  }
}

package io.decant.connectors.redis;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * JSON of what Redis holds, which is bytes: a text is a string; bytes that are no UTF-8 are the
 * string {@code $base64:...}, and so is a text that begins with {@code $base64:}.
 */
final class JsonOut {
  private static final byte[] MARK = "$base64:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] data = new byte[256];
  private int used;

  JsonOut raw(int single) {
    room(1);
    data[used++] = (byte) single;
    return this;
  }

  JsonOut raw(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, data, used, text.length);
    used += text.length;
    return this;
  }

  /** A string of text. */
  JsonOut text(byte[] text) {
    return quoted(text);
  }

  /** A string of what may be no text. */
  JsonOut string(byte[] value) {
    boolean marked =
        value.length >= MARK.length && Arrays.equals(value, 0, MARK.length, MARK, 0, MARK.length);
    if (marked || !Utf8.isValid(value, 0, value.length)) {
      byte[] coded = Base64.getEncoder().encode(value);
      byte[] text = Arrays.copyOf(MARK, MARK.length + coded.length);
      System.arraycopy(coded, 0, text, MARK.length, coded.length);
      return quoted(text);
    }
    return quoted(value);
  }

  private JsonOut quoted(byte[] text) {
    room(6 * text.length + 2);
    data[used++] = '"';
    for (byte b : text) {
      if (b == '"' || b == '\\') {
        data[used++] = '\\';
        data[used++] = b;
      } else if (b >= 0 && b < ' ') {
        data[used++] = '\\';
        data[used++] = 'u';
        data[used++] = '0';
        data[used++] = '0';
        data[used++] = HEX[b >> 4];
        data[used++] = HEX[b & 15];
      } else {
        data[used++] = b;
      }
    }
    data[used++] = '"';
    return this;
  }

  private void room(int more) {
    if (data.length - used < more) {
      data = Arrays.copyOf(data, Math.max(used + more, 2 * data.length));
    }
  }

  boolean isEmpty() {
    return used == 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(data, used);
  }

  void copyTo(BytesVector out) {
    out.append(data, 0, used);
  }

  void clear() {
    used = 0;
    if (data.length > 1 << 20) {
      data = new byte[256];
    }
  }
}

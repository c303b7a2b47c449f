package io.decant.connectors.mysql;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.Temporals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows under construction, as the bytes that go to the server. */
final class RowBuffer {
  private static final int KEPT_BYTES = 16 << 20;

  private byte[] data = new byte[1 << 16];
  private int size;

  int size() {
    return size;
  }

  byte[] data() {
    return data;
  }

  /** Keeps the memory, but for what a huge value had made it grow to. */
  void clear() {
    size = 0;
    if (data.length > KEPT_BYTES) {
      data = new byte[KEPT_BYTES];
    }
  }

  void append(int single) {
    room(1);
    data[size++] = (byte) single;
  }

  void append(byte[] source, int from, int length) {
    room(length);
    System.arraycopy(source, from, data, size, length);
    size += length;
  }

  void append(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
  }

  void number(long value) {
    room(Ascii.LONG_LENGTH);
    size = Ascii.appendLong(value, data, size);
  }

  void unsignedNumber(long value) {
    room(Ascii.LONG_LENGTH);
    size = Ascii.appendUnsignedLong(value, data, size);
  }

  void date(long value) {
    room(Temporals.TEXT_LENGTH);
    size = Temporals.appendDate(value, data, size);
  }

  void time(long value, int digits) {
    room(Temporals.TEXT_LENGTH);
    size = Temporals.appendTime(value, digits, data, size);
  }

  void timestamp(long value, int digits) {
    room(Temporals.TEXT_LENGTH);
    size = Temporals.appendTimestamp(value, digits, data, size);
  }

  void hex(byte[] source, int from, int length) {
    room(Math.multiplyExact(2, length));
    for (int i = from; i < from + length; i++) {
      data[size++] = (byte) Character.forDigit((source[i] >> 4) & 15, 16);
      data[size++] = (byte) Character.forDigit(source[i] & 15, 16);
    }
  }

  /** Bytes with a backslash before what LOAD DATA or a quoted literal would take for its own. */
  void escaped(byte[] source, int from, int length) {
    room(Math.multiplyExact(2, length));
    int to = size;
    for (int i = from; i < from + length; i++) {
      byte b = source[i];
      if (b == '\\' || b == '\t' || b == '\n' || b == 0 || b == '\'') {
        data[to++] = '\\';
        b = b == '\t' ? (byte) 't' : b == '\n' ? (byte) 'n' : b == 0 ? (byte) '0' : b;
      }
      data[to++] = b;
    }
    size = to;
  }

  String text() {
    return new String(data, 0, size, StandardCharsets.UTF_8);
  }

  private void room(int bytes) {
    if (bytes > data.length - size) {
      long wanted = Math.max((long) size + bytes, data.length * 2L);
      data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8, wanted));
    }
  }
}

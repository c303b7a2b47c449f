package io.decant.connectors.mysql;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.EightBytes;
import io.decant.converter.row.Floats;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.UuidText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows under construction, as the bytes that go to the server. */
final class RowBuffer {
  private static final int KEPT_BYTES = 16 << 20;
  private static final int PIECE_BYTES = 1 << 16;

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

  /** The lowest bytes of a number, the lowest of them first. */
  void littleEndian(long value, int bytes) {
    room(Long.BYTES);
    EightBytes.put(data, size, value);
    size += bytes;
  }

  /** Overwrites four bytes that are there. */
  void setInt(int at, int value) {
    for (int i = 0; i < Integer.BYTES; i++) {
      data[at + i] = (byte) (value >>> 8 * i);
    }
  }

  /** Bytes with their number in front, as the binary protocol has it. */
  void counted(byte[] source, int from, int length) {
    if (length < 251) {
      append(length);
    } else if (length < 1 << 16) {
      append(252);
      littleEndian(length, 2);
    } else if (length < 1 << 24) {
      append(253);
      littleEndian(length, 3);
    } else {
      append(254);
      littleEndian(length, Long.BYTES);
    }
    append(source, from, length);
  }

  void number(long value) {
    room(Ascii.LONG_LENGTH);
    size = Ascii.appendLong(value, data, size);
  }

  void unsignedNumber(long value) {
    room(Ascii.LONG_LENGTH);
    size = Ascii.appendUnsignedLong(value, data, size);
  }

  void real(double value) {
    room(Floats.TEXT_LENGTH);
    size = Floats.append(value, Double.SIZE, data, size);
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

  void uuid(byte[] source, int from) {
    room(UuidText.LENGTH);
    size = UuidText.append(source, from, data, size);
  }

  void hex(byte[] source, int from, int length) {
    room(Math.multiplyExact(2, length));
    for (int i = from; i < from + length; i++) {
      data[size++] = (byte) Character.forDigit((source[i] >> 4) & 15, 16);
      data[size++] = (byte) Character.forDigit(source[i] & 15, 16);
    }
  }

  /** As {@link EscapedBytes} says. */
  void escaped(byte[] source, int from, int length) {
    int end = from + length;
    int piece;
    // By pieces, so that a huge value needs no room for twice its length.
    for (int at = from; at < end; at += piece) {
      piece = Math.min(PIECE_BYTES, end - at);
      room(2 * piece);
      size = EscapedBytes.append(source, at, at + piece, data, size);
    }
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

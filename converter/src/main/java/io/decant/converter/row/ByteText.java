package io.decant.converter.row;

import java.util.Arrays;

/** A run of bytes that grows by appending and is used again after {@link #clear}. */
final class ByteText {
  /** What {@link #clear} keeps at most, so that one huge value does not pin its memory. */
  private static final int KEPT_BYTES = 1 << 20;

  private byte[] data = new byte[256];
  private int length;

  byte[] data() {
    return data;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
    if (data.length > KEPT_BYTES) {
      data = new byte[KEPT_BYTES];
    }
  }

  /** Makes room for so many bytes more; {@link #data} may be another array afterwards. */
  void ensure(int more) {
    if (data.length - length < more) {
      long doubled = Math.max((long) length + more, data.length * 2L);
      data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8, doubled));
    }
  }

  void append(int single) {
    ensure(1);
    data[length++] = (byte) single;
  }

  void append(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, data, length, count);
    length += count;
  }

  /** Appends a word of ASCII. */
  void append(String word) {
    ensure(word.length());
    for (int i = 0; i < word.length(); i++) {
      data[length++] = (byte) word.charAt(i);
    }
  }

  /** Appends a code point as UTF-8; a lone surrogate gets the three bytes of its number. */
  void appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      append(codePoint);
    } else if (codePoint < 0x800) {
      append(0xC0 | (codePoint >> 6));
      append(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      append(0xE0 | (codePoint >> 12));
      append(0x80 | ((codePoint >> 6) & 0x3F));
      append(0x80 | (codePoint & 0x3F));
    } else {
      append(0xF0 | (codePoint >> 18));
      append(0x80 | ((codePoint >> 12) & 0x3F));
      append(0x80 | ((codePoint >> 6) & 0x3F));
      append(0x80 | (codePoint & 0x3F));
    }
  }

  /** Appends it all as one value of a column. */
  void copyTo(BytesVector out) {
    out.append(data, 0, length);
  }
}

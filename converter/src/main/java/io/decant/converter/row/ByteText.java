package io.decant.converter.row;

import java.util.Arrays;

/**
 * Text in the making, as UTF-8: bytes that grow by appending and serve again after {@link #clear}.
 */
public final class ByteText {
  /** What {@link #clear} keeps at most, so that one huge value does not pin its memory. */
  private static final int KEPT_BYTES = 4 << 20;

  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private byte[] data = new byte[256];
  private int length;

  /** The bytes, up to {@link #length}; another array after it has grown. */
  public byte[] data() {
    return data;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
    if (data.length > KEPT_BYTES) {
      data = new byte[KEPT_BYTES];
    }
  }

  /** Makes room for so many bytes and returns where they go; {@link #finish} ends them. */
  public int reserve(int room) {
    if (data.length - length < room) {
      long needed = (long) length + room;
      if (needed > MAX_BYTES) {
        throw new OutOfMemoryError("text beyond 2 GiB");
      }
      data = Arrays.copyOf(data, (int) Math.min(MAX_BYTES, Math.max(needed, data.length * 2L)));
    }
    return length;
  }

  /** Ends what was written into the room reserved. */
  public void finish(int newLength) {
    length = newLength;
  }

  public void append(int single) {
    reserve(1);
    data[length++] = (byte) single;
  }

  public void append(byte[] source) {
    append(source, 0, source.length);
  }

  public void append(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, data, length, count);
    length += count;
  }

  /** Appends a word of ASCII. */
  public void append(String word) {
    reserve(word.length());
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
  public void copyTo(BytesVector out) {
    out.append(data, 0, length);
  }
}

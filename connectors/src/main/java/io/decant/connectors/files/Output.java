package io.decant.connectors.files;

import java.util.Arrays;

/** Bytes that grow. */
final class Output {
  private static final int KEPT_BYTES = 4 << 20;

  private byte[] data = new byte[8192];
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

  /** Takes back what stands behind. */
  void truncate(int newLength) {
    length = newLength;
  }

  /** Makes room for so many bytes and returns where they go; {@link #end} ends them. */
  int reserve(int room) {
    if (data.length - length < room) {
      long needed = (long) length + room;
      if (needed > Integer.MAX_VALUE - 8) {
        throw new OutOfMemoryError("rows beyond 2 GiB in one batch");
      }
      data =
          Arrays.copyOf(
              data, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, data.length * 2L)));
    }
    return length;
  }

  void end(int newLength) {
    length = newLength;
  }

  void append(char single) {
    reserve(1);
    data[length++] = (byte) single;
  }

  void append(byte[] source, int offset, int count) {
    int at = reserve(count);
    System.arraycopy(source, offset, data, at, count);
    length = at + count;
  }

  void append(byte[] source) {
    append(source, 0, source.length);
  }
}

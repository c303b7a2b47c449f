package io.decant.connectors.postgresql;

import io.decant.converter.row.BigEndian;
import java.sql.SQLException;

/**
 * Bytes on their way into a COPY: numbers in network order, collected until {@link #flush} or until
 * they are many. For one thread.
 */
final class CopyBuffer {
  static final int CAPACITY = 1 << 18;

  private final Output output;
  private final byte[] data = new byte[CAPACITY];
  private int size;

  /** Takes the bytes at once; they are overwritten after the call. */
  @FunctionalInterface
  interface Output {
    void write(byte[] data, int offset, int length) throws SQLException;
  }

  CopyBuffer(Output output) {
    this.output = output;
  }

  /** Makes room for so many bytes, {@link #CAPACITY} at most, in {@link #data}. */
  void require(int length) throws SQLException {
    if (length > data.length - size) {
      flush();
    }
  }

  /** To be written from {@link #size} on, within the room that was required. */
  byte[] data() {
    return data;
  }

  int size() {
    return size;
  }

  /** Takes what was written into {@link #data}, up to that offset. */
  void written(int newSize) {
    size = newSize;
  }

  void putByte(int value) throws SQLException {
    require(1);
    data[size++] = (byte) value;
  }

  void putShort(int value) throws SQLException {
    require(2);
    BigEndian.putShort(data, size, value);
    size += 2;
  }

  void putInt(int value) throws SQLException {
    require(4);
    BigEndian.putInt(data, size, value);
    size += 4;
  }

  /** A long run passes straight to the output instead of being copied. */
  void putBytes(byte[] bytes, int offset, int length) throws SQLException {
    if (length >= CAPACITY / 2) {
      flush();
      output.write(bytes, offset, length);
    } else {
      require(length);
      System.arraycopy(bytes, offset, data, size, length);
      size += length;
    }
  }

  void flush() throws SQLException {
    if (size > 0) {
      int length = size;
      size = 0;
      output.write(data, 0, length);
    }
  }

  /** Forgets what was not flushed. */
  void clear() {
    size = 0;
  }
}

package io.decant.connectors.documents;

import io.decant.converter.row.Ascii;
import java.util.Arrays;

/**
 * BSON bytes in the making. An element is begun with {@link #element}, which writes type and name,
 * and ended by exactly one value; documents and arrays lie between {@link #begin} and {@link #end}.
 */
public final class BsonOutput {
  private static final int KEPT_BYTES = 1 << 20;
  private static final int MAX_BYTES = Integer.MAX_VALUE - 64;

  private byte[] data = new byte[256];
  private int size;

  /** The bytes written, up to {@link #size}; until the next write. */
  public byte[] data() {
    return data;
  }

  public int size() {
    return size;
  }

  /** A copy of what was written. */
  public byte[] copy() {
    return Arrays.copyOf(data, size);
  }

  /** Forgets everything. */
  public void clear() {
    size = 0;
    if (data.length > KEPT_BYTES) {
      data = new byte[KEPT_BYTES];
    }
  }

  /** Forgets what was written from there on. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /** Begins a document or an array; returns what {@link #end} asks for. */
  public int begin() {
    return claim(4);
  }

  /** Ends the document or array that began there. */
  public void end(int start) {
    single(0);
    Bson.putInt32(data, start, size - start);
  }

  /** Begins an element; returns where its type stands, for {@link #type}. */
  public int element(byte type, byte[] name) {
    return element(type, name, 0, name.length);
  }

  public int element(byte type, byte[] name, int from, int end) {
    int at = claim(end - from + 2);
    data[at] = type;
    System.arraycopy(name, from, data, at + 1, end - from);
    data[size - 1] = 0;
    return at;
  }

  /** Begins an element of an array. */
  public int element(byte type, int index) {
    int digits = Ascii.digits(index);
    int at = claim(digits + 2);
    data[at] = type;
    int rest = index;
    for (int i = at + digits; i > at; i--) {
      data[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    data[size - 1] = 0;
    return at;
  }

  /** Changes the type of an element whose value turned out to be another. */
  public void type(int at, byte type) {
    data[at] = type;
  }

  public void int32(int value) {
    int at = claim(4); // first: it may replace the array
    Bson.putInt32(data, at, value);
  }

  public void int64(long value) {
    int at = claim(8);
    Bson.putInt64(data, at, value);
  }

  public void float64(double value) {
    int64(Double.doubleToRawLongBits(value));
  }

  public void bool(boolean value) {
    single(value ? 1 : 0);
  }

  /** A text with its length in front; also code and symbols. */
  public void string(byte[] text, int from, int end) {
    int32(end - from + 1);
    bytes(text, from, end);
    single(0);
  }

  /** A text that a zero ends: half of a regular expression. */
  public void text(byte[] text, int from, int end) {
    bytes(text, from, end);
    single(0);
  }

  public void binary(byte subtype, byte[] value, int from, int end) {
    int32(end - from);
    single(subtype);
    bytes(value, from, end);
  }

  /** Bytes as they are: a whole value of any type. */
  public void bytes(byte[] source, int from, int end) {
    int at = claim(end - from);
    System.arraycopy(source, from, data, at, end - from);
  }

  private void single(int value) {
    int at = claim(1);
    data[at] = (byte) value;
  }

  /** Room for so many bytes, which the caller fills; returns where it begins. */
  int claim(int bytes) {
    long needed = (long) size + bytes;
    if (needed > data.length) {
      if (needed > MAX_BYTES) {
        throw new MalformedDocument("a document beyond 2 GiB");
      }
      data = Arrays.copyOf(data, (int) Math.min(MAX_BYTES, Math.max(needed, data.length * 2L)));
    }
    int at = size;
    size = (int) needed;
    return at;
  }
}

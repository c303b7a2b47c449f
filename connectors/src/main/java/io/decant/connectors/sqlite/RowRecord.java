package io.decant.connectors.sqlite;

import io.decant.converter.row.BigEndian;

/**
 * A row in the bytes that SQLite stores for it: a header with a number for the type and length of
 * each value, then the values (SQLite documentation, "Database File Format", 2.1). Is filled by
 * handing values over, copied away, and used again. A row that does not fit into the limit is not
 * held: {@link #isTooLong} tells.
 */
final class RowRecord implements Cells {
  private static final int ZERO = 8;
  private static final int ONE = 9;

  /** Room behind the limit: a number is written as eight bytes, of which some are overwritten. */
  private static final int SLACK = 8;

  private final int maxBytes;
  private final byte[] header;
  private final byte[] values;
  private int headerEnd;
  private int valuesEnd;
  private boolean tooLong;

  /**
   * @param maxBytes below two megabytes: then no number in the header takes more than three bytes
   */
  RowRecord(int columns, int maxBytes) {
    this.maxBytes = maxBytes;
    this.header = new byte[3 * columns];
    this.values = new byte[maxBytes + SLACK];
  }

  void clear() {
    headerEnd = 0;
    valuesEnd = 0;
    tooLong = false;
  }

  boolean isTooLong() {
    return tooLong || length() > maxBytes;
  }

  /** Bytes of the record. */
  int length() {
    return headerLength() + valuesEnd;
  }

  /** The header begins with its own length, that number included. */
  private int headerLength() {
    return headerEnd + 1 < 0x80
        ? headerEnd + 1
        : headerEnd + 1 < 0x3FFF ? headerEnd + 2 : headerEnd + 3;
  }

  /**
   * @return the offset after the last byte written
   */
  int copyTo(byte[] into, int at) {
    int next = appendVarint(headerLength(), into, at);
    System.arraycopy(header, 0, into, next, headerEnd);
    next += headerEnd;
    System.arraycopy(values, 0, into, next, valuesEnd);
    return next + valuesEnd;
  }

  @Override
  public void absent() {
    header[headerEnd++] = 0;
  }

  @Override
  public void integer(long value) {
    if (value == 0 || value == 1) {
      header[headerEnd++] = (byte) (value == 0 ? ZERO : ONE);
      return;
    }
    long magnitude = value ^ (value >> 63);
    int needed = (72 - Long.numberOfLeadingZeros(magnitude)) >> 3; // with a bit for the sign
    int bytes = needed <= 4 ? needed : needed <= 6 ? 6 : 8;
    int type = needed <= 4 ? needed : needed <= 6 ? 5 : 6;
    number(type, bytes, value << (64 - 8 * bytes));
  }

  /** Not a number is NULL to SQLite, in a record as in a parameter. */
  @Override
  public void real(double value) {
    number(7, 8, Double.doubleToRawLongBits(value));
  }

  private void number(int type, int bytes, long leftBits) {
    if (valuesEnd + bytes > maxBytes) {
      tooLong = true;
      return;
    }
    header[headerEnd++] = (byte) type;
    BigEndian.putLong(values, valuesEnd, leftBits);
    valuesEnd += bytes;
  }

  @Override
  public void text(byte[] data, int offset, int length) {
    bytes(13, data, offset, length);
  }

  @Override
  public void blob(byte[] data, int offset, int length) {
    bytes(12, data, offset, length);
  }

  private void bytes(int typeOfEmpty, byte[] data, int offset, int length) {
    if (length > maxBytes - valuesEnd) {
      tooLong = true;
      return;
    }
    headerEnd = appendVarint(typeOfEmpty + 2 * length, header, headerEnd);
    System.arraycopy(data, offset, values, valuesEnd, length);
    valuesEnd += length;
  }

  /**
   * Writes a number as SQLite's varint: seven bits a byte, the highest first.
   *
   * @param value not negative, below 2^28
   * @return the offset after the last byte written
   */
  static int appendVarint(int value, byte[] into, int at) {
    int next = at;
    for (int shift = 7 * (varintLength(value) - 1); shift > 0; shift -= 7) {
      into[next++] = (byte) (0x80 | (value >> shift));
    }
    into[next++] = (byte) (value & 0x7F);
    return next;
  }

  /** Bytes of {@link #appendVarint}. */
  static int varintLength(int value) {
    return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
  }
}

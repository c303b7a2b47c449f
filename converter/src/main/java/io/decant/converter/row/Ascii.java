package io.decant.converter.row;

import java.nio.charset.StandardCharsets;

/**
 * Whole numbers as ASCII digits in byte arrays, without an object for each. What is appended needs
 * {@link #LONG_LENGTH} bytes of room.
 */
public final class Ascii {
  /** The longest whole number of 64 bits, in bytes. */
  public static final int LONG_LENGTH = 20;

  private static final byte[] MIN_LONG = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

  private Ascii() {}

  /**
   * Writes a signed number.
   *
   * @return the offset after the last byte written
   */
  public static int appendLong(long value, byte[] into, int at) {
    if (value >= 0) {
      return appendPadded(value, 1, into, at);
    }
    if (value == Long.MIN_VALUE) {
      System.arraycopy(MIN_LONG, 0, into, at, MIN_LONG.length);
      return at + MIN_LONG.length;
    }
    into[at] = '-';
    return appendPadded(-value, 1, into, at + 1);
  }

  /**
   * Writes the 64 bits as an unsigned number.
   *
   * @return the offset after the last byte written
   */
  public static int appendUnsignedLong(long value, byte[] into, int at) {
    if (value >= 0) {
      return appendPadded(value, 1, into, at);
    }
    long tens = Long.divideUnsigned(value, 10);
    int next = appendPadded(tens, 1, into, at);
    into[next] = (byte) ('0' + (value - tens * 10));
    return next + 1;
  }

  /** Writes a number that is not negative with zeros in front, up to that many digits. */
  static int appendPadded(long value, int minDigits, byte[] into, int at) {
    int digits = Math.max(minDigits, digits(value));
    long rest = value;
    int next = at + digits;
    while (next >= at + 2) {
      long hundreds = rest / 100;
      next -= 2;
      appendTwo((int) (rest - hundreds * 100), into, next);
      rest = hundreds;
    }
    if (next > at) {
      into[at] = (byte) ('0' + rest);
    }
    return at + digits;
  }

  /** Writes a number below 100 with two digits. */
  static int appendTwo(int value, byte[] into, int at) {
    int tens = value / 10;
    into[at] = (byte) ('0' + tens);
    into[at + 1] = (byte) ('0' + (value - tens * 10));
    return at + 2;
  }

  /** Decimal digits of a number that is not negative; one of 0. */
  public static int digits(long value) {
    int digits = 1;
    long bound = 10;
    while (digits < 19 && value >= bound) {
      bound *= 10;
      digits++;
    }
    return digits;
  }

  /** {@code -?digits} within 64 bits, signed. */
  public static boolean isLong(byte[] text, int offset, int length) {
    boolean negative = length > 0 && text[offset] == '-';
    int sign = negative ? 1 : 0;
    int start = skipZeros(text, offset + sign, offset + length);
    int digits = offset + length - start;
    if (length == sign || digits > 19 || !areDigits(text, offset + sign, offset + length)) {
      return false;
    }
    long magnitude = magnitude(text, start, offset + length);
    return digits < 19 || magnitude >= 0 || (negative && magnitude == Long.MIN_VALUE);
  }

  /** {@code digits} within 64 bits, unsigned. */
  public static boolean isUnsignedLong(byte[] text, int offset, int length) {
    int end = offset + length;
    int start = skipZeros(text, offset, end);
    int digits = end - start;
    if (length == 0 || digits > 20 || !areDigits(text, offset, end)) {
      return false;
    }
    if (digits < 20) {
      return true;
    }
    long front = magnitude(text, start, end - 1);
    int last = text[end - 1] - '0';
    // 18446744073709551615 is 2^64 - 1
    int compared = Long.compareUnsigned(front, 1_844_674_407_370_955_161L);
    return compared < 0 || (compared == 0 && last <= 5);
  }

  /**
   * Reads a signed number.
   *
   * @throws NumberFormatException it is not what {@link #isLong} tells
   */
  public static long parseLong(byte[] text, int offset, int length) {
    if (!isLong(text, offset, length)) {
      throw notNumber(text, offset, length);
    }
    boolean negative = text[offset] == '-';
    long magnitude = magnitude(text, negative ? offset + 1 : offset, offset + length);
    return negative ? -magnitude : magnitude;
  }

  /**
   * Reads an unsigned number as its 64 bits.
   *
   * @throws NumberFormatException it is not what {@link #isUnsignedLong} tells
   */
  public static long parseUnsignedLong(byte[] text, int offset, int length) {
    if (!isUnsignedLong(text, offset, length)) {
      throw notNumber(text, offset, length);
    }
    return magnitude(text, offset, offset + length);
  }

  static NumberFormatException notNumber(byte[] text, int offset, int length) {
    return new NumberFormatException(
        "not a number that fits: "
            + new String(text, offset, Math.min(length, 40), StandardCharsets.UTF_8));
  }

  static boolean areDigits(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  static int skipZeros(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] == '0') {
      at++;
    }
    return at;
  }

  private static long magnitude(byte[] text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + (text[i] - '0');
    }
    return value;
  }
}

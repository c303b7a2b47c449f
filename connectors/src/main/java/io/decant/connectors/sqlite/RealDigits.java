package io.decant.connectors.sqlite;

import io.decant.converter.row.Ascii;

/**
 * The decimal digits of reals that were written with few of them, as prices are: found by a
 * multiplication where the general way needs big numbers.
 *
 * <p>A double tells all decimals of up to 15 digits apart (DBL_DIG), so where such a decimal reads
 * as the double it is its only one, and the shortest.
 */
final class RealDigits {
  /** Bytes that {@link #append} writes at most. */
  static final int MAX_LENGTH = 20;

  private static final double LIMIT = 1e15;
  private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private RealDigits() {}

  /** Digits after the point, 0 to 6; -1 where there are more, or too many altogether. */
  static int scale(double value) {
    for (int scale = 0; scale < POWERS.length; scale++) {
      double whole = Math.rint(value * POWERS[scale]);
      if (!(Math.abs(whole) < LIMIT)) {
        return -1;
      }
      // A division of two exact doubles rounds as reading the decimal does.
      if (whole / POWERS[scale] == value) {
        return scale;
      }
    }
    return -1;
  }

  /** Digits before the point, none for a number below one. */
  static int wholeDigits(double value) {
    long whole = (long) Math.abs(value);
    return whole == 0 ? 0 : Ascii.digits(whole);
  }

  /**
   * Writes the number with so many digits after the point.
   *
   * @param scale as {@link #scale} found it
   * @return the offset after the last byte
   */
  static int append(double value, int scale, byte[] into, int at) {
    long digits = (long) Math.rint(value * POWERS[scale]);
    int end = at;
    if (digits < 0) {
      into[end++] = '-';
      digits = -digits;
    }
    end = Ascii.appendLong(digits / POWERS[scale], into, end);
    if (scale > 0) {
      into[end++] = '.';
      long rest = digits % POWERS[scale];
      for (int place = scale - 1; place >= 0; place--) {
        into[end++] = (byte) ('0' + rest / POWERS[place] % 10);
      }
    }
    return end;
  }
}

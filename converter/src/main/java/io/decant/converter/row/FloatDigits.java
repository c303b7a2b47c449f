package io.decant.converter.row;

/**
 * The shortest text of an ordinary float, worked out in 128 bits: one between 0.001 and 10^15, as
 * nearly all are that anybody stores. What it cannot do it leaves to {@link Floats}.
 *
 * <p>A float is c / 2^s. As many decimal places are taken as give the wanted number of digits, so
 * it is c * 10^places / 2^s units of the last place; the whole units below and above are the only
 * candidates. A decimal reads back as this float where it is less than half a step of c away, which
 * is 10^places / 2 on the same scale.
 */
final class FloatDigits {
  /**
   * Different decimals of so few digits never read as one float; at one more than the most, one
   * does.
   */
  private static final int SAFE_DOUBLE_DIGITS = 15;

  private static final int MOST_DOUBLE_DIGITS = 17;
  private static final int SAFE_FLOAT_DIGITS = 6;
  private static final int MOST_FLOAT_DIGITS = 9;

  private static final double LEAST = 1e-3;
  private static final double BEYOND_DOUBLE = 1e15;
  private static final double BEYOND_FLOAT = 1e6;

  private static final double[] BOUNDS = {
    1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
    1e14, 1e15
  };

  /** Up to 10^19, which fills 64 bits without a sign. */
  private static final long[] POWERS = powers();

  private FloatDigits() {}

  /**
   * Writes a positive float.
   *
   * @param narrow it was widened from 32 bits
   * @return the offset after the last byte written; negative when this float is none of ours, and
   *     nothing was written
   */
  static int append(double magnitude, boolean narrow, byte[] into, int at) {
    if (!(magnitude >= LEAST && magnitude < (narrow ? BEYOND_FLOAT : BEYOND_DOUBLE))) {
      return -1;
    }
    int fractionBits = narrow ? 23 : 52;
    long bits = Double.doubleToRawLongBits(magnitude);
    int shift = fractionBits + 1023 - (int) (bits >>> 52);
    long digits = ((bits & ((1L << 52) - 1)) | (1L << 52)) >>> (52 - fractionBits);
    boolean lopsided = digits == 1L << fractionBits;
    int places = (narrow ? SAFE_FLOAT_DIGITS : SAFE_DOUBLE_DIGITS) - integerDigits(magnitude);
    int most = (narrow ? MOST_FLOAT_DIGITS : MOST_DOUBLE_DIGITS) - integerDigits(magnitude);
    for (; places <= most; places++) {
      long units = nearest(digits, shift, places, lopsided);
      if (units >= 0) {
        return write(units, places, into, at);
      }
    }
    return -1;
  }

  /** 1 for 1 to 9.9, 0 for 0.1 to 0.99, -1 for 0.01 to 0.099. */
  private static int integerDigits(double magnitude) {
    int index = 1;
    while (magnitude >= BOUNDS[index]) {
      index++;
    }
    return index - 3;
  }

  /**
   * The nearest number of units that reads back, the even one of two; negative when there is none.
   *
   * @param lopsided a power of two: the float below is half as far as the one above
   */
  private static long nearest(long digits, int shift, int places, boolean lopsided) {
    long step = POWERS[places];
    long low = digits * step;
    long high = Math.multiplyHigh(digits, step) + (step < 0 ? digits : 0);
    long below = high << (64 - shift) | low >>> shift;
    long rest = low & ((1L << shift) - 1);
    long gap = (1L << shift) - rest;
    if (lopsided) {
      return rest == 0 ? below : -1;
    }
    boolean even = (digits & 1) == 0;
    boolean down = reads(rest, step, even);
    boolean up = reads(gap, step, even);
    if (down && up) {
      return rest < gap || (rest == gap && (below & 1) == 0) ? below : below + 1;
    }
    if (down) {
      return below;
    }
    return up ? below + 1 : -1;
  }

  /** Half way between two floats, a decimal reads as the even one. */
  private static boolean reads(long distance, long step, boolean even) {
    int compared = Long.compareUnsigned(2 * distance, step);
    return compared < 0 || (compared == 0 && even);
  }

  private static int write(long units, int places, byte[] into, int at) {
    long rest = units;
    int left = places;
    while (left > 0 && rest % 10 == 0) {
      rest /= 10;
      left--;
    }
    if (left == 0) {
      return Ascii.appendLong(rest, into, at);
    }
    long whole = left < 19 ? rest / POWERS[left] : 0;
    int next = Ascii.appendLong(whole, into, at);
    into[next++] = '.';
    return Ascii.appendPadded(rest - whole * POWERS[left], left, into, next);
  }

  private static long[] powers() {
    long[] powers = new long[20];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }
}

package io.decant.converter.row;

import java.util.Arrays;

/**
 * Decimals as a batch holds them: plain ASCII digits, {@code -?digits(.digits)?}, or {@code NaN},
 * {@code Infinity}, {@code -Infinity}.
 */
public final class Decimals {
  /**
   * Digits before the point at most, as in PostgreSQL (manual, "Numeric Types"): an exponent beyond
   * is a mistake or an attack on our memory.
   */
  public static final int MAX_INTEGER_DIGITS = 131_072;

  /** Digits after the point at most, as in PostgreSQL. */
  public static final int MAX_FRACTION_DIGITS = 16_383;

  private static final byte[] INFINITY = {'I', 'n', 'f', 'i', 'n', 'i', 't', 'y'};

  private Decimals() {}

  /**
   * Appends a decimal as a batch holds it: sign plus and leading zeros away, exponent worked out,
   * zero without a sign, trailing fractional zeros kept.
   *
   * @return false when the text is no decimal or has more digits than the limits here allow; then
   *     nothing was appended
   */
  public static boolean append(byte[] text, int offset, int length, BytesVector out) {
    if (isPlain(text, offset, length)) {
      out.append(text, offset, length);
      return true;
    }
    return new DecimalScanner(text, offset, offset + length).append(out);
  }

  /** Whether the text already is as a batch holds it. */
  public static boolean isPlain(byte[] text, int offset, int length) {
    if (isSpecial(text, offset, length)) {
      return true;
    }
    int end = offset + length;
    boolean negative = length > 0 && text[offset] == '-';
    int start = negative ? offset + 1 : offset;
    int point = point(text, start, end);
    if (point == start || (point < end && point + 1 == end)) {
      return false;
    }
    if (text[start] == '0' && point > start + 1) {
      return false;
    }
    boolean digits =
        Ascii.areDigits(text, start, point)
            && (point == end || Ascii.areDigits(text, point + 1, end));
    return digits
        && point - start <= MAX_INTEGER_DIGITS
        && end - point - 1 <= MAX_FRACTION_DIGITS
        && !(negative && isZero(text, offset, length));
  }

  /** NaN or infinite. */
  public static boolean isSpecial(byte[] text, int offset, int length) {
    return isNotANumber(text, offset, length) || isInfinite(text, offset, length);
  }

  public static boolean isNotANumber(byte[] text, int offset, int length) {
    return length == 3 && text[offset] == 'N' && text[offset + 1] == 'a' && text[offset + 2] == 'N';
  }

  public static boolean isInfinite(byte[] text, int offset, int length) {
    int start = length > 0 && text[offset] == '-' ? offset + 1 : offset;
    return offset + length - start == INFINITY.length
        && text[start] == 'I'
        && Arrays.equals(text, start, offset + length, INFINITY, 0, INFINITY.length);
  }

  /** A plain decimal without any digit but 0. */
  public static boolean isZero(byte[] text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (text[i] != '0' && text[i] != '.' && text[i] != '-') {
        return false;
      }
    }
    return true;
  }

  /** Length of a plain decimal without its trailing fractional zeros, and without a bare point. */
  public static int trimmedLength(byte[] text, int offset, int length) {
    int last = offset + length - 1;
    while (last > offset && text[last] == '0') {
      last--;
    }
    // From the end: a column's fractions are of one length far more often than its numbers.
    int point = last;
    while (point >= offset && text[point] != '.') {
      point--;
    }
    return point < offset ? length : (last == point ? last : last + 1) - offset;
  }

  /** Digits before the point of a plain decimal; a lone 0 there counts none. */
  public static int integerDigits(byte[] text, int offset, int length) {
    int end = offset + length;
    int start = length > 0 && text[offset] == '-' ? offset + 1 : offset;
    int point = point(text, start, end);
    return point - Ascii.skipZeros(text, start, point);
  }

  /** Digits after the point of a plain decimal, trailing zeros not counted. */
  public static int fractionDigits(byte[] text, int offset, int length) {
    int end = offset + trimmedLength(text, offset, length);
    int point = point(text, offset, end);
    return point == end ? 0 : end - point - 1;
  }

  /**
   * Whether a plain decimal has a place in {@code decimal(precision, scale)} without rounding. A
   * negative scale holds no digits below that power of ten; precision 0 holds everything.
   */
  public static boolean fits(byte[] text, int offset, int length, int precision, int scale) {
    if (precision == 0) {
      return true;
    }
    if (leadingPlace(text, offset, length) > precision - scale) {
      return isZero(text, offset, length);
    }
    if (scale >= 0) {
      return fractionDigits(text, offset, length) <= scale;
    }
    int end = offset + trimmedLength(text, offset, length);
    for (int i = Math.max(offset, end + scale); i < end; i++) {
      if (text[i] != '0' && text[i] != '-') {
        return false;
      }
    }
    return point(text, offset, end) == end;
  }

  /** Digits before the point, or minus the zeros that follow the point when there are none. */
  private static int leadingPlace(byte[] text, int offset, int length) {
    int integer = integerDigits(text, offset, length);
    int end = offset + length;
    int point = point(text, offset, end);
    if (integer > 0 || point == end) {
      return integer;
    }
    return point + 1 - Ascii.skipZeros(text, point + 1, end);
  }

  /** Offset of the point, or {@code end}. */
  static int point(byte[] text, int from, int end) {
    int at = from;
    while (at < end && text[at] != '.') {
      at++;
    }
    return at;
  }
}

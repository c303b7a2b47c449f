package io.decant.converter.row;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Binary floats as text: the fewest digits that read back as the same number, and among those the
 * nearest. {@code Double.toString} gives that only since JDK 19 (JDK-4511638), so its answer is
 * taken as it is where it cannot be wrong, and checked where it can.
 *
 * <p>The form is plain from 0.0001 to below 1e16, else {@code 1.5e-7}; whole numbers have no point;
 * {@code NaN}, {@code Infinity} and {@code -Infinity} stand for themselves.
 */
public final class Floats {
  /** Room that is enough for any float's text, in bytes. */
  public static final int TEXT_LENGTH = 32;

  /** Two different decimals of so few digits never read as one normal number. */
  private static final int SAFE_DOUBLE_DIGITS = 15;

  private static final int SAFE_FLOAT_DIGITS = 6;

  /** Whole numbers up to here are doubles, each of them. */
  private static final long MAX_EXACT_LONG = 1L << 53;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Floats() {}

  /**
   * The shortest text of a float.
   *
   * @param bits 32 when the number was widened from a 32-bit float, else 64
   */
  public static String text(double value, int bits) {
    byte[] text = new byte[TEXT_LENGTH];
    return new String(text, 0, append(value, bits, text, 0), StandardCharsets.ISO_8859_1);
  }

  /**
   * Writes what {@link #text} gives, in most cases without an object.
   *
   * @param into has {@link #TEXT_LENGTH} bytes of room from {@code at} on
   * @return the offset after the last byte written
   */
  public static int append(double value, int bits, byte[] into, int at) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return appendWord(Double.toString(value), into, at);
    }
    int next = at;
    if (Double.doubleToRawLongBits(value) < 0) {
      into[next++] = '-';
    }
    double magnitude = Math.abs(value);
    if (magnitude < 1e6 && magnitude == (int) magnitude) {
      return Ascii.appendLong((int) magnitude, into, next);
    }
    int end = FloatDigits.append(magnitude, bits == 32, into, next);
    return end >= 0 ? end : appendWord(plain(shortest(magnitude, bits == 32)), into, next);
  }

  private static int appendWord(String word, byte[] into, int at) {
    int next = at;
    for (int i = 0; i < word.length(); i++) {
      into[next++] = (byte) word.charAt(i);
    }
    return next;
  }

  /**
   * Reads {@code [+-]digits[.digits][e[+-]digits]}, {@code NaN} or {@code [-]Infinity}, rounded to
   * the nearest double.
   *
   * @throws NumberFormatException it is none of these
   */
  public static double parse(byte[] text, int offset, int length) {
    int end = offset + length;
    int at = offset;
    boolean negative = at < end && text[at] == '-';
    if (negative) {
      at++;
    }
    long mantissa = 0;
    int digits = 0;
    int scale = 0;
    boolean point = false;
    for (; at < end && digits <= SAFE_DOUBLE_DIGITS; at++) {
      byte next = text[at];
      if (next == '.' && !point) {
        point = true;
      } else if (next >= '0' && next <= '9') {
        mantissa = mantissa * 10 + (next - '0');
        digits++;
        scale += point ? 1 : 0;
      } else {
        break;
      }
    }
    // both the digits and the power of ten are exact doubles, so one division rounds once
    if (at == end && digits > 0 && digits <= SAFE_DOUBLE_DIGITS) {
      double magnitude = mantissa / POWERS_OF_TEN[scale];
      return negative ? -magnitude : magnitude;
    }
    return parseAny(text, offset, length);
  }

  private static double parseAny(byte[] text, int offset, int length) {
    String word = new String(text, offset, length, StandardCharsets.ISO_8859_1);
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      char next = word.charAt(i);
      digit |= next >= '0' && next <= '9';
      // Java would also take hexadecimal floats, type suffixes and spaces
      if ((next < '0' || next > '9') && "+-.eE".indexOf(next) < 0) {
        digit = false;
        break;
      }
    }
    if (digit || word.equals("NaN") || word.equals("Infinity") || word.equals("-Infinity")) {
      return Double.parseDouble(word);
    }
    throw Ascii.notNumber(text, offset, length);
  }

  private static BigDecimal shortest(double magnitude, boolean narrow) {
    String written = narrow ? Float.toString((float) magnitude) : Double.toString(magnitude);
    BigDecimal candidate = new BigDecimal(written).stripTrailingZeros();
    boolean normal = magnitude >= (narrow ? Float.MIN_NORMAL : Double.MIN_NORMAL);
    if (normal && candidate.precision() <= (narrow ? SAFE_FLOAT_DIGITS : SAFE_DOUBLE_DIGITS)) {
      return candidate;
    }
    BigDecimal exact = new BigDecimal(magnitude);
    BigDecimal best = candidate;
    for (int digits = candidate.precision(); digits > 0; digits--) {
      BigDecimal nearest = nearest(exact, digits, magnitude, narrow);
      if (nearest.signum() == 0) {
        break;
      }
      best = nearest;
    }
    return best.stripTrailingZeros();
  }

  /** The nearest decimal of so many digits that reads back; 0 when there is none. */
  private static BigDecimal nearest(
      BigDecimal exact, int digits, double magnitude, boolean narrow) {
    BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
    BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
    boolean belowFits = reads(below, magnitude, narrow);
    boolean aboveFits = reads(above, magnitude, narrow);
    if (belowFits && aboveFits) {
      BigDecimal down = exact.subtract(below);
      BigDecimal up = above.subtract(exact);
      int nearer = down.compareTo(up);
      boolean belowIsEven = !below.unscaledValue().testBit(0);
      return nearer < 0 || (nearer == 0 && belowIsEven) ? below : above;
    }
    if (belowFits) {
      return below;
    }
    return aboveFits ? above : BigDecimal.ZERO;
  }

  private static boolean reads(BigDecimal decimal, double magnitude, boolean narrow) {
    return narrow ? decimal.floatValue() == (float) magnitude : decimal.doubleValue() == magnitude;
  }

  private static String plain(BigDecimal number) {
    String digits = number.unscaledValue().toString();
    int exponent = digits.length() - number.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      return number.toPlainString();
    }
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + exponent;
  }

  /** A whole number that a double holds exactly, as every one up to 2^53 is. */
  public static boolean isExact(long value) {
    return Math.abs(value) <= MAX_EXACT_LONG && value != Long.MIN_VALUE
        || (long) (double) value == value && value != Long.MAX_VALUE;
  }
}

package io.decant.connectors.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.JsonNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Spells the numbers of a JSON text so that the server reads them as the doubles that they are. Its
 * parser multiplies digits by a power of ten in floating point, so that one double in ten with 16
 * or 17 digits comes out as its neighbour; of a double's many spellings there are always some that
 * do not.
 *
 * <p>Source: RapidJSON, kParseDefaultFlags, "normal precision"; seen in MySQL 8.0.15.
 */
final class JsonSpelling {
  private static final int MAX_EXPONENT = 308;
  private static final int FEW_DIGITS = 15;
  private static final int FAST_DIGITS = 17;
  private static final long FAST_MANTISSA = (1L << 53) - 1;
  private static final int FEWEST_DIGITS = 16;
  private static final int MOST_DIGITS = 45;
  private static final int STEPS_A_DOUBLE = 8;
  private static final int STEPS = 32;
  private static final double[] TENS = new double[MAX_EXPONENT + 1];

  static {
    for (int i = 0; i <= MAX_EXPONENT; i++) {
      TENS[i] = Double.parseDouble("1e" + i);
    }
  }

  private JsonSpelling() {}

  /** Appends the text, valid JSON whose numbers are 64-bit integers or doubles. */
  static void append(byte[] json, int offset, int length, RowBuffer out) {
    int end = offset + length;
    int copied = offset;
    int at = JsonNumbers.next(json, offset, end);
    while (at < end) {
      int numberEnd = JsonNumbers.numberEnd(json, at, end);
      int bytes = numberEnd - at;
      if (!hasFewDigits(json, at, numberEnd)
          && !Ascii.isLong(json, at, bytes)
          && !Ascii.isUnsignedLong(json, at, bytes)) {
        out.escaped(json, copied, at - copied);
        out.append(spelled(new String(json, at, bytes, US_ASCII)));
        copied = numberEnd;
      }
      at = JsonNumbers.next(json, numberEnd, end);
    }
    out.escaped(json, copied, end - copied);
  }

  /**
   * So few digits, and the power of ten that divides them, are exact doubles: one division rounds
   * once, there as everywhere.
   */
  private static boolean hasFewDigits(byte[] json, int from, int end) {
    int digits = 0;
    for (int i = from; i < end; i++) {
      if (json[i] >= '0' && json[i] <= '9') {
        digits++;
      } else if (json[i] != '.' && json[i] != '-') {
        return false;
      }
    }
    return digits <= FEW_DIGITS;
  }

  /** The number as it is where the server reads it right, else another spelling of its double. */
  static String spelled(String number) {
    double value = Double.parseDouble(number);
    if (asServerReads(number) == value) {
      return number;
    }
    int decimal = (int) Math.floor((Math.getExponent(value) + 1) * Math.log10(2));
    for (int digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++) {
      String found = nearby(value, decimal - digits + 1);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return number;
  }

  /**
   * A whole number times that power of ten which both an exact reader and the server read right.
   */
  private static String nearby(double value, int power) {
    BigDecimal whole = new BigDecimal(value).scaleByPowerOfTen(-power);
    BigDecimal step =
        new BigDecimal(Math.ulp(whole.doubleValue()) / STEPS_A_DOUBLE).max(BigDecimal.ONE);
    for (int i = 0; i <= STEPS; i++) {
      // 0, 1, -1, 2, -2 and so on
      BigDecimal distance = step.multiply(BigDecimal.valueOf(i % 2 == 0 ? -i / 2 : (i + 1) / 2));
      String text = whole.add(distance).toBigInteger() + "e" + power;
      if (Double.parseDouble(text) == value && asServerReads(text) == value) {
        return text;
      }
    }
    return "";
  }

  /** What the server's parser makes of a number that is no 64-bit integer. */
  static double asServerReads(String number) {
    boolean minus = number.startsWith("-");
    int at = minus ? 1 : 0;
    long most = minus ? Long.MAX_VALUE / 10 : Long.divideUnsigned(-1, 10);
    int lastDigit = minus ? 8 : 5;
    int length = number.length();
    long whole = 0;
    double value = 0;
    boolean real = false;
    int significant = 0;
    int scale = 0;
    int first = at;
    for (; at < length && isDigit(number, at); at++) {
      int digit = number.charAt(at) - '0';
      boolean overflows =
          Long.compareUnsigned(whole, most) > 0 || whole == most && digit > lastDigit;
      if (!real && overflows) {
        real = true;
        value = unsigned(whole);
      }
      if (real) {
        value = value * 10 + digit;
      } else {
        whole = whole * 10 + digit;
        significant += at > first ? 1 : 0;
      }
    }
    if (at < length && number.charAt(at) == '.') {
      at++;
      if (!real) {
        for (; at < length && isDigit(number, at); at++) {
          if (Long.compareUnsigned(whole, FAST_MANTISSA) > 0) {
            break;
          }
          whole = whole * 10 + (number.charAt(at) - '0');
          scale--;
          significant += whole != 0 ? 1 : 0;
        }
        value = unsigned(whole);
        real = true;
      }
      for (; at < length && isDigit(number, at); at++) {
        if (significant < FAST_DIGITS) {
          value = value * 10 + (number.charAt(at) - '0');
          scale--;
          significant += value > 0 ? 1 : 0;
        }
      }
    }
    if (!real) {
      value = unsigned(whole);
    }
    double read = scaled(value, exponent(number, at) + scale);
    return minus ? -read : read;
  }

  private static int exponent(String number, int at) {
    if (at == number.length()) {
      return 0;
    }
    try {
      return Integer.parseInt(number.substring(at + 1));
    } catch (NumberFormatException beyondAll) {
      return number.charAt(at + 1) == '-' ? -2 * MAX_EXPONENT : 2 * MAX_EXPONENT;
    }
  }

  private static boolean isDigit(String number, int at) {
    return number.charAt(at) >= '0' && number.charAt(at) <= '9';
  }

  private static double unsigned(long whole) {
    return whole >= 0 ? whole : new BigInteger(Long.toUnsignedString(whole)).doubleValue();
  }

  private static double scaled(double digits, int power) {
    if (power < -MAX_EXPONENT) {
      return timesTen(timesTen(digits, -MAX_EXPONENT), power + MAX_EXPONENT);
    }
    return timesTen(digits, power);
  }

  private static double timesTen(double digits, int power) {
    if (power < -MAX_EXPONENT) {
      return 0;
    }
    if (power > MAX_EXPONENT) {
      return Double.POSITIVE_INFINITY;
    }
    return power >= 0 ? digits * TENS[power] : digits / TENS[-power];
  }
}

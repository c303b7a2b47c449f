package io.decant.connectors.documents;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Decimals of 34 digits as BSON holds them: IEEE 754 decimal128, the integer encoding of the
 * significand. One number may be spelt with several exponents (1.5, 1.50), and those are different
 * bytes.
 */
final class Decimal128 {
  static final int MAX_DIGITS = 34;
  private static final int BIAS = 6176;
  private static final int MAX_EXPONENT = 6111;
  private static final int EXPONENT_SHIFT = 49;
  private static final int EXPONENT_MASK = (1 << 14) - 1;
  private static final long SIGN = 1L << 63;
  private static final long COEFFICIENT_MASK = (1L << EXPONENT_SHIFT) - 1;
  private static final long INFINITY = 0x7800_0000_0000_0000L;
  private static final long NOT_A_NUMBER = 0x7C00_0000_0000_0000L;

  /** Both of its bits set: infinite, not a number, or a significand beyond 34 digits. */
  private static final long SPECIAL = 0x6000_0000_0000_0000L;

  /** Of the greatest significand of 34 digits, the upper half. */
  private static final long MAX_COEFFICIENT_HIGH = 0x0001_ED09_BEAD_87C0L;

  /** A long of so many digits never overflows. */
  private static final int LONG_DIGITS = 18;

  private Decimal128() {}

  /**
   * Appends the number as a batch holds decimals: in plain digits, zero without a sign.
   *
   * @return false for a significand that no decimal128 ought to have; nothing was appended then
   */
  static boolean appendPlain(byte[] bytes, int at, BytesVector out) {
    long low = Bson.int64(bytes, at);
    long high = Bson.int64(bytes, at + 8);
    int exponent = exponent(high);
    boolean small = (high & (SPECIAL | COEFFICIENT_MASK)) == 0 && low >= 0;
    if (small && exponent <= 0 && exponent >= -LONG_DIGITS) {
      appendSmall(high < 0 && low != 0, low, -exponent, out);
      return true;
    }
    byte[] text = text(bytes, at).getBytes(StandardCharsets.US_ASCII);
    return Decimals.append(text, 0, text.length, out);
  }

  private static void appendSmall(boolean negative, long digits, int scale, BytesVector out) {
    int count = Math.max(Ascii.digits(digits), scale + 1);
    int at = out.reserve(count + 2);
    byte[] data = out.data();
    if (negative) {
      data[at++] = '-';
    }
    int end = at + count + (scale > 0 ? 1 : 0);
    long rest = digits;
    for (int i = end - 1; i >= at; i--) {
      if (scale > 0 && i == end - 1 - scale) {
        data[i] = '.';
      } else {
        data[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
    out.finish(end);
  }

  /** The number as the extended JSON specification spells it; every exponent has its own text. */
  static String text(byte[] bytes, int at) {
    long low = Bson.int64(bytes, at);
    long high = Bson.int64(bytes, at + 8);
    String sign = high < 0 ? "-" : "";
    if ((high & NOT_A_NUMBER) == NOT_A_NUMBER) {
      return "NaN";
    }
    if ((high & INFINITY) == INFINITY) {
      return sign + "Infinity";
    }
    // A significand beyond 34 digits counts as zero (IEEE 754-2008, 3.5.2).
    boolean beyond = (high & SPECIAL) == SPECIAL;
    BigInteger digits =
        beyond
            ? BigInteger.ZERO
            : BigInteger.valueOf(high & COEFFICIENT_MASK)
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(low)));
    return sign + new BigDecimal(digits, -exponent(high));
  }

  /** Whether the plain digits of a number, read again, give the very same bytes. */
  static boolean isPlain(byte[] bytes, int at) {
    long low = Bson.int64(bytes, at);
    long high = Bson.int64(bytes, at + 8);
    if ((high & SPECIAL) == SPECIAL) {
      boolean named = high == NOT_A_NUMBER || (high & ~SIGN) == INFINITY;
      return named && low == 0;
    }
    boolean zero = low == 0 && (high & COEFFICIENT_MASK) == 0;
    boolean canonical = (high & COEFFICIENT_MASK) <= MAX_COEFFICIENT_HIGH;
    return exponent(high) <= 0 && !(zero && high < 0) && canonical;
  }

  private static int exponent(long high) {
    boolean shifted = (high & SPECIAL) == SPECIAL;
    return (int) (high >>> (shifted ? EXPONENT_SHIFT - 2 : EXPONENT_SHIFT) & EXPONENT_MASK) - BIAS;
  }

  /**
   * Writes the 16 bytes of a decimal in plain or scientific digits, exactly.
   *
   * @return false when it has more digits or a greater exponent than there is room for; nothing was
   *     written then
   */
  static boolean write(String text, BsonOutput out) {
    long sign = text.startsWith("-") ? SIGN : 0;
    switch (text) {
      case "NaN" -> {
        return write(0, NOT_A_NUMBER, out);
      }
      case "Infinity", "-Infinity" -> {
        return write(0, sign | INFINITY, out);
      }
      default -> {
        return write(sign, new BigDecimal(text), out);
      }
    }
  }

  private static boolean write(long sign, BigDecimal number, BsonOutput out) {
    BigDecimal fit = fit(number);
    if (fit.precision() > MAX_DIGITS || -fit.scale() > MAX_EXPONENT || -fit.scale() < -BIAS) {
      return false;
    }
    BigInteger digits = fit.unscaledValue().abs();
    long high = digits.shiftRight(64).longValue() | (long) (BIAS - fit.scale()) << EXPONENT_SHIFT;
    return write(digits.longValue(), sign | high, out);
  }

  /** The same number with a significand and an exponent that have room, if there is one. */
  private static BigDecimal fit(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.valueOf(0, Math.max(-MAX_EXPONENT, Math.min(BIAS, number.scale())));
    }
    BigDecimal fit = number;
    if (fit.precision() > MAX_DIGITS) {
      BigDecimal shortest = fit.stripTrailingZeros();
      int room = MAX_DIGITS - shortest.precision();
      fit = room < 0 ? shortest : shortest.setScale(shortest.scale() + room);
    }
    if (fit.scale() < -MAX_EXPONENT && fit.scale() + MAX_DIGITS >= -MAX_EXPONENT) {
      return fit.setScale(-MAX_EXPONENT);
    }
    BigDecimal shortest = fit.scale() > BIAS ? fit.stripTrailingZeros() : fit;
    return fit.scale() > BIAS && shortest.scale() <= BIAS ? fit.setScale(BIAS) : fit;
  }

  private static boolean write(long low, long high, BsonOutput out) {
    out.int64(low);
    out.int64(high);
    return true;
  }
}

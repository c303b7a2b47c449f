package io.decant.converter.row;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The numbers in a JSON text, seen by a database that keeps them as 64-bit integers or doubles, as
 * MySQL does. The text must be valid.
 *
 * <p>Source: MySQL manual, "The JSON Data Type".
 */
public final class JsonNumbers {
  /** Numbers of so few bytes have digits that every double gives back as they were. */
  private static final int SAFE_LENGTH = 15;

  private JsonNumbers() {}

  /** Whether every number is one that such a database keeps. */
  public static boolean areDoubles(byte[] json, int offset, int length) {
    int end = offset + length;
    int at = next(json, offset, end);
    while (at < end) {
      int numberEnd = numberEnd(json, at, end);
      if (!isKept(json, at, numberEnd - at)) {
        return false;
      }
      at = next(json, numberEnd, end);
    }
    return true;
  }

  /**
   * Appends the text with every number replaced by the one that such a database keeps.
   *
   * @return false when a number is beyond all doubles; then nothing was appended
   */
  public static boolean appendAsDoubles(byte[] json, int offset, int length, BytesVector out) {
    ByteText text = new ByteText();
    int end = offset + length;
    int copied = offset;
    int at = next(json, offset, end);
    while (at < end) {
      int numberEnd = numberEnd(json, at, end);
      if (!isKept(json, at, numberEnd - at)) {
        double value = Floats.parse(json, at, numberEnd - at);
        if (Double.isInfinite(value)) {
          return false;
        }
        text.append(json, copied, at - copied);
        text.append(Floats.text(value, 64));
        copied = numberEnd;
      }
      at = next(json, numberEnd, end);
    }
    text.append(json, copied, end - copied);
    text.copyTo(out);
    return true;
  }

  private static boolean isKept(byte[] json, int at, int length) {
    if (Ascii.isLong(json, at, length) || Ascii.isUnsignedLong(json, at, length)) {
      return true;
    }
    if (length <= SAFE_LENGTH && isPlain(json, at, at + length)) {
      return true;
    }
    double value = Floats.parse(json, at, length);
    if (Double.isInfinite(value)) {
      return false;
    }
    byte[] digits = Arrays.copyOfRange(json, at, at + length);
    BytesVector plain = new BytesVector(1);
    // an exponent that is too absurd to write out belongs to a number that is no double but 0
    return Decimals.append(digits, 0, length, plain)
        && new BigDecimal(plain.text(0)).compareTo(new BigDecimal(Floats.text(value, 64))) == 0;
  }

  private static boolean isPlain(byte[] json, int from, int end) {
    for (int i = from; i < end; i++) {
      if (json[i] > '9' || json[i] == '+') {
        return false;
      }
    }
    return true;
  }

  /** Offset of the next number that is not inside a string, or {@code end}. */
  public static int next(byte[] json, int from, int end) {
    int at = from;
    while (at < end) {
      byte here = json[at];
      if (here == '"') {
        at = stringEnd(json, at, end);
      } else if (here == '-' || (here >= '0' && here <= '9')) {
        return at;
      } else {
        at++;
      }
    }
    return end;
  }

  private static int stringEnd(byte[] json, int quote, int end) {
    int at = JsonStrings.plainEnd(json, quote + 1, end);
    while (at < end && json[at] != '"') {
      at = JsonStrings.plainEnd(json, Math.min(end, at + 2), end);
    }
    return Math.min(end, at + 1);
  }

  /** Offset behind a number that begins here. */
  public static int numberEnd(byte[] json, int from, int end) {
    int at = from;
    while (at < end && isOfNumber(json[at])) {
      at++;
    }
    return at;
  }

  private static boolean isOfNumber(byte single) {
    return (single >= '0' && single <= '9')
        || switch (single) {
          case '-', '+', '.', 'e', 'E' -> true;
          default -> false;
        };
  }
}

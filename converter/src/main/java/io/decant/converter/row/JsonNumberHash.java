package io.decant.converter.row;

/**
 * Hashes a number in JSON text as exact digits times a power of ten: {@code 100}, {@code 1e2} and
 * {@code 100.0} are one number, and {@code 1e400} is one though no double holds it.
 */
final class JsonNumberHash {
  /** So many always fit 64 bits. */
  private static final int MAX_DIGITS = 18;

  /** With its letter. A longer exponent is taken as it is spelt: nothing can be counted so far. */
  private static final int MAX_EXPONENT_LENGTH = 16;

  private final ByteText digits = new ByteText();
  private final long factor;
  private final long small;
  private final long large;
  private final long absurd;

  JsonNumberHash(Secrets secrets) {
    this.factor = secrets.nextFactor();
    this.small = secrets.next();
    this.large = secrets.next();
    this.absurd = secrets.next();
  }

  /** The bytes are a number as JSON has it. */
  long hash(byte[] source, int start, int end) {
    boolean negative = source[start] == '-';
    int first = negative ? start + 1 : start;
    long mantissa = 0;
    int count = 0;
    int fraction = 0;
    int point = 0;
    int at = first;
    for (; at < end && source[at] < 'E'; at++) {
      if (source[at] == '.') {
        point = 1;
      } else {
        mantissa = mantissa * 10 + (source[at] - '0');
        count += mantissa == 0 ? 0 : 1;
        fraction += point;
      }
    }
    if (end - at > MAX_EXPONENT_LENGTH) {
      return Folding.bytes(absurd, source, start, end - start, factor);
    }
    long exponent = (at == end ? 0 : exponent(source, at + 1, end)) - fraction;
    return count <= MAX_DIGITS
        ? ofSmall(negative, mantissa, exponent)
        : ofLarge(negative, source, first, at, exponent);
  }

  private static long exponent(byte[] source, int from, int end) {
    int start = source[from] == '+' ? from + 1 : from;
    return Ascii.parseLong(source, start, end - start);
  }

  private long ofSmall(boolean negative, long mantissa, long exponent) {
    if (mantissa == 0) {
      return Folding.fold(small, factor);
    }
    long odd = mantissa;
    long power = exponent;
    while (odd % 10 == 0) {
      odd /= 10;
      power++;
    }
    return Folding.fold(small ^ (negative ? -odd : odd), factor ^ power);
  }

  private long ofLarge(boolean negative, byte[] source, int first, int last, long exponent) {
    digits.clear();
    for (int i = first; i < last; i++) {
      if (source[i] != '.' && (source[i] != '0' || digits.length() > 0)) {
        digits.append(source[i]);
      }
    }
    int length = digits.length();
    while (digits.data()[length - 1] == '0') {
      length--;
    }
    long power = exponent + digits.length() - length;
    if (length <= MAX_DIGITS) {
      return ofSmall(negative, Ascii.parseLong(digits.data(), 0, length), power);
    }
    long state = negative ? ~large : large;
    return Folding.fold(Folding.bytes(state, digits.data(), 0, length, factor), factor ^ power);
  }
}

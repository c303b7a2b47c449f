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

  private final JsonScanner scanner = new JsonScanner();
  private final ByteText digits = new ByteText();
  private final long factor;
  private final long small;
  private final long large;
  private final long absurd;
  private long hash;

  JsonNumberHash(Secrets secrets) {
    this.factor = secrets.nextFactor();
    this.small = secrets.next();
    this.large = secrets.next();
    this.absurd = secrets.next();
  }

  /**
   * Takes the number that begins here.
   *
   * @return the offset behind it; -1 when it is none
   */
  int take(byte[] source, int start, int end) {
    boolean negative = source[start] == '-';
    int first = negative ? start + 1 : start;
    int at = first;
    int point = end;
    long mantissa = 0;
    while (at < end) {
      int digit = source[at] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
      } else if (source[at] == '.' && point == end) {
        point = at;
      } else {
        break;
      }
      at++;
    }
    boolean exponent = at < end && (source[at] | 0x20) == 'e';
    boolean begun = at > first && (source[first] != '0' || at == first + 1 || point == first + 1);
    if (exponent || at - first > MAX_DIGITS || !begun || point == first || point == at - 1) {
      return takeRare(source, start, end);
    }
    hash = ofSmall(negative, mantissa, point < at ? point + 1 - at : 0);
    return at;
  }

  /** Takes a number with an exponent or with many digits, or tells that it is none. */
  private int takeRare(byte[] source, int start, int end) {
    scanner.start(source, start, end - start);
    if (!scanner.number()) {
      return -1;
    }
    hash = hash(source, start, scanner.at());
    return scanner.at();
  }

  /** Of the number taken last. */
  long hash() {
    return hash;
  }

  private long hash(byte[] source, int start, int end) {
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

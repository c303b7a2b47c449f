package io.decant.converter.row;

/** Reads a decimal in any usual notation, exponent included, and writes it plainly. */
final class DecimalScanner {
  /** Far beyond every limit, and far from overflowing. */
  private static final int ABSURD_EXPONENT = 10_000_000;

  private final byte[] text;
  private final int end;
  private int at;
  private boolean negative;
  private int digitsFrom;
  private int point;
  private int digitsTo;
  private int exponent;

  DecimalScanner(byte[] text, int offset, int end) {
    this.text = text;
    this.at = offset;
    this.end = end;
  }

  /** False when it is no decimal, or has too many digits; then nothing was appended. */
  boolean append(BytesVector out) {
    if (!scan()) {
      return false;
    }
    int digits = digitsTo - digitsFrom - (point < digitsTo ? 1 : 0);
    int leading = leadingZeros();
    boolean zero = leading == digits;
    // position of the point among the digits, after the exponent has moved it
    int position = point - digitsFrom + exponent;
    int integer = zero ? 0 : Math.max(0, position - leading);
    int fraction = Math.max(0, digits - position);
    if (zero && fraction > Decimals.MAX_FRACTION_DIGITS) {
      fraction = 0;
    }
    if (integer > Decimals.MAX_INTEGER_DIGITS || fraction > Decimals.MAX_FRACTION_DIGITS) {
      return false;
    }
    int next = out.reserve(integer + fraction + 3);
    byte[] into = out.data();
    if (negative && !zero) {
      into[next++] = '-';
    }
    if (integer == 0) {
      into[next++] = '0';
    }
    for (int i = position - integer; i < position; i++) {
      into[next++] = digit(i, digits);
    }
    if (fraction > 0) {
      into[next++] = '.';
      for (int i = position; i < position + fraction; i++) {
        into[next++] = digit(i, digits);
      }
    }
    out.finish(next);
    return true;
  }

  private boolean scan() {
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      negative = text[at++] == '-';
    }
    digitsFrom = at;
    skipDigits();
    point = at;
    if (at < end && text[at] == '.') {
      at++;
      skipDigits();
    }
    digitsTo = at;
    boolean some = digitsTo - digitsFrom > (point < digitsTo ? 1 : 0);
    return some && exponent() && at == end;
  }

  private boolean exponent() {
    if (at == end || (text[at] != 'e' && text[at] != 'E')) {
      return true;
    }
    at++;
    boolean down = at < end && text[at] == '-';
    if (at < end && (text[at] == '-' || text[at] == '+')) {
      at++;
    }
    int start = at;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      exponent = Math.min(ABSURD_EXPONENT, exponent * 10 + (text[at++] - '0'));
    }
    exponent = down ? -exponent : exponent;
    return at > start;
  }

  private void skipDigits() {
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
  }

  private int leadingZeros() {
    int zeros = 0;
    for (int i = digitsFrom; i < digitsTo && (text[i] == '0' || text[i] == '.'); i++) {
      zeros += text[i] == '0' ? 1 : 0;
    }
    return zeros;
  }

  private byte digit(int index, int digits) {
    if (index < 0 || index >= digits) {
      return '0';
    }
    int place = digitsFrom + index;
    return text[place < point ? place : place + 1];
  }
}

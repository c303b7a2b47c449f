package io.decant.connectors.documents;

import java.math.BigDecimal;

/** With how many digits behind the point a field's decimals are spelt: 9.90 has two. */
final class Fractions {
  private static final int MOST = Decimal128.MAX_DIGITS;

  private long[] spelt = {};

  /** Of those, the ones that end with no zero. */
  private long[] shortest = {};

  void add(byte[] bson, int at) {
    String text = Decimal128.text(bson, at);
    if (!Decimal128.isPlain(bson, at) || !Character.isDigit(text.charAt(text.length() - 1))) {
      return;
    }
    BigDecimal number = new BigDecimal(text);
    if (number.scale() > MOST) {
      return;
    }
    if (spelt.length == 0) {
      spelt = new long[MOST + 1];
      shortest = new long[MOST + 1];
    }
    spelt[number.scale()]++;
    if (number.scale() == shortest(number)) {
      shortest[number.scale()]++;
    }
  }

  /**
   * The number of digits with which as many as possible are spelt right, if a number that needs
   * more has as many as it needs.
   */
  int usual() {
    int usual = 0;
    long most = 0;
    long longer = 0;
    for (int digits = spelt.length - 1; digits >= 0; digits--) {
      long right = spelt[digits] + longer;
      if (right >= most) {
        most = right;
        usual = digits;
      }
      longer += shortest[digits];
    }
    return usual;
  }

  /** Digits behind the point that a number needs. */
  static int shortest(BigDecimal number) {
    return Math.max(0, number.stripTrailingZeros().scale());
  }
}

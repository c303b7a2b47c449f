package io.decant.connectors.redis;

import io.decant.converter.row.Ascii;
import io.decant.converter.row.Temporals;
import io.decant.converter.row.Utf8;
import io.decant.converter.row.UuidText;

/**
 * What a piece of a key looks like. Each is spelt in one way only, so a key can be put together
 * again.
 */
enum SegmentKind {
  /** A whole number of 64 bits without zeros in front. */
  INTEGER("int"),
  /** In lower case with hyphens. */
  UUID("uuid"),
  /** yyyy-mm-dd. */
  DATE("date"),
  /** Eight digits of base 16 or more, letters and digits. */
  HEX("hex"),
  TEXT("text"),
  /** Not UTF-8. */
  BYTES("bytes");

  private static final int MIN_HEX = 8;
  private static final int DATE_LENGTH = 10;

  /** In templates. */
  final String word;

  SegmentKind(String word) {
    this.word = word;
  }

  static SegmentKind of(byte[] key, int from, int to) {
    int length = to - from;
    if (isCanonicalInteger(key, from, length)) {
      return INTEGER;
    }
    if (UuidText.isCanonical(key, from, length)) {
      return UUID;
    }
    if (isDate(key, from, length)) {
      return DATE;
    }
    if (length >= MIN_HEX && isHex(key, from, to)) {
      return HEX;
    }
    return Utf8.isValid(key, from, length) ? TEXT : BYTES;
  }

  /** A number that a number's own spelling gives back. */
  static boolean isCanonicalInteger(byte[] text, int from, int length) {
    if (length == 0 || !Ascii.isLong(text, from, length)) {
      return false;
    }
    int digits = text[from] == '-' ? from + 1 : from;
    return text[digits] != '0' || (length == 1);
  }

  static boolean isDate(byte[] text, int from, int length) {
    if (length != DATE_LENGTH || text[from + 4] != '-' || text[from + 7] != '-') {
      return false;
    }
    long day = Temporals.parseDate(text, from, length);
    return day != Temporals.INVALID && !Temporals.isImpossible(day) && !Temporals.isInfinite(day);
  }

  private static boolean isHex(byte[] key, int from, int to) {
    boolean lower = false;
    boolean upper = false;
    boolean digit = false;
    for (int i = from; i < to; i++) {
      lower |= key[i] >= 'a' && key[i] <= 'f';
      upper |= key[i] >= 'A' && key[i] <= 'F';
      digit |= key[i] >= '0' && key[i] <= '9';
      if (Character.digit(key[i], 16) < 0) {
        return false;
      }
    }
    return digit && (lower ^ upper || to - from > 18);
  }
}

package io.decant.converter.convert;

import io.decant.converter.convert.Loss.Effect;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Every loss that a rule here can declare, each in one place so that code and words agree. */
final class Losses {
  private static final Set<String> CODES = new TreeSet<>();

  static final Loss NUL_BYTE = refuses("NUL_BYTE", "text of the target cannot hold U+0000");
  static final Loss NUL_BYTE_STRIPPED = changes("NUL_BYTE", "each U+0000 is left out");
  static final Loss NUL_BYTE_REPLACED = changes("NUL_BYTE", "each U+0000 becomes U+FFFD");
  static final Loss TEXT_LENGTH = refuses("TEXT_LENGTH", "longer than the target's column");
  static final Loss CHAR_PAD =
      changes("CHAR_PAD", "trailing spaces are no part of the target's padded text");
  static final Loss OUT_OF_RANGE = refuses("OUT_OF_RANGE", "beyond the target's range");
  static final Loss NUMERIC_SCALE =
      refuses("NUMERIC_SCALE", "has more fractional digits than the target holds");
  static final Loss INEXACT = refuses("INEXACT", "the target's float would be another number");
  static final Loss ROUNDED_FLOAT =
      changes("ROUNDED_FLOAT", "becomes the nearest float, which reads as another number");
  static final Loss NOT_BOOLEAN = refuses("NOT_BOOLEAN", "neither true nor false");
  static final Loss FLOAT_NAN = refuses("FLOAT_NAN", "the target holds no NaN and no infinity");
  static final Loss NAN_AS_NULL = changes("NAN_AS_NULL", "NULL is stored for NaN");
  static final Loss INFINITY_AS_NULL =
      changes("INFINITY_AS_NULL", "NULL is stored for an infinity");
  static final Loss NEG_ZERO = changes("NEG_ZERO", "the target keeps no sign of -0.0");
  static final Loss ZERO_DATE =
      refuses("ZERO_DATE", "the target holds no date of which a part is zero");
  static final Loss INVALID_DATE = refuses("INVALID_DATE", "a day that is in no calendar");
  static final Loss INFINITY_DATE = refuses("INFINITY_DATE", "the target holds no infinite date");
  static final Loss DATE_RANGE = refuses("DATE_RANGE", "beyond the target's calendar");
  static final Loss TRUNC_MICROS =
      changes("TRUNC_MICROS", "finer digits of the second are cut off");
  static final Loss TIME_ZONE =
      always("TIME_ZONE", "an instant and a wall clock are exchanged, both taken as UTC");
  static final Loss TIME_RANGE = refuses("TIME_RANGE", "no time of one day");
  static final Loss ENUM_ERROR = refuses("ENUM_ERROR_VALUE", "MySQL's mark of a wrong label");
  static final Loss ENUM_ERROR_AS_EMPTY =
      changes("ENUM_ERROR_VALUE", "MySQL's mark of a wrong label becomes the empty text");
  static final Loss ENUM_LABEL = refuses("ENUM_LABEL", "no label of the target's type");
  static final Loss INVALID_UTF8 = refuses("INVALID_UTF8", "bytes that are no text");
  static final Loss INVALID_UTF8_REPLACED =
      changes("INVALID_UTF8", "bytes that are no text become U+FFFD");
  static final Loss INVALID_UTF8_AS_LATIN1 =
      changes("INVALID_UTF8", "a value that is no UTF-8 is read as windows-1252");
  static final Loss BYTES_LENGTH =
      refuses("BYTES_LENGTH", "not as many bytes as the target's column holds");
  static final Loss BINARY_PAD =
      changes("BINARY_PAD", "filled with zero bytes up to the target's fixed length");
  static final Loss BITS_LENGTH =
      refuses("BITS_LENGTH", "not as many bits as the target's column holds");
  static final Loss JSON_NORMALISED =
      always(
          "JSON_NORMALISED",
          "the target keeps the meaning of JSON but spells every value its own way");
  static final Loss JSON_SPACES =
      changes("JSON_NORMALISED", "the target keeps JSON without the spaces between its parts");
  static final Loss JSON_DUP_KEY =
      changes("JSON_DUP_KEY", "of an object's values under one key the target keeps the last");
  static final Loss ARRAY_BOUNDS =
      changes("ARRAY_BOUNDS", "the target's lists begin at their first element");
  static final Loss JSON_NUMBER_PRECISION =
      changes("JSON_NUMBER_PRECISION", "a number in JSON becomes the nearest double");
  static final Loss MIXED_STORAGE =
      refuses("MIXED_STORAGE", "this value is of another storage class than its column");
  static final Loss BYTES_AS_HEX = changes("BYTES_AS_HEX", "bytes become text of hex digits");
  static final Loss NOT_PARSED = refuses("NOT_PARSED", "the text is no value of the target's type");

  private Losses() {}

  /** All codes that there are. */
  static Set<String> codes() {
    return Collections.unmodifiableSet(CODES);
  }

  private static Loss refuses(String code, String note) {
    CODES.add(code);
    return new Loss(code, Effect.REFUSES, note, false);
  }

  private static Loss changes(String code, String note) {
    CODES.add(code);
    return new Loss(code, Effect.CHANGES, note, false);
  }

  private static Loss always(String code, String note) {
    CODES.add(code);
    return new Loss(code, Effect.CHANGES, note, true);
  }
}

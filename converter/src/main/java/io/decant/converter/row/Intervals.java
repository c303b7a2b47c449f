package io.decant.converter.row;

import java.nio.charset.StandardCharsets;

/**
 * Spans of months, days and microseconds as ISO 8601 text with a sign per field: {@code
 * P1Y2M3DT4H5M6.789S}. Normalised: twelve months are a year and 3,600 seconds an hour, but neither
 * days and months nor hours and days are ever exchanged; zero is {@code PT0S}.
 *
 * @param months may be negative
 * @param days may be negative
 * @param micros may be negative
 */
public record Intervals(long months, long days, long micros) {

  /** The normalised text. */
  public String text() {
    if (months == 0 && days == 0 && micros == 0) {
      return "PT0S";
    }
    StringBuilder text = new StringBuilder("P");
    field(text, months / 12, 'Y');
    field(text, months % 12, 'M');
    field(text, days, 'D');
    if (micros != 0) {
      text.append('T');
      field(text, micros / 3_600_000_000L, 'H');
      field(text, micros / 60_000_000L % 60, 'M');
      seconds(text, micros % 60_000_000L);
    }
    return text.toString();
  }

  private static void field(StringBuilder text, long value, char unit) {
    if (value != 0) {
      text.append(value).append(unit);
    }
  }

  private static void seconds(StringBuilder text, long micros) {
    if (micros == 0) {
      return;
    }
    text.append(micros < 0 ? "-" : "").append(Math.abs(micros) / 1_000_000);
    long fraction = Math.abs(micros) % 1_000_000;
    if (fraction != 0) {
      String digits = Long.toString(1_000_000 + fraction).substring(1);
      text.append('.').append(digits.replaceFirst("0+$", ""));
    }
    text.append('S');
  }

  /**
   * Reads an ISO 8601 duration, weeks allowed.
   *
   * @throws NumberFormatException it is none, or its parts do not fit 64 bits
   */
  public static Intervals parse(byte[] text, int offset, int length) {
    String iso = new String(text, offset, length, StandardCharsets.ISO_8859_1);
    if (iso.length() < 3 || iso.charAt(0) != 'P' || iso.endsWith("T")) {
      throw none(iso);
    }
    try {
      return parse(iso);
    } catch (ArithmeticException tooLarge) {
      throw none(iso);
    }
  }

  private static Intervals parse(String iso) {
    Intervals sum = new Intervals(0, 0, 0);
    boolean clock = false;
    int at = 1;
    while (at < iso.length()) {
      if (iso.charAt(at) == 'T') {
        clock = true;
        at++;
        continue;
      }
      int unit = at;
      while (unit < iso.length() && "+-.0123456789".indexOf(iso.charAt(unit)) >= 0) {
        unit++;
      }
      if (unit == iso.length()) {
        throw none(iso);
      }
      sum = sum.plus(iso, iso.substring(at, unit), iso.charAt(unit), clock);
      at = unit + 1;
    }
    return sum;
  }

  private Intervals plus(String iso, String number, char unit, boolean clock) {
    if (clock && unit == 'S') {
      return new Intervals(months, days, Math.addExact(micros, seconds(iso, number)));
    }
    long value = Long.parseLong(number);
    if (clock) {
      long scale =
          switch (unit) {
            case 'H' -> 3_600_000_000L;
            case 'M' -> 60_000_000L;
            default -> throw none(iso);
          };
      return new Intervals(months, days, Math.addExact(micros, Math.multiplyExact(value, scale)));
    }
    return switch (unit) {
      case 'Y' ->
          new Intervals(Math.addExact(months, Math.multiplyExact(value, 12L)), days, micros);
      case 'M' -> new Intervals(Math.addExact(months, value), days, micros);
      case 'W' -> new Intervals(months, Math.addExact(days, Math.multiplyExact(value, 7L)), micros);
      case 'D' -> new Intervals(months, Math.addExact(days, value), micros);
      default -> throw none(iso);
    };
  }

  private static long seconds(String iso, String number) {
    int point = number.indexOf('.');
    if (point < 0) {
      return Math.multiplyExact(Long.parseLong(number), 1_000_000L);
    }
    String fraction = number.substring(point + 1);
    if (fraction.isEmpty()
        || fraction.length() > 6
        || !fraction.chars().allMatch(Character::isDigit)) {
      throw none(iso);
    }
    long micros = Long.parseLong((fraction + "00000").substring(0, 6));
    String whole = number.substring(0, point);
    long scaled = Math.multiplyExact(Long.parseLong(whole), 1_000_000L);
    return whole.startsWith("-")
        ? Math.subtractExact(scaled, micros)
        : Math.addExact(scaled, micros);
  }

  private static NumberFormatException none(String iso) {
    return new NumberFormatException("not an ISO 8601 duration: " + iso);
  }
}

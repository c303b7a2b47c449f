package io.decant.connectors.sqlite;

import io.decant.converter.row.Temporals;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Dates and times in the spellings that SQLite's own functions read, as far as they are of one
 * meaning (SQLite documentation, "Date And Time Functions", 2): the seconds may be left out.
 */
final class MomentText {
  private static final int MINUTE = "yyyy-mm-dd hh:mm".length();
  private static final int CLOCK_MINUTE = "hh:mm".length();

  private MomentText() {}

  static long date(byte[] text) {
    return Temporals.parseDate(text, 0, text.length);
  }

  /** A wall clock: nothing may stand behind the time. */
  static long timestamp(byte[] text) {
    byte[] whole = text.length == MINUTE ? withSeconds(text) : text;
    return Temporals.parseTimestamp(whole, 0, whole.length);
  }

  /**
   * An instant: behind the time stands that it is UTC. An offset from it would be lost. Dates that
   * no calendar knows are no instants, so they stand without.
   */
  static long instant(byte[] text) {
    long value = Temporals.parseTimestampTz(text, 0, text.length);
    if (Temporals.isImpossible(value)) {
      return timestamp(text);
    }
    return Temporals.isInfinite(value) || isUtc(text) ? value : Temporals.INVALID;
  }

  static long time(byte[] text) {
    byte[] whole = text.length == CLOCK_MINUTE ? withSeconds(text) : text;
    return Temporals.parseTime(whole, 0, whole.length);
  }

  /** Digits after the point, at most 6. */
  static int fractionDigits(byte[] text) {
    int point = text.length - 1;
    while (point >= 0 && text[point] != '.') {
      point--;
    }
    int end = point + 1;
    while (point >= 0 && end < text.length && text[end] >= '0' && text[end] <= '9') {
      end++;
    }
    return point < 0 ? 0 : Math.min(end - point - 1, 6);
  }

  private static boolean isUtc(byte[] text) {
    return Stream.of("Z", "+00:00", "+0000", "+00").anyMatch(zone -> endsWith(text, zone));
  }

  private static boolean endsWith(byte[] text, String end) {
    int from = text.length - end.length();
    for (int i = 0; i < end.length(); i++) {
      if (from <= 0 || text[from + i] != end.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] withSeconds(byte[] text) {
    byte[] whole = Arrays.copyOf(text, text.length + 3);
    whole[text.length] = ':';
    whole[text.length + 1] = '0';
    whole[text.length + 2] = '0';
    return whole;
  }
}

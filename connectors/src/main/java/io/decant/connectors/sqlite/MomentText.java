package io.decant.connectors.sqlite;

import io.decant.converter.row.Temporals;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Dates and times in the spellings that SQLite's own functions read, as far as they are of one
 * meaning (SQLite documentation, "Date And Time Functions", 2): the seconds may be left out.
 */
final class MomentText {
  private static final int MINUTE = "yyyy-mm-dd hh:mm".length();
  private static final int CLOCK_MINUTE = "hh:mm".length();
  private static final byte[][] UTC =
      Stream.of("Z", "+00:00", "+0000", "+00")
          .map(zone -> zone.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  /** Stands behind the zone. */
  private static final byte[] BEFORE_CHRIST = " BC".getBytes(StandardCharsets.US_ASCII);

  private MomentText() {}

  static long date(byte[] data, int start, int length) {
    return Temporals.parseDate(data, start, length);
  }

  /** A wall clock: nothing may stand behind the time. */
  static long timestamp(byte[] data, int start, int length) {
    return length == MINUTE
        ? Temporals.parseTimestamp(withSeconds(data, start, length), 0, length + 3)
        : Temporals.parseTimestamp(data, start, length);
  }

  /**
   * An instant: behind the time stands that it is UTC. An offset from it would be lost. Dates that
   * no calendar knows are no instants, so they stand without.
   */
  static long instant(byte[] data, int start, int length) {
    long value = Temporals.parseTimestampTz(data, start, length);
    if (Temporals.isImpossible(value)) {
      return timestamp(data, start, length);
    }
    return Temporals.isInfinite(value) || isUtc(data, start, length) ? value : Temporals.INVALID;
  }

  static long time(byte[] data, int start, int length) {
    return length == CLOCK_MINUTE
        ? Temporals.parseTime(withSeconds(data, start, length), 0, length + 3)
        : Temporals.parseTime(data, start, length);
  }

  /** Digits after the point, at most 6. */
  static int fractionDigits(byte[] data, int start, int length) {
    int stop = start + length;
    int point = stop - 1;
    while (point >= start && data[point] != '.') {
      point--;
    }
    int end = point + 1;
    while (point >= start && end < stop && data[end] >= '0' && data[end] <= '9') {
      end++;
    }
    return point < start ? 0 : Math.min(end - point - 1, 6);
  }

  private static boolean isUtc(byte[] data, int start, int length) {
    int end = start + length;
    if (endsWith(data, start, end, BEFORE_CHRIST)) {
      end -= BEFORE_CHRIST.length;
    }
    for (byte[] zone : UTC) {
      if (endsWith(data, start, end, zone)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(byte[] data, int start, int end, byte[] word) {
    int from = end - word.length;
    return from > start && Arrays.equals(data, from, end, word, 0, word.length);
  }

  private static byte[] withSeconds(byte[] data, int start, int length) {
    byte[] whole = Arrays.copyOfRange(data, start, start + length + 3);
    whole[length] = ':';
    whole[length + 1] = '0';
    whole[length + 2] = '0';
    return whole;
  }
}

package io.decant.converter.row;

import java.util.Arrays;

/**
 * Dates and times as numbers, and the special values that no calendar holds.
 *
 * <p>Microseconds before the year 4714 BC and after 294246 are free, so special values live there:
 * the two infinities of PostgreSQL at the ends of {@code long}, and MySQL's zero and partly zero
 * dates (0000-00-00, 2020-00-15, and impossible ones such as 2021-02-30) as packed fields from
 * {@link #IMPOSSIBLE_BASE} on. The same encoding serves dates (then the time fields are 0) and
 * timestamps, so a type test never needs more than a comparison.
 */
public final class Temporals {
  public static final long NEGATIVE_INFINITY = Long.MIN_VALUE;
  public static final long POSITIVE_INFINITY = Long.MAX_VALUE;

  /**
   * Values from here to {@link #IMPOSSIBLE_END} (exclusive) are packed fields of a date that is
   * none.
   */
  public static final long IMPOSSIBLE_BASE = -8_000_000_000_000_000_000L;

  public static final long IMPOSSIBLE_END = -7_000_000_000_000_000_000L;

  public static final long MICROS_PER_DAY = 86_400_000_000L;

  /** What parsing returns for a text that is no value; itself the value of nothing. */
  public static final long INVALID = -6_500_000_000_000_000_000L;

  /** Room that is enough for any text appended here, in bytes. */
  public static final int TEXT_LENGTH = 48;

  /** The furthest days whose microseconds still fit a {@code long}. */
  public static final long MAX_TIMESTAMP_DAY = Long.MAX_VALUE / MICROS_PER_DAY - 1;

  public static final long MIN_TIMESTAMP_DAY = IMPOSSIBLE_END / MICROS_PER_DAY / 2;

  private static final byte[] INFINITY = {'i', 'n', 'f', 'i', 'n', 'i', 't', 'y'};
  private static final byte[] BEFORE_CHRIST = {' ', 'B', 'C'};

  private Temporals() {}

  /** Zero, partly zero or impossible: a date that MySQL stores and no calendar knows. */
  public static boolean isImpossible(long value) {
    return value >= IMPOSSIBLE_BASE && value < IMPOSSIBLE_END;
  }

  public static boolean isInfinite(long value) {
    return value == NEGATIVE_INFINITY || value == POSITIVE_INFINITY;
  }

  /** Packs the fields of a date that is none; see {@link #impossibleFields}. */
  public static long impossible(
      int year, int month, int day, int hour, int minute, int second, int micros) {
    long packed = ((((year * 16L + month) * 32 + day) * 24 + hour) * 60 + minute) * 60 + second;
    return IMPOSSIBLE_BASE + packed * 1_000_000L + micros;
  }

  /**
   * The fields packed by {@link #impossible}: year, month, day, hour, minute, second, microseconds.
   */
  public static int[] impossibleFields(long value) {
    long rest = value - IMPOSSIBLE_BASE;
    int micros = (int) (rest % 1_000_000L);
    rest /= 1_000_000L;
    int second = (int) (rest % 60);
    rest /= 60;
    int minute = (int) (rest % 60);
    rest /= 60;
    int hour = (int) (rest % 24);
    rest /= 24;
    int day = (int) (rest % 32);
    rest /= 32;
    int month = (int) (rest % 16);
    return new int[] {(int) (rest / 16), month, day, hour, minute, second, micros};
  }

  /**
   * An impossible date with a zero for its year, month or day; else the day is beyond its month.
   */
  public static boolean isPartlyZero(long value) {
    if (!isImpossible(value)) {
      return false;
    }
    int[] fields = impossibleFields(value);
    return fields[0] == 0 || fields[1] == 0 || fields[2] == 0;
  }

  /**
   * Reads {@code yyyy-mm-dd}, with a longer year or {@code BC} behind where there is one, {@code
   * infinity} or {@code -infinity}.
   *
   * @return epoch day, special value, or {@link #INVALID}
   */
  public static long parseDate(byte[] text, int offset, int length) {
    return parse(text, offset, length, false, false);
  }

  /**
   * Reads {@code yyyy-mm-dd hh:mm:ss} with up to six fractional digits, {@code T} allowed for the
   * space, and all that {@link #parseDate} allows of the date.
   *
   * @return microseconds, special value, or {@link #INVALID}
   */
  public static long parseTimestamp(byte[] text, int offset, int length) {
    return parse(text, offset, length, true, false);
  }

  /**
   * Reads a timestamp with an optional {@code Z} or {@code +hh[[:]mm[:ss]]} behind; without it the
   * text is UTC.
   *
   * @return microseconds of the instant, special value, or {@link #INVALID}
   */
  public static long parseTimestampTz(byte[] text, int offset, int length) {
    return parse(text, offset, length, true, true);
  }

  /**
   * Reads {@code [-]hhh:mm:ss} with up to six fractional digits; {@code 24:00:00} and more is for
   * the caller's type to judge.
   *
   * @return microseconds, or {@link #INVALID}
   */
  public static long parseTime(byte[] text, int offset, int length) {
    TemporalScanner scanner = new TemporalScanner(text, offset, offset + length);
    boolean negative = scanner.skip('-');
    long micros = scanner.clock(Integer.MAX_VALUE);
    if (micros < 0 || !scanner.atEnd()) {
      return INVALID;
    }
    return negative ? -micros : micros;
  }

  private static long parse(byte[] text, int offset, int length, boolean clocked, boolean zoned) {
    long common =
        clocked
            ? CommonMoments.timestamp(text, offset, length)
            : CommonMoments.date(text, offset, length);
    return common == INVALID ? parseAny(text, offset, length, clocked, zoned) : common;
  }

  private static long parseAny(
      byte[] text, int offset, int length, boolean clocked, boolean zoned) {
    int end = offset + length;
    if (equalsAt(text, offset, end, INFINITY)) {
      return POSITIVE_INFINITY;
    }
    if (length > 0 && text[offset] == '-') {
      return equalsAt(text, offset + 1, end, INFINITY) ? NEGATIVE_INFINITY : INVALID;
    }
    boolean beforeChrist =
        length > 3 && equalsAt(text, end - BEFORE_CHRIST.length, end, BEFORE_CHRIST);
    TemporalScanner scanner =
        new TemporalScanner(text, offset, beforeChrist ? end - BEFORE_CHRIST.length : end);
    if (!scanner.date()) {
      return INVALID;
    }
    long micros = 0;
    long zone = 0;
    if (clocked) {
      if (!scanner.skip(' ') && !scanner.skip('T')) {
        return INVALID;
      }
      micros = scanner.clock(23);
      zone = zoned ? scanner.zone() : 0;
    }
    if (micros < 0 || zone == INVALID || !scanner.atEnd()) {
      return INVALID;
    }
    return combine(scanner.year, scanner.month, scanner.day, beforeChrist, micros, zone, clocked);
  }

  /**
   * A date of these fields as it is parsed: {@code year} from 0 on, and impossible dates as such.
   *
   * @return epoch day, special value, or {@link #INVALID}
   */
  public static long date(int year, int month, int day) {
    return month > 12 || day > 31 ? INVALID : combine(year, month, day, false, 0, 0, false);
  }

  /**
   * A timestamp of these fields as it is parsed; see {@link #date}.
   *
   * @param micros of the day
   * @return microseconds, special value, or {@link #INVALID}
   */
  public static long timestamp(int year, int month, int day, long micros) {
    return month > 12 || day > 31 || micros < 0 || micros >= MICROS_PER_DAY
        ? INVALID
        : combine(year, month, day, false, micros, 0, true);
  }

  private static long combine(
      long named,
      int month,
      int dayOfMonth,
      boolean beforeChrist,
      long micros,
      long zone,
      boolean clocked) {
    long year = beforeChrist ? 1 - named : named;
    boolean zero = named == 0 || month == 0 || dayOfMonth == 0;
    if (zero || dayOfMonth > CivilDate.daysOfMonth(year, month)) {
      if (beforeChrist || named > 9999) {
        return INVALID;
      }
      int seconds = (int) (micros / 1_000_000);
      return impossible(
          (int) named,
          month,
          dayOfMonth,
          seconds / 3600,
          seconds / 60 % 60,
          seconds % 60,
          (int) (micros % 1_000_000));
    }
    long day = CivilDate.epochDay(year, month, dayOfMonth);
    if (!clocked) {
      return day;
    }
    if (day > MAX_TIMESTAMP_DAY || day < MIN_TIMESTAMP_DAY) {
      return INVALID;
    }
    return day * MICROS_PER_DAY + micros - zone;
  }

  private static boolean equalsAt(byte[] text, int from, int to, byte[] word) {
    return Arrays.equals(text, from, to, word, 0, word.length);
  }

  /**
   * Writes a date as {@code yyyy-mm-dd}: years beyond 9999 plainly, years before 1 with {@code BC}
   * as PostgreSQL does, impossible ones as MySQL does, the infinities as {@code infinity} and
   * {@code -infinity}.
   *
   * @param into has {@link #TEXT_LENGTH} bytes of room from {@code at} on
   * @return the offset after the last byte written
   */
  public static int appendDate(long value, byte[] into, int at) {
    if (isInfinite(value)) {
      return appendInfinity(value, into, at);
    }
    if (isImpossible(value)) {
      return appendImpossibleDate(impossibleFields(value), into, at);
    }
    long fields = CivilDate.fields(value);
    int next = appendCalendar(fields, into, at);
    return isAfterChrist(fields) ? next : appendWord(BEFORE_CHRIST, into, next);
  }

  /**
   * Writes a timestamp as {@code yyyy-mm-dd hh:mm:ss} and {@code digits} fractional digits; the
   * date as {@link #appendDate}.
   *
   * @param digits 0 to 6; finer digits of the value are left out
   * @return the offset after the last byte written
   */
  public static int appendTimestamp(long value, int digits, byte[] into, int at) {
    return appendTimestamp(value, digits, false, into, at);
  }

  /** As {@link #appendTimestamp}, with {@code +00} behind the time. */
  public static int appendTimestampTz(long value, int digits, byte[] into, int at) {
    return appendTimestamp(value, digits, true, into, at);
  }

  /**
   * Writes a time as {@code [-]hh:mm:ss} and {@code digits} fractional digits.
   *
   * @return the offset after the last byte written
   */
  public static int appendTime(long micros, int digits, byte[] into, int at) {
    int next = at;
    if (micros < 0) {
      into[next++] = '-';
    }
    return appendClock(Math.abs(micros), digits, into, next);
  }

  private static int appendTimestamp(long value, int digits, boolean zoned, byte[] into, int at) {
    if (isInfinite(value)) {
      return appendInfinity(value, into, at);
    }
    boolean impossible = isImpossible(value);
    int next;
    long clock;
    boolean beforeChrist = false;
    if (impossible) {
      int[] fields = impossibleFields(value);
      next = appendImpossibleDate(fields, into, at);
      clock = ((fields[3] * 60L + fields[4]) * 60 + fields[5]) * 1_000_000 + fields[6];
    } else {
      long day = Math.floorDiv(value, MICROS_PER_DAY);
      long fields = CivilDate.fields(day);
      next = appendCalendar(fields, into, at);
      clock = value - day * MICROS_PER_DAY;
      beforeChrist = !isAfterChrist(fields);
    }
    into[next++] = ' ';
    next = appendClock(clock, digits, into, next);
    if (zoned && !impossible) {
      into[next++] = '+';
      next = Ascii.appendPadded(0, 2, into, next);
    }
    return beforeChrist ? appendWord(BEFORE_CHRIST, into, next) : next;
  }

  private static int appendInfinity(long value, byte[] into, int at) {
    int next = at;
    if (value == NEGATIVE_INFINITY) {
      into[next++] = '-';
    }
    return appendWord(INFINITY, into, next);
  }

  private static int appendWord(byte[] word, byte[] into, int at) {
    System.arraycopy(word, 0, into, at, word.length);
    return at + word.length;
  }

  private static int appendImpossibleDate(int[] fields, byte[] into, int at) {
    return appendDay(fields[0], fields[1], fields[2], into, at);
  }

  private static boolean isAfterChrist(long fields) {
    return fields >> 16 > 0;
  }

  private static int appendCalendar(long fields, byte[] into, int at) {
    long year = fields >> 16;
    int month = (int) (fields >> 8) & 255;
    return appendDay(year > 0 ? year : 1 - year, month, (int) fields & 255, into, at);
  }

  private static int appendDay(long year, int month, int day, byte[] into, int at) {
    int next = Ascii.appendPadded(year, 4, into, at);
    into[next++] = '-';
    next = Ascii.appendTwo(month, into, next);
    into[next++] = '-';
    return Ascii.appendTwo(day, into, next);
  }

  private static int appendClock(long micros, int digits, byte[] into, int at) {
    long seconds = micros / 1_000_000;
    long hours = seconds / 3600;
    int ofHour = (int) (seconds - hours * 3600);
    int next = Ascii.appendPadded(hours, 2, into, at);
    into[next++] = ':';
    next = Ascii.appendTwo(ofHour / 60, into, next);
    into[next++] = ':';
    next = Ascii.appendTwo(ofHour % 60, into, next);
    if (digits == 0) {
      return next;
    }
    into[next++] = '.';
    Ascii.appendPadded(micros - seconds * 1_000_000, 6, into, next);
    return next + digits;
  }
}

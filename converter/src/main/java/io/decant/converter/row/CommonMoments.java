package io.decant.converter.row;

/**
 * Dates and timestamps as nearly all are spelt: {@code 2024-02-29} and {@code 2024-02-29 13:14:15},
 * with up to six fractional digits. Everything else is left to {@link TemporalScanner}.
 */
final class CommonMoments {
  private static final int DATE_LENGTH = 10;
  private static final int SECOND_LENGTH = 19;
  private static final int MICRO_LENGTH = 26;

  /** More than any sum of fields takes back, so that one that is no number shows in the end. */
  private static final int NONE = -1_000_000;

  private CommonMoments() {}

  /** The epoch day of a date of the calendar; else {@link Temporals#INVALID}. */
  static long date(byte[] text, int offset, int length) {
    return length == DATE_LENGTH ? day(text, offset) : Temporals.INVALID;
  }

  /** The microseconds of a timestamp without a zone; else {@link Temporals#INVALID}. */
  static long timestamp(byte[] text, int offset, int length) {
    boolean shaped =
        length >= SECOND_LENGTH
            && length <= MICRO_LENGTH
            && text[offset + 10] == ' '
            && text[offset + 13] == ':'
            && text[offset + 16] == ':'
            && (length == SECOND_LENGTH
                || (length > SECOND_LENGTH + 1 && text[offset + 19] == '.'));
    if (!shaped) {
      return Temporals.INVALID;
    }
    long day = day(text, offset);
    int hour = two(text, offset + 11);
    int minute = two(text, offset + 14);
    int second = two(text, offset + 17);
    int fraction = fraction(text, offset + 20, offset + length);
    boolean clock =
        (hour | minute | second | fraction) >= 0 && hour < 24 && minute < 60 && second < 60;
    if (day == Temporals.INVALID || !clock) {
      return Temporals.INVALID;
    }
    long seconds = (hour * 60L + minute) * 60 + second;
    return day * Temporals.MICROS_PER_DAY + seconds * 1_000_000 + fraction;
  }

  private static long day(byte[] text, int offset) {
    int year = two(text, offset) * 100 + two(text, offset + 2);
    int month = two(text, offset + 5);
    int day = two(text, offset + 8);
    boolean sound =
        text[offset + 4] == '-'
            && text[offset + 7] == '-'
            && year > 0
            && month > 0
            && month <= 12
            && day > 0
            && day <= CivilDate.daysOfMonth(year, month);
    return sound ? CivilDate.epochDay(year, month, day) : Temporals.INVALID;
  }

  private static int two(byte[] text, int at) {
    int tens = text[at] - '0';
    int ones = text[at + 1] - '0';
    return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? NONE : tens * 10 + ones;
  }

  private static int fraction(byte[] text, int from, int end) {
    int micros = 0;
    for (int i = 0; i < 6; i++) {
      int digit = from + i < end ? text[from + i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      micros = micros * 10 + digit;
    }
    return micros;
  }
}

package io.decant.converter.row;

/** Steps through the text of one date or time. Short-lived: the compiler keeps it off the heap. */
final class TemporalScanner {
  /** More digits than any year or hour that fits; longer numbers are no such value. */
  private static final int MAX_DIGITS = 9;

  private final byte[] text;
  private final int end;
  private int at;
  long year;
  int month;
  int day;

  TemporalScanner(byte[] text, int offset, int end) {
    this.text = text;
    this.at = offset;
    this.end = end;
  }

  boolean atEnd() {
    return at == end;
  }

  boolean skip(char expected) {
    if (at < end && text[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** Reads year, month and day; false unless each is in its widest range, zero included. */
  boolean date() {
    int start = at;
    year = number(4, MAX_DIGITS);
    if (year < 0 || at - start > 4 && text[start] == '0' || !skip('-')) {
      return false;
    }
    month = (int) number(2, 2);
    if (month < 0 || month > 12 || !skip('-')) {
      return false;
    }
    day = (int) number(2, 2);
    return day >= 0 && day <= 31;
  }

  /** Reads {@code hh:mm:ss[.ffffff]} as microseconds; -1 when it is none. */
  long clock(int maxHour) {
    long hours = number(2, MAX_DIGITS);
    if (hours < 0 || hours > maxHour || !skip(':')) {
      return -1;
    }
    long minutes = number(2, 2);
    if (minutes < 0 || minutes > 59 || !skip(':')) {
      return -1;
    }
    long seconds = number(2, 2);
    if (seconds < 0 || seconds > 59) {
      return -1;
    }
    long fraction = skip('.') ? fraction() : 0;
    return fraction < 0 ? -1 : ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction;
  }

  /** Reads an offset from UTC as microseconds; 0 when there is none. */
  long zone() {
    if (atEnd() || skip('Z')) {
      return 0;
    }
    boolean west = skip('-');
    if (!west && !skip('+')) {
      return Temporals.INVALID;
    }
    long seconds = 0;
    for (int unit = 3600; unit == 3600 || (unit > 0 && !atEnd()); unit /= 60) {
      skip(':');
      long value = number(2, 2);
      if (value < 0 || value > 59) {
        return Temporals.INVALID;
      }
      seconds += value * unit;
    }
    if (seconds >= 86_400) {
      return Temporals.INVALID;
    }
    return (west ? -seconds : seconds) * 1_000_000;
  }

  private long fraction() {
    int start = at;
    long value = number(1, 6);
    if (value < 0) {
      return -1;
    }
    for (int digits = at - start; digits < 6; digits++) {
      value *= 10;
    }
    while (skip('0')) {
      // a seventh digit and more may only be zero: nothing finer than a microsecond is held
    }
    return value;
  }

  /** Reads so many digits; -1 when there are fewer. */
  private long number(int minDigits, int maxDigits) {
    int start = at;
    long value = 0;
    while (at < end && at - start < maxDigits && text[at] >= '0' && text[at] <= '9') {
      value = value * 10 + (text[at++] - '0');
    }
    return at - start < minDigits ? -1 : value;
  }
}

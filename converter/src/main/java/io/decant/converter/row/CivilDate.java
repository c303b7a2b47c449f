package io.decant.converter.row;

/**
 * The proleptic Gregorian calendar on plain numbers. Years are astronomical: 0 is 1 BC.
 *
 * <p>A year is counted from March here, so that the leap day is its last day; 400 years are one
 * cycle of 146,097 days.
 */
public final class CivilDate {
  private static final int DAYS_PER_CYCLE = 146_097;

  /** Days from 0000-03-01 to 1970-01-01. */
  private static final int EPOCH = 719_468;

  private CivilDate() {}

  static long epochDay(long year, int month, int day) {
    long marchYear = month > 2 ? year : year - 1;
    long cycle = Math.floorDiv(marchYear, 400);
    int yearOfCycle = (int) (marchYear - cycle * 400);
    int monthFromMarch = month > 2 ? month - 3 : month + 9;
    int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
    int dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear;
    return cycle * DAYS_PER_CYCLE + dayOfCycle - EPOCH;
  }

  static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  static int daysOfMonth(long year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static int dayOfCycle(long epochDay) {
    return (int) Math.floorMod(epochDay + EPOCH, (long) DAYS_PER_CYCLE);
  }

  private static int yearOfCycle(int dayOfCycle) {
    return (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
  }

  /** Year, month and day at once: {@code year << 16 | month << 8 | day}. */
  public static long fields(long epochDay) {
    int dayOfCycle = dayOfCycle(epochDay);
    int yearOfCycle = yearOfCycle(dayOfCycle);
    int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
    int monthFromMarch = monthFromMarch(dayOfYear);
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long marchYear = yearOfCycle + 400 * Math.floorDiv(epochDay + EPOCH, (long) DAYS_PER_CYCLE);
    return (monthFromMarch < 10 ? marchYear : marchYear + 1) << 16 | month << 8 | day;
  }

  private static int monthFromMarch(int dayOfYear) {
    return (5 * dayOfYear + 2) / 153;
  }
}

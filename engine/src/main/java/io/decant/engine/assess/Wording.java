package io.decant.engine.assess;

import java.util.Locale;

/** Amounts and values in sentences. */
public final class Wording {
  private static final int SHOWN = 40;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Wording() {}

  /** {@code 1 row}, {@code 1,234 rows}, {@code 2 indexes}, {@code 2 policies}. */
  public static String count(long number, String thing) {
    String ending = number == 1 ? "" : thing.endsWith("x") || thing.endsWith("s") ? "es" : "s";
    return thing.endsWith("y") && number != 1 && !thing.endsWith("ey")
        ? String.format(Locale.ROOT, "%,d %sies", number, thing.substring(0, thing.length() - 1))
        : String.format(Locale.ROOT, "%,d %s%s", number, thing, ending);
  }

  /** {@code 512 B}, {@code 1.5 MiB}. */
  public static String bytes(long bytes) {
    int unit = 0;
    double amount = bytes;
    while (amount >= 999.5 && unit < UNITS.length - 1) {
      amount /= 1024;
      unit++;
    }
    String digits = unit == 0 || amount >= 99.95 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, amount, UNITS[unit]);
  }

  /** About how long: {@code 4.5 s}, {@code 90 s}, {@code 12 min}, {@code 3.5 h}. */
  public static String time(double seconds) {
    if (seconds <= 90) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return seconds < 5400
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  /** A text in quotes, cut where it is long. */
  public static String shown(String text) {
    int end =
        Math.min(
            text.length(),
            text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length()))));
    return "'" + text.substring(0, end) + (end < text.length() ? "..." : "") + "'";
  }
}

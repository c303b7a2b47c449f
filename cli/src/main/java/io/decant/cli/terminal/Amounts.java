package io.decant.cli.terminal;

import io.decant.engine.assess.Wording;
import java.time.Duration;
import java.util.Locale;

/** Numbers for people, in the words of the engine's sentences; the same in every locale. */
public final class Amounts {
  private Amounts() {}

  /** {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 12}, {@code 0.5}: at most one digit after the point. */
  public static String decimal(double number) {
    return String.format(Locale.ROOT, "%,.1f", number).replaceFirst("\\.0$", "");
  }

  /** {@code 1 row}, {@code 2 rows}. */
  public static String count(long number, String thing) {
    return Wording.count(number, thing);
  }

  /** {@code 512 B}, {@code 1.5 MiB}. */
  public static String bytes(long bytes) {
    return Wording.bytes(bytes);
  }

  /** The same of seconds and parts of them. */
  public static String time(double seconds) {
    return time(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /**
   * To the second and below: {@code 0.25 s}, {@code 12.3 s}, {@code 3:07 min}, {@code 2:03:07 h}.
   */
  public static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 60) {
      return String.format(
          Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", time.toMillis() / 1000.0);
    }
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}

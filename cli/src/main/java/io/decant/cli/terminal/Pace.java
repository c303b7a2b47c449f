package io.decant.cli.terminal;

import java.time.Duration;

/**
 * How far some rows are, and how fast.
 *
 * @param rows so far
 * @param expected the guess of all; 0 when unknown
 * @param here of {@code rows}, those of this attempt
 * @param took this attempt so far
 */
record Pace(long rows, long expected, long here, Duration took) {

  /** From 0 to 1; negative when nobody knows. */
  double fraction() {
    return expected == 0 ? -1 : Math.min(1, rows / (double) expected);
  }

  long rowsPerSecond() {
    return Math.round(here / seconds());
  }

  double seconds() {
    return Math.max(0.001, took.toNanos() / 1e9);
  }

  /** What is left at this speed, such as {@code 12 s left}; empty when nobody knows. */
  String left() {
    if (expected == 0 || here == 0) {
      return "";
    }
    double seconds = Math.max(0, expected - rows) / (here / seconds());
    return seconds < 1
        ? "<1 s left"
        : seconds < 60
            ? Math.round(seconds) + " s left"
            : Amounts.time(Duration.ofSeconds(Math.round(seconds))) + " left";
  }

  /** {@code [#####-----] 50%}; as wide in blanks when nobody knows. */
  String bar(int width, boolean unicode) {
    if (fraction() < 0) {
      return " ".repeat(width + 7);
    }
    int full = (int) (fraction() * width);
    String bar = (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(width - full);
    return "[%s] %3d%%".formatted(bar, (int) (fraction() * 100));
  }
}

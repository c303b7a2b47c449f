package io.decant.engine.assess;

import io.decant.engine.report.AssessmentReport.Rate;

/**
 * Counts rows for a while and says how many a second. The while begins with the first rows, so that
 * connecting does not count; and what comes in its first third is left out where there is more,
 * because code that has just begun is slower than it will be. Thread-safe.
 */
final class Meter {
  private static final double WARM_UP = 1.0 / 3;

  /** Who has nothing to show after so many times the while, is not waited for. */
  private static final int PATIENCE = 4;

  private final long lastsNanos;
  private final long made = System.nanoTime();
  private long begun;
  private long last;
  private long settledNanos;
  private long rows;
  private long bytes;
  private long warmed;
  private long coldRows;
  private long coldBytes;

  /**
   * @param seconds how long it is counted at most
   */
  Meter(double seconds) {
    this.lastsNanos = (long) (seconds * 1e9);
  }

  /** True as long as it is worth going on. */
  synchronized boolean goesOn() {
    long now = System.nanoTime();
    return begun == 0 ? now - made < PATIENCE * lastsNanos : now - begun < lastsNanos;
  }

  /** So many rows have gone through. */
  synchronized void add(long newRows, long newBytes) {
    last = System.nanoTime();
    begun = begun == 0 ? last : begun;
    rows += newRows;
    bytes += newBytes;
    if (warmed == 0 && last - begun >= lastsNanos * WARM_UP) {
      warmed = last;
      coldRows = rows;
      coldBytes = bytes;
    }
  }

  /** What has gone through is done with now. */
  synchronized void settle() {
    settledNanos = System.nanoTime() - last;
  }

  synchronized long rows() {
    return rows;
  }

  synchronized Rate rate(String what, String table, int threads) {
    boolean warm = warmed > 0 && rows > coldRows && last > warmed;
    long counted = warm ? rows - coldRows : rows;
    // Of what making them durable took, those rows have their part that are counted.
    double durable = rows == 0 ? 0 : settledNanos / 1e9 * counted / rows;
    double seconds = Math.max(1e-4, (last - (warm ? warmed : made)) / 1e9 + durable);
    long countedBytes = warm ? bytes - coldBytes : bytes;
    return new Rate(
        what,
        table,
        counted,
        countedBytes,
        seconds,
        counted / seconds,
        countedBytes / seconds,
        threads);
  }
}

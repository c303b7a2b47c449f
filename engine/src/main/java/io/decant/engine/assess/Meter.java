package io.decant.engine.assess;

import io.decant.engine.report.AssessmentReport.Rate;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts rows for a while and says how many a second. What came in the first third is left out
 * where the work was not done by then: code that has just begun is slower than it will be.
 * Thread-safe.
 */
final class Meter {
  private static final double WARM_UP = 1.0 / 3;

  private final long started = System.nanoTime();
  private final long warm;
  private final long end;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong warmRows = new AtomicLong();
  private final AtomicLong warmBytes = new AtomicLong();
  private volatile long last = started;

  /**
   * @param seconds how long it is counted at most
   */
  Meter(double seconds) {
    this.warm = started + (long) (seconds * WARM_UP * 1e9);
    this.end = started + (long) (seconds * 1e9);
  }

  /** True as long as it is worth going on. */
  boolean goesOn() {
    return System.nanoTime() < end;
  }

  void add(long newRows, long newBytes) {
    long now = System.nanoTime();
    rows.addAndGet(newRows);
    bytes.addAndGet(newBytes);
    if (now >= warm) {
      warmRows.addAndGet(newRows);
      warmBytes.addAndGet(newBytes);
    }
    last = now;
  }

  long rows() {
    return rows.get();
  }

  Rate rate(String what, String table, int threads) {
    boolean early = last < warm || warmRows.get() == 0;
    double seconds = Math.max(1e-4, (last - (early ? started : warm)) / 1e9);
    long counted = early ? rows.get() : warmRows.get();
    long countedBytes = early ? bytes.get() : warmBytes.get();
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

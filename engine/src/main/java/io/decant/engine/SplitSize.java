package io.decant.engine;

import io.decant.converter.schema.Statistics;
import io.decant.engine.plan.TablePlan;

/** How large the parts of a table are to be, by the bytes that its database has measured. */
public final class SplitSize {
  /** Below it, beginning and committing a part would cost as much as its rows. */
  public static final long SMALLEST = 1 << 20;

  /** From here on, what a part costs by itself (some milliseconds) is lost beside its rows. */
  private static final long GOOD = 8 << 20;

  /** Small enough to be done again without pain. */
  private static final long LARGEST = 64 << 20;

  private static final long UNKNOWN = 32 << 20;

  private SplitSize() {}

  /** As the plan says, or else by what is known of the table. */
  public static long of(TablePlan table, int workers) {
    return table.splitBytes() > 0 ? table.splitBytes() : of(table.source().statistics(), workers);
  }

  /** In whole MiB, as a plan says it. */
  public static long planned(Statistics table, int workers) {
    return (of(table, workers) + SMALLEST - 1) / SMALLEST * SMALLEST;
  }

  /**
   * At least four parts for each worker, and sixteen where they are large enough, so that all
   * workers end at about the same time.
   */
  public static long of(Statistics table, int workers) {
    if (table.bytes() < 0) {
      return UNKNOWN;
    }
    long sixteenth = table.bytes() / (16L * workers);
    long quarter = table.bytes() / (4L * workers);
    return Math.max(SMALLEST, Math.min(quarter, Math.max(GOOD, Math.min(LARGEST, sixteenth))));
  }
}

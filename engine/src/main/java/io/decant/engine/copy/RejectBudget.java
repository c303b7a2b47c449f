package io.decant.engine.copy;

import io.decant.converter.DecantException.BadValue;
import io.decant.engine.RejectLimit;
import io.decant.engine.StoppedByPolicy;

/**
 * How many rows of the whole run may still be rejected. Splits are settled when they are about to
 * be committed, so that what is durable never exceeds the limit. Thread-safe.
 */
final class RejectBudget {
  private final RejectLimit limit;
  private long rejected;
  private long read;

  /**
   * @param rejected by earlier attempts of the run
   * @param read by earlier attempts of the run
   */
  RejectBudget(RejectLimit limit, long rejected, long read) {
    this.limit = limit;
    this.rejected = rejected;
    this.read = read;
  }

  /**
   * Asks whether a split that has rejected so many may go on.
   *
   * @throws StoppedByPolicy it may not
   */
  synchronized void check(long ofSplitRejected) {
    if (limit.isExceededBy(rejected + ofSplitRejected)) {
      throw tooMany(rejected + ofSplitRejected);
    }
  }

  /**
   * A split is about to be committed.
   *
   * @throws StoppedByPolicy that would be too many
   */
  synchronized void settle(long ofSplitRejected, long ofSplitRead) {
    boolean tooMany = limit.isExceeded(rejected + ofSplitRejected, read + ofSplitRead);
    if (ofSplitRejected > 0 && tooMany) {
      throw tooMany(rejected + ofSplitRejected);
    }
    rejected += ofSplitRejected;
    read += ofSplitRead;
  }

  /** The split was not committed after all. */
  synchronized void takeBack(long ofSplitRejected, long ofSplitRead) {
    rejected -= ofSplitRejected;
    read -= ofSplitRead;
  }

  private static StoppedByPolicy tooMany(long count) {
    return new StoppedByPolicy(
        new BadValue(
            "--max-rejects",
            "TOO_MANY_REJECTS",
            "more rows are rejected than allowed: " + count,
            "Look at the reject files; then --resume with a higher --max-rejects.",
            null));
  }
}

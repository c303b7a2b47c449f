package io.decant.engine;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.create.TargetTables;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import java.util.function.Supplier;

/**
 * What all stages of a run share.
 *
 * @param resumed an earlier attempt has begun it
 * @param salt of all digests
 * @param target opens the target for reading, as it is at that moment; the caller closes it
 * @param writers how many may write at a time
 */
public record Run(
    MigrationSpec spec,
    MigrationPlan plan,
    Lease lease,
    boolean resumed,
    long salt,
    Source source,
    Supplier<Source> target,
    Sink sink,
    int writers,
    MigrationListener listener,
    StopSignal stop) {

  private static final long MIN_BATCH_BYTES = 64 << 10;

  /**
   * Stays in the cache that a core has to itself, with the bytes it came in and goes out as, from
   * reading to writing: a MiB took 8 % more of the CPU from PostgreSQL to PostgreSQL.
   */
  private static final long MAX_BATCH_BYTES = 256 << 10;

  /** Of row data in one batch: a worker holds four, as read, converted, and one in each driver. */
  public long batchBytes() {
    return batchBytes(spec.resources());
  }

  static long batchBytes(Resources resources) {
    long share = resources.memoryBytes() / (resources.parallel() * 4L);
    return Math.max(MIN_BATCH_BYTES, Math.min(MAX_BATCH_BYTES, share));
  }

  /** The same under another lease: the run was taken over, by ourselves. */
  Run with(Lease newLease) {
    return new Run(
        spec, plan, newLease, resumed, salt, source, target, sink, writers, listener, stop);
  }

  /** Looks at the target as it is now. */
  public TargetTables targetTables() {
    return new TargetTables(target, Connectors.of(spec.target().scheme()).capabilities());
  }

  public String id() {
    return lease.run();
  }
}

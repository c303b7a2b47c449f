package io.decant.engine;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
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

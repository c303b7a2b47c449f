package io.decant.engine.copy;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.convert.LossCount;
import io.decant.converter.convert.RowConversion;
import io.decant.converter.row.DigestSum;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowDigest;
import io.decant.converter.schema.Column;
import io.decant.engine.FailPoint;
import io.decant.engine.MigrationSpec.LossPolicy;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.Run;
import io.decant.engine.StoppedByPolicy;
import io.decant.engine.event.Event;
import io.decant.engine.plan.TablePlan;
import java.util.List;
import java.util.Map;

/** Copies one split, once: for another try another copier is made. For one thread. */
final class SplitCopier implements AutoCloseable {
  private final Run run;
  private final TablePlan plan;
  private final Split split;
  private final WriteMode mode;
  private final RejectBudget budget;
  private final RowBatch in;
  private final RowConversion conversion;
  private final RowDigest digest;
  private final SplitTally tally;
  private final RejectFile rejects;
  private final RowScreen screen;

  SplitCopier(Run run, TablePlan plan, Split split, WriteMode mode, RejectBudget budget) {
    this.run = run;
    this.plan = plan;
    this.split = split;
    this.mode = mode;
    this.budget = budget;
    this.in = batch(plan.readColumns());
    RowKey key = RowKey.of(plan.read(), plan.readColumns());
    this.tally = new SplitTally();
    this.conversion =
        new RowConversion(Column.types(plan.writtenColumns()), plan.conversions(), key::text);
    this.digest = new RowDigest(Column.types(plan.writtenColumns()), run.salt());
    digest.readOnce(in);
    this.rejects = new RejectFile(run.spec().policies().rejects().resolve(run.id()), split);
    this.screen =
        new RowScreen(
            plan,
            run.spec().policies().onError(),
            key,
            conversion,
            tally,
            budget,
            rejects,
            batch(plan.writtenColumns()));
  }

  /**
   * The way of every row. Nothing of the split is durable before the commit, and all of it after.
   */
  LedgerEntry copy() {
    try (BatchReader reader = run.source().read(plan.read(), split);
        BatchWriter writer = run.sink().write(plan.target(), split, run.lease(), mode)) {
      Handover handover = handover(writer);
      while (reader.read(in)) {
        RowBatch out = conversion.apply(in);
        RowBatch good = screen.pass(in, out);
        RowBatch written = handover.write(good);
        digest.add(written);
        count(written);
      }
      return commit(writer, digest.sum(), reader.notes());
    }
  }

  private Handover handover(BatchWriter writer) {
    return switch (mode) {
      case BULK -> Handover.whole(writer);
      case CAREFUL ->
          new Bisection(writer, screen, batch(plan.writtenColumns()), batch(plan.writtenColumns()));
    };
  }

  private void count(RowBatch written) {
    tally.read(in);
    tally.written(written);
    requireTolerated();
    run.stop().check();
    run.listener().on(new Event.RowsCopied(plan.name(), written.rows(), written.usedBytes()));
  }

  /** The first value that would be stored differently ends a run that allows none. */
  private void requireTolerated() {
    if (run.spec().policies().loss().mode() == LossPolicy.Mode.FORBID
        && !conversion.losses().isEmpty()) {
      LossCount loss = conversion.losses().get(0);
      throw new StoppedByPolicy(
          new BadValue(
              plan.name() + "." + plan.readColumns().get(loss.column()).name(),
              loss.code(),
              loss.code()
                  + ": a value would be stored differently (row "
                  + loss.sampleKeys().get(0)
                  + ")",
              "Correct the row in the source, or --resume with --loss report.",
              null));
    }
  }

  private LedgerEntry commit(BatchWriter writer, DigestSum sum, Map<String, Long> notes) {
    LedgerEntry entry =
        tally.entry(plan.target().name(), split.part(), sum, conversion.losses(), notes);
    budget.settle(tally.rejected(), tally.read());
    boolean committed = false;
    try {
      rejects.publish();
      FailPoint.BEFORE_COMMIT.reach();
      writer.commit(entry);
      committed = true;
      FailPoint.AFTER_COMMIT.reach();
      return entry;
    } finally {
      if (!committed) {
        budget.takeBack(tally.rejected(), tally.read());
      }
    }
  }

  /** Rows handed over so far. */
  long rows() {
    return tally.rows();
  }

  /** Their bytes. */
  long bytes() {
    return tally.bytes();
  }

  @Override
  public void close() {
    rejects.close();
  }

  private RowBatch batch(List<Column> columns) {
    Resources resources = run.spec().resources();
    return new RowBatch(Column.types(columns), resources.batchRows(), resources.batchBytes());
  }
}

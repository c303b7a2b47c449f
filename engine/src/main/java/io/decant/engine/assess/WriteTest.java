package io.decant.engine.assess;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.convert.RowConversion;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowDigest;
import io.decant.converter.schema.Column;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.SplitSize;
import io.decant.engine.StopSignal;
import io.decant.engine.Workers;
import io.decant.engine.assess.Estimator.Trial;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.AssessmentReport.Rate;
import java.util.List;

/**
 * Pours a table's rows into a scratch table for a while, with as many threads as a migration would,
 * then makes its keys and indexes, and reads it back.
 */
final class WriteTest {
  private final Source source;
  private final Scratch scratch;
  private final Resources resources;
  private final int writers;
  private final StopSignal stop;

  /**
   * @param source its snapshot is taken
   * @param writers how many may write at a time
   */
  WriteTest(Source source, Scratch scratch, Resources resources, int writers, StopSignal stop) {
    this.source = source;
    this.scratch = scratch;
    this.resources = resources;
    this.writers = writers;
    this.stop = stop;
  }

  Trial measure(TablePlan table, double seconds) {
    TrialTable trial = TrialTable.of(table, scratch.next(), scratch.sink(), scratch.limits());
    run(trial, true);
    Meter copied = new Meter(seconds);
    Rate copy = copy(trial, copied);
    long began = System.nanoTime();
    run(trial, false);
    double finishSeconds = (System.nanoTime() - began) / 1e9;
    return new Trial(copy, finishSeconds, copied.rows(), readBack(trial, seconds / 2));
  }

  /** The statements that make the table, or those that make its keys and indexes. */
  private void run(TrialTable trial, boolean beforeData) {
    for (SchemaStep step : scratch.sink().steps(trial.target())) {
      boolean wanted =
          switch (step.stage()) {
            case NAMESPACE, TABLE -> beforeData;
            case KEY, INDEX -> !beforeData;
            case TYPE, PLACE, CHECK, COUNTER, FOREIGN_KEY, COMMENT, VIEW -> false;
          };
      if (wanted) {
        scratch.sink().run(step);
      }
    }
  }

  private Rate copy(TrialTable trial, Meter meter) {
    List<Split> splits =
        source.split(
            trial.plan().read(),
            trial.plan().filter(),
            SplitSize.of(trial.plan().source().statistics(), resources.parallel()));
    Workers.forEach("write", writers, splits, stop, split -> copy(trial, split, meter));
    return meter.rate("write", trial.plan().name().toString(), writers);
  }

  /** A split, or as much of it as there is time for. */
  private void copy(TrialTable trial, Split split, Meter meter) {
    if (!meter.goesOn()) {
      return;
    }
    RowBatch batch = batch(trial.plan());
    RowConversion conversion =
        new RowConversion(
            Column.types(trial.target().storedColumns()), trial.conversions(), (rows, row) -> "");
    RowDigest digest = new RowDigest(Column.types(trial.target().storedColumns()), 1);
    digest.readOnce(batch);
    long rows = 0;
    long bytes = 0;
    try (BatchReader reader = source.read(trial.plan().read(), split);
        BatchWriter writer =
            scratch.sink().write(trial.target(), split, scratch.lease(), WriteMode.BULK)) {
      while (meter.goesOn() && reader.read(batch)) {
        stop.check();
        RowBatch good = conversion.withoutProblems(conversion.apply(batch));
        writer.write(good);
        digest.add(good);
        rows += good.rows();
        bytes += good.usedBytes();
        meter.add(good.rows(), good.usedBytes());
      }
      writer.commit(
          new LedgerEntry(
              trial.target().name(), split.part(), rows, 0, bytes, digest.sum().toString(), ""));
      meter.settle();
    }
  }

  private Rate readBack(TrialTable trial, double seconds) {
    Meter meter = new Meter(seconds);
    try (Source target = scratch.open()) {
      target.snapshot(resources.parallel());
      List<Split> splits = target.split(trial.target(), "", 8 << 20);
      Workers.forEach(
          "read back",
          resources.parallel(),
          splits,
          stop,
          split -> {
            RowBatch batch =
                new RowBatch(
                    Column.types(trial.target().storedColumns()),
                    resources.batchRows(),
                    resources.batchBytes());
            RowDigest digest = new RowDigest(Column.types(trial.target().storedColumns()), 1);
            try (BatchReader reader = target.read(trial.target(), split)) {
              while (meter.goesOn() && reader.read(batch)) {
                digest.add(batch);
                meter.add(batch.rows(), batch.usedBytes());
              }
            }
          });
    }
    return meter.rate("read-back", trial.plan().name().toString(), resources.parallel());
  }

  private RowBatch batch(TablePlan table) {
    return new RowBatch(
        Column.types(table.readColumns()), resources.batchRows(), resources.batchBytes());
  }
}

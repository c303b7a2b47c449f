package io.decant.engine.assess;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.convert.RowConversion;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowDigest;
import io.decant.converter.schema.Column;
import io.decant.engine.MigrationSpec.Resources;
import io.decant.engine.SplitSize;
import io.decant.engine.StopSignal;
import io.decant.engine.Workers;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.AssessmentReport.Rate;
import java.util.List;

/** Reads, converts and digests a table as a migration does, for a while. */
final class ReadTest {
  private final Source source;
  private final Resources resources;
  private final StopSignal stop;

  /**
   * @param source its snapshot is taken
   */
  ReadTest(Source source, Resources resources, StopSignal stop) {
    this.source = source;
    this.resources = resources;
    this.stop = stop;
  }

  Rate measure(TablePlan table, double seconds) {
    int threads = resources.parallel();
    List<Split> splits =
        source.split(
            table.read(), table.filter(), SplitSize.of(table.source().statistics(), threads));
    Meter meter = new Meter(seconds);
    Workers.forEach("read", threads, splits, stop, split -> read(table, split, meter));
    return meter.rate("read", table.name().toString(), threads);
  }

  private void read(TablePlan table, Split split, Meter meter) {
    if (!meter.goesOn()) {
      return;
    }
    RowBatch batch =
        new RowBatch(
            Column.types(table.readColumns()), resources.batchRows(), resources.batchBytes());
    RowConversion conversion =
        new RowConversion(
            Column.types(table.writtenColumns()), table.conversions(), (rows, row) -> "");
    RowDigest digest = new RowDigest(Column.types(table.writtenColumns()), 1);
    digest.readOnce(batch);
    try (BatchReader reader = source.read(table.read(), split)) {
      while (meter.goesOn() && reader.read(batch)) {
        stop.check();
        digest.add(conversion.withoutProblems(conversion.apply(batch)));
        meter.add(batch.rows(), batch.usedBytes());
      }
    }
  }
}

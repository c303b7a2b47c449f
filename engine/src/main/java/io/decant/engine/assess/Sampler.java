package io.decant.engine.assess;

import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException;
import io.decant.converter.convert.LossCount;
import io.decant.converter.convert.RowConversion;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.engine.StopSignal;
import io.decant.engine.Workers;
import io.decant.engine.assess.SampledTable.Refusal;
import io.decant.engine.assess.detect.Detector;
import io.decant.engine.assess.detect.Detectors;
import io.decant.engine.assess.detect.Suspicion;
import io.decant.engine.copy.RowKey;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a sample of each table and converts it as a migration would, so that what would be refused
 * or changed is found by doing it. Several tables at a time.
 */
final class Sampler {
  private static final int BATCH_ROWS = 1_000;
  private static final long BATCH_BYTES = 8 << 20;

  private final Source source;
  private final SampleSize size;
  private final long seed;
  private final long deadlineNanos;

  /**
   * @param source its snapshot is taken
   * @param seconds after which no further table is begun; a table that is being read is read to the
   *     end of its sample
   */
  Sampler(Source source, SampleSize size, long seed, double seconds) {
    this.source = source;
    this.size = size;
    this.seed = seed;
    this.deadlineNanos = System.nanoTime() + (long) (seconds * 1e9);
  }

  /** In the order of the tables. */
  List<SampledTable> sample(List<TablePlan> tables, int threads, StopSignal stop) {
    List<TablePlan> order = new ArrayList<>(tables);
    order.sort(TablePlan.LARGEST_FIRST);
    Map<TablePlan, SampledTable> sampled = new HashMap<>();
    Workers.forEach(
        "sample",
        threads,
        order,
        stop,
        table -> {
          SampledTable result = sample(table, stop);
          synchronized (sampled) {
            sampled.put(table, result);
          }
        });
    return tables.stream().map(sampled::get).toList();
  }

  private SampledTable sample(TablePlan table, StopSignal stop) {
    if (!size.isAll() && System.nanoTime() > deadlineNanos) {
      return SampledTable.unread(table, "");
    }
    try {
      Places places = Places.of(source, table, size, seed);
      Reading reading = new Reading(table);
      for (Split split : places.splits()) {
        stop.check();
        reading.read(split, places.rowsEach());
      }
      return reading.result(places.share());
    } catch (DecantException failure) {
      return SampledTable.unread(table, failure.message());
    }
  }

  /** One table's reading. For one thread. */
  private final class Reading {
    private final TablePlan table;
    private final RowKey key;
    private final RowConversion conversion;
    private final List<Detector> detectors;
    private final Map<String, LossCount> refusals = new LinkedHashMap<>();
    private final Map<String, String> details = new HashMap<>();
    private final Map<String, Long> notes = new HashMap<>();
    private long rows;
    private long bytes;
    private boolean cut;

    Reading(TablePlan table) {
      this.table = table;
      this.key = RowKey.of(table.read(), table.readColumns());
      this.conversion =
          new RowConversion(Column.types(table.writtenColumns()), table.conversions(), key::text);
      this.detectors = Detectors.of(table);
    }

    void read(Split split, long most) {
      int batchRows = (int) Math.min(BATCH_ROWS, most);
      RowBatch batch = new RowBatch(Column.types(table.readColumns()), batchRows, BATCH_BYTES);
      long left = most;
      try (BatchReader reader = source.read(table.read(), split)) {
        while (left > 0 && reader.read(batch)) {
          left -= batch.rows();
          take(batch);
        }
        cut |= left <= 0 && reader.read(batch);
        reader.notes().forEach((code, count) -> notes.merge(code, count, Long::sum));
      }
    }

    private void take(RowBatch batch) {
      RowBatch converted = conversion.apply(batch);
      Set<Integer> refused = new HashSet<>();
      for (RowProblem problem : converted.problems()) {
        if (refused.add(problem.row())) {
          String name = problem.column() + problem.code();
          List<String> keys = List.of(key.text(batch, problem.row()));
          LossCount one = new LossCount(problem.column(), problem.code(), 1, keys);
          refusals.merge(name, one, LossCount::plus);
          details.putIfAbsent(name, problem.detail());
        }
      }
      detectors.forEach(detector -> detector.look(batch));
      rows += batch.rows();
      bytes += batch.usedBytes();
    }

    /**
     * @param share of the table that was read, unless it was cut off somewhere
     */
    SampledTable result(double share) {
      List<Suspicion> suspicions =
          detectors.stream().flatMap(detector -> detector.found().stream()).toList();
      List<Refusal> refused = new ArrayList<>();
      refusals.forEach(
          (name, count) -> refused.add(new Refusal(count, details.getOrDefault(name, ""))));
      return new SampledTable(
          table,
          rows,
          bytes,
          share == 1 && !cut,
          cut ? -1 : Math.round(rows / share),
          conversion.losses(),
          refused,
          notes,
          suspicions,
          "");
    }
  }
}

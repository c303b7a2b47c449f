package io.decant.connectors.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.decant.connectors.benchmark.RawLoop.OfFiles;
import io.decant.connectors.benchmark.RawLoop.OfMongoDb;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.benchmark.SampleRows;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Reading and writing through the SPI beside the raw loop, in turns and in one process, as {@code
 * examples/benchmark.sh raw} starts it. Its name keeps it out of the ordinary build.
 */
class BesideRawLoops {
  private static final int WARM_UP = 3;

  private final int batches = number("DECANT_BENCHMARK_BATCHES", 200);
  private final int rounds = number("DECANT_BENCHMARK_ROUNDS", 7);
  private int part;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static int number(String name, int usual) {
    return Integer.parseInt(Objects.requireNonNullElse(System.getenv(name), "" + usual));
  }

  @Test
  void printsHowManyTimesTheRawLoopsTimeDecantTakes() throws IOException {
    System.out.printf("%,d wide rows, %d rounds%n", batches * SampleRows.ROWS, rounds);
    System.out.println(
        "| | raw s | Decant s | × raw (least - most) | raw CPU s | Decant CPU s |\n"
            + "|---|--:|--:|--:|--:|--:|");
    measure("MongoDB", OfMongoDb.open());
    measure("JSON Lines", OfFiles.open("format=jsonl"));
    measure("CSV", OfFiles.open("format=csv"));
    measure("CSV, zstd", OfFiles.open("format=csv&compression=zstd"));
  }

  private void measure(String engine, RawLoop raw) throws IOException {
    try (raw) {
      FilledTable table = new FilledTable();
      table.rows = SampleRows.WIDE;
      table.batchCount = batches;
      table.open(raw.url());
      try {
        compare(engine + " read", raw::read, () -> read(table));
        raw.prepare();
        compare(engine + " write", raw::write, () -> write(table));
      } finally {
        table.close();
      }
    }
  }

  private interface Loop {
    void run() throws IOException;
  }

  /** Seconds on the wall and of this process' processor time. */
  private record Taken(double wall, double processor) {}

  private void compare(String what, Loop raw, Loop decant) throws IOException {
    List<Taken> ofRaw = new ArrayList<>();
    List<Taken> ofDecant = new ArrayList<>();
    for (int round = -WARM_UP; round < rounds; round++) {
      Taken one = time(raw);
      Taken other = time(decant);
      if (round >= 0) {
        ofRaw.add(one);
        ofDecant.add(other);
      }
    }
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      ratios[round] = ofDecant.get(round).wall() / ofRaw.get(round).wall();
    }
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.1f (%.1f - %.1f) | %.2f | %.2f |%n",
        what,
        median(ofRaw.stream().mapToDouble(Taken::wall).toArray()),
        median(ofDecant.stream().mapToDouble(Taken::wall).toArray()),
        ratios[rounds / 2],
        ratios[0],
        ratios[rounds - 1],
        median(ofRaw.stream().mapToDouble(Taken::processor).toArray()),
        median(ofDecant.stream().mapToDouble(Taken::processor).toArray()));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private Taken time(Loop loop) throws IOException {
    long wall = System.nanoTime();
    long processor = process.getProcessCpuTime();
    loop.run();
    return new Taken(
        (System.nanoTime() - wall) / 1e9, (process.getProcessCpuTime() - processor) / 1e9);
  }

  private static void read(FilledTable table) {
    RowBatch into = new RowBatch(Pouring.types(table.described()), SampleRows.ROWS, 256 << 10);
    long rows = 0;
    try (BatchReader reader = table.source().read(table.described(), table.split())) {
      while (reader.read(into)) {
        rows += into.rows();
      }
    }
    if (rows != table.rowCount()) {
      throw new AssertionError(rows + " rows");
    }
  }

  private void write(FilledTable table) {
    TableName name = TableName.of("written");
    table.sink().drop(List.of(name));
    Table target = Pouring.make(table.sink(), table.empty().withName(name));
    Split split = new Split(name, part++, Integer.MAX_VALUE, "");
    try (BatchWriter writer = table.sink().write(target, split, table.lease(), WriteMode.BULK)) {
      table.batches().forEach(writer::write);
      writer.commit(Pouring.entry(target, split.part(), table.rowCount()));
    }
  }
}

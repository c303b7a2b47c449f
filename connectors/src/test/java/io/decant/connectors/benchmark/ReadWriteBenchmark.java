package io.decant.connectors.benchmark;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.benchmark.SampleRows;
import io.decant.converter.benchmark.Work;
import io.decant.converter.row.RowBatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Reading a split to its end, and writing one that is then discarded, through the SPI on a real
 * server. The server's time is in the row's time and not in the processor's.
 */
@State(Scope.Thread)
public class ReadWriteBenchmark {
  private static final int ROWS = FilledTable.MEASURED_BATCHES * SampleRows.ROWS;

  private int part;

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long read(FilledTable table, Work work) {
    RowBatch into = new RowBatch(Pouring.types(table.described()), SampleRows.ROWS, 1 << 20);
    long rows = 0;
    try (BatchReader reader = table.source().read(table.described(), table.split())) {
      while (reader.read(into)) {
        rows += into.rows();
        work.done(into.usedBytes());
      }
    }
    if (rows != table.rowCount()) {
      throw new AssertionError(rows + " rows");
    }
    return rows;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void write(FilledTable table, Work work) {
    Split split = new Split(table.empty().name(), part++, Integer.MAX_VALUE, "");
    try (BatchWriter writer =
        table.sink().write(table.empty(), split, table.lease(), WriteMode.BULK)) {
      for (RowBatch batch : table.batches()) {
        writer.write(batch);
        work.done(batch.usedBytes());
      }
    }
  }
}

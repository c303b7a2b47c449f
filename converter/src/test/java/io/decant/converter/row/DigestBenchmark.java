package io.decant.converter.row;

import io.decant.converter.benchmark.SampleRows;
import io.decant.converter.benchmark.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The digest that every row has part in, twice where a copy is verified. */
@State(Scope.Thread)
public class DigestBenchmark {
  @Param public SampleRows rows;

  private RowBatch batch;
  private RowDigest digest;

  @Setup
  public void fill() {
    batch = rows.batch(0);
    digest = new RowDigest(batch.types(), 42);
  }

  @Benchmark
  @OperationsPerInvocation(SampleRows.ROWS)
  public DigestSum digest(Work work) {
    digest.add(batch);
    work.done(batch.usedBytes());
    return digest.sum();
  }
}

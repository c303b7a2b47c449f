package io.decant.connectors.benchmark;

import io.decant.converter.benchmark.Benchmarks;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * All benchmarks of code, the converter's too, as {@code examples/benchmark.sh code} starts them.
 * Its name keeps it out of the ordinary build.
 */
class CodeBenchmark {
  @Test
  void printsWhatARowCosts() throws Exception {
    Benchmarks.measure(
        Objects.requireNonNullElse(System.getenv("DECANT_BENCHMARK_CODE"), "Benchmark"));
  }
}

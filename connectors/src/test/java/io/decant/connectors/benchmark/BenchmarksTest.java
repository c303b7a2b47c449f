package io.decant.connectors.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.benchmark.Benchmarks;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
  @Test
  void everyBenchmarkOfTheConnectorsWorks() throws Exception {
    assertThat(Benchmarks.once("io\\.decant\\.connectors\\.")).isPositive();
  }
}

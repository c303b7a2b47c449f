package io.decant.converter.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarksTest {
  @Test
  void everyBenchmarkOfTheConverterWorks() throws Exception {
    assertThat(Benchmarks.once("io\\.decant\\.converter\\.")).isPositive();
  }
}

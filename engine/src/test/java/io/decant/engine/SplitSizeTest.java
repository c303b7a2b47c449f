package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitSizeTest {
  private static final long MIB = 1 << 20;

  @ParameterizedTest(name = "{0} MiB for {1} workers in parts of {2} MiB")
  @CsvSource({
    "1, 2, 1",
    "40, 2, 5",
    "200, 2, 8",
    "512, 2, 16",
    "1600, 2, 50",
    "100000, 2, 64",
    "100000, 16, 64",
  })
  void partsAreManyEnoughForAllToEndTogether(long table, int workers, long part) {
    Statistics statistics = new Statistics(1, table * MIB, true);
    assertThat(SplitSize.of(statistics, workers)).isEqualTo(part * MIB);
  }

  @Test
  void aTableOfUnknownSizeIsDividedAllTheSame() {
    assertThat(SplitSize.of(Statistics.UNKNOWN, 2)).isEqualTo(32 * MIB);
  }
}

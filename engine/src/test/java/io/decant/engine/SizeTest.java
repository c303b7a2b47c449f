package io.decant.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1000, 1000, 1000",
    "1k, 1024, 1k",
    "1536k, 1572864, 1536k",
    "64M, 67108864, 64m",
    "2 GiB, 2147483648, 2g",
    "1048576, 1048576, 1m",
    "2048t, 2251799813685248, 2048t"
  })
  void aSizeIsReadAndWritten(String text, long bytes, String written) {
    assertThat(Size.parse(text)).hasValue(bytes);
    assertThat(Size.text(bytes)).isEqualTo(written);
    assertThat(Size.parse(written)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "0m", "-1", "1.5m", "m", "64 mm", "9223372036854775807k", "whole"})
  void whatIsNoSizeIsNotRead(String text) {
    assertThat(Size.parse(text)).isEqualTo(OptionalLong.empty());
  }
}

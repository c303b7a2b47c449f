package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalsTest {

  @ParameterizedTest
  @CsvSource({
    "14, 3, 14706789000, P1Y2M3DT4H5M6.789S",
    "0, 0, 0, PT0S",
    "0, 0, 1, PT0.000001S",
    "0, 0, -1, PT-0.000001S",
    "-1, 30, 0, P-1M30D",
    "0, 1, -3600000000, P1DT-1H",
    "0, 0, 9223372036854775807, PT2562047788H54.775807S",
    "0, 0, -9223372036854775808, PT-2562047788H-54.775808S",
    "-14, 0, -61500000, P-1Y-2MT-1M-1.5S"
  })
  void spansHaveOneText(long months, long days, long micros, String text) {
    Intervals span = new Intervals(months, days, micros);
    assertThat(span.text()).isEqualTo(text);
    assertThat(parse(text)).isEqualTo(span);
  }

  @ParameterizedTest
  @CsvSource({"P1W, P7D", "P14M, P1Y2M", "PT90M, PT1H30M", "PT1.500000S, PT1.5S", "P0D, PT0S"})
  void otherSpellingsAreNormalised(String text, String normal) {
    assertThat(parse(text).text()).isEqualTo(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        "PT",
        "1D",
        "P1",
        "P1X",
        "P1H",
        "PT1D",
        "P1DT",
        "PT1.S",
        "PT1.1234567S",
        "P--1D",
        "P99999999999999999999D",
        "PT9999999999999999H",
        "P1.5D"
      })
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
  }

  private static Intervals parse(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Intervals.parse(bytes, 0, bytes.length);
  }
}

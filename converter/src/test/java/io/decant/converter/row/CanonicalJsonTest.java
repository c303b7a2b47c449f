package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":1,\"a\":1.0,\"a\":2}|{\"a\":2,\"b\":1}",
        " [ 1 , 2.50 , null ] |[1,25e-1,null]",
        "{}|{}",
        "[]|[]",
        "[{},[],{\"x\":[]}]|[{},[],{\"x\":[]}]",
        "100|1e2",
        "1E2|1e2",
        "1.0e+2|1e2",
        "0.0100|1e-2",
        "-0.0|0",
        "1E400|1e400",
        "12345678901234567890123|12345678901234567890123",
        "\"\\u0041\\/\\n\\u001F\"|\"A/\\u000a\\u001f\"",
        "\"\\ud83c\\udf89\"|\"🎉\"",
        "{\"z\":{\"b\":1,\"a\":[{\"d\":1,\"c\":2}]},\"y\":true}|{\"y\":true,\"z\":{\"a\":[{\"c\":2,\"d\":1}],\"b\":1}}"
      })
  void textsOfOneMeaningHaveOneSpelling(String text, String canonical) {
    assertThat(canonical(text)).isEqualTo(canonical);
    assertThat(canonical(canonical)).isEqualTo(canonical);
  }

  @Test
  void keysAreOrderedByCodePointNotByUtf16() {
    assertThat(canonical("{\"🎉\":1,\"\uFFFD\":2}")).isEqualTo("{\"\uFFFD\":2,\"🎉\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "[", "]", "{]", "[}", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
        "{a:1}", "{1:1}", "01", "1.", ".5", "+1", "-", "1e", "tru", "nulll", "\"", "\"\\x\"",
        "\"\\u12\"", "\"\n\"", "1 2", "[1 2]", "{\"a\":1 \"b\":2}", "NaN"
      })
  void whatIsNoJsonIsToldSo(String text) {
    assertThat(canonical(text)).isEqualTo("none");
  }

  @Test
  void deepNestingDoesNotOverflowTheStack() {
    String deep = "[{\"k\":".repeat(200_000) + "1" + "}]".repeat(200_000);
    assertThat(canonical(deep)).isEqualTo(deep);
  }

  @Test
  void wideObjectsAreSorted() {
    String shuffled =
        IntStream.range(0, 5000)
            .map(i -> i * 7919 % 5000)
            .mapToObj(i -> String.format("\"%05d\":true", i))
            .collect(Collectors.joining(",", "{", "}"));
    String sorted =
        IntStream.range(0, 5000)
            .mapToObj(i -> String.format("\"%05d\":true", i))
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(canonical(shuffled)).isEqualTo(sorted);
  }

  private static String canonical(String text) {
    CanonicalJson json = new CanonicalJson();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return json.read(bytes, 0, bytes.length)
        ? new String(json.text().data(), 0, json.text().length(), StandardCharsets.UTF_8)
        : "none";
  }
}

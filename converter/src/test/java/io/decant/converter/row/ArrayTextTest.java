package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayTextTest {

  static Stream<Arguments> literalsAndJson() {
    LogicalType text = Text.UNLIMITED;
    return Stream.of(
        Arguments.of("{}", "[]", text),
        Arguments.of("{1,-2,NULL}", "[1,-2,null]", new Int(32, false)),
        Arguments.of("{{1,2},{3,4}}", "[[1,2],[3,4]]", new Int(32, false)),
        Arguments.of("{t,f,NULL}", "[true,false,null]", new Bool()),
        Arguments.of("{1.5,\"NaN\"}", "[1.5,\"NaN\"]", new Real(64)),
        Arguments.of(
            "{\"a\",NULL,\"b\\\"c\",\"NULL\",\"\",\"{x}\",\"d\\\\e\",\"f,g\"}",
            "[\"a\",null,\"b\\\"c\",\"NULL\",\"\",\"{x}\",\"d\\\\e\",\"f,g\"]",
            text),
        Arguments.of("{\"🎉\",\"\u0001\"}", "[\"🎉\",\"\\u0001\"]", text));
  }

  @ParameterizedTest
  @MethodSource("literalsAndJson")
  void arraysGoBothWays(String literal, String json, LogicalType element) {
    assertThat(json(literal, element)).isEqualTo(json);
    assertThat(literal(json, element)).isEqualTo(literal);
  }

  @Test
  void unquotedTextsOfALiteralAreTexts() {
    assertThat(json("{a b,null,\\\"x}", Text.UNLIMITED)).isEqualTo("[\"a b\",null,\"\\\"x\"]");
  }

  @Test
  void boundsAreSeenAndLeftOut() {
    byte[] literal = "[0:1]={1,2}".getBytes(StandardCharsets.UTF_8);
    assertThat(ArrayText.hasBounds(literal, 0, literal.length)).isTrue();
    assertThat(json("[0:1]={1,2}", new Int(32, false))).isEqualTo("[1,2]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "{", "{1", "{1,}", "{,1}", "{1}x", "}", "{}{}", "[0:1]", "{{1}"})
  void whatIsNoLiteralIsRefused(String literal) {
    assertThat(json(literal, new Int(32, false))).isEqualTo("refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "[", "[1,]", "[,1]", "[1]x", "{\"a\":1}", "[{}]", "[\"\\ud800\"]"})
  void whatIsNoArrayIsRefused(String json) {
    assertThat(literal(json, Text.UNLIMITED)).isEqualTo("refused");
  }

  private static String json(String literal, LogicalType element) {
    BytesVector out = new BytesVector(1);
    byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
    return new ArrayText(element).appendJson(bytes, 0, bytes.length, out) ? out.text(0) : "refused";
  }

  private static String literal(String json, LogicalType element) {
    BytesVector out = new BytesVector(1);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new ArrayText(element).appendLiteral(bytes, 0, bytes.length, out)
        ? out.text(0)
        : "refused";
  }
}

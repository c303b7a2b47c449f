package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonHashTest {
  private static final String NONE = "none";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"b\":1,\"a\":1.0,\"a\":2}|{\"a\":2,\"b\":1}",
        " [ 1 , 2.50 , null ] |[1,25e-1,null]",
        "{ }|{}",
        "[ ]|[]",
        "[{},[],{\"x\":[]}]|[{ },[ ],{ \"x\" : [ ] } ]",
        "100|1e2",
        "1E2|1e2",
        "1.0e+2|1e2",
        "0.0100|1e-2",
        "-0.0|0",
        "0e7|0",
        "1E400|1e400",
        "1000000000000000000000000000000|1e30",
        "-0.000000000000000000000000000001|-1e-30",
        "12345678901234567890123|1.2345678901234567890123e22",
        "123456789012345678000|123456789012345678e3",
        "1.23456789012345678000|123456789012345678E-17",
        "\"\\u0041\\/\\n\\u001F\"|\"A/\\u000a\\u001f\"",
        "\"\\ud83c\\udf89\"|\"🎉\"",
        "\"long enough for eight bytes a step\\u0021\"|\"long enough for eight bytes a step!\"",
        "{\"z\":{\"b\":1,\"a\":[{\"d\":1,\"c\":2}]},\"y\":true}|{\"y\":true,\"z\":{\"a\":[{\"c\":2,\"d\":1}],\"b\":1}}",
        "{\"a\":1,\"\\u0061\":2}|{\"a\":2}"
      })
  void textsOfOneMeaningHaveOneHash(String text, String other) {
    assertThat(hash(text)).isNotEqualTo(NONE).isEqualTo(hash(other));
  }

  @Test
  void textsOfDifferentMeaningHaveDifferentHashes() {
    List<String> texts =
        List.of(
            "0",
            "1",
            "-1",
            "10",
            "0.1",
            "1e400",
            "1e401",
            "1e-400",
            "true",
            "false",
            "null",
            "\"\"",
            "\"0\"",
            "\"1\"",
            "\"true\"",
            "\"null\"",
            "[]",
            "{}",
            "[[]]",
            "[[[]]]",
            "[[],[],[]]",
            "[[[],[]]]",
            "[[[[]]]]",
            "[{}]",
            "[[],[]]",
            "[0]",
            "[null]",
            "[\"null\"]",
            "[1,2]",
            "[2,1]",
            "[[1],2]",
            "[1,[2]]",
            "[[1,2]]",
            "[1,2,2]",
            "[12]",
            "{\"a\":1}",
            "{\"a\":2}",
            "{\"b\":1}",
            "{\"a\":\"1\"}",
            "{\"a\":1,\"b\":2}",
            "{\"a\":2,\"b\":1}",
            "{\"a\":{\"b\":2}}",
            "{\"a\":[1]}",
            "{\"a\":1,\"b\":1}",
            "{\"a\":null}",
            "{\"\":1}",
            "[{\"a\":1},{\"b\":2}]",
            "[{\"b\":2},{\"a\":1}]",
            "[{\"a\":1,\"b\":2}]",
            "123456789012345678",
            "1234567890123456789",
            "-1234567890123456789",
            "1234567890123456788",
            "12345678901234567890",
            "\"é\"",
            "\"e\u0301\"",
            "\"a\\u0000\"",
            "\"a\"",
            "\"a \"",
            "{\"a\":{},\"b\":[]}",
            "{\"a\":[],\"b\":{}}",
            "1e1000000000000000",
            "0.30000000000000004",
            "0.3",
            "[\"ab\",\"c\"]",
            "[\"a\",\"bc\"]",
            "[\"abc\"]",
            "{\"ab\":\"c\"}",
            "{\"a\":\"bc\"}");
    Set<String> hashes = new HashSet<>();
    texts.forEach(text -> assertThat(hashes.add(hash(text))).as(text).isTrue());
    assertThat(hashes).doesNotContain(NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "]",
        "{]",
        "[}",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "tru",
        "nulll",
        "\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\n\"",
        "\"0123456789\n\"",
        "\"0123456789",
        "\"0123456789\\",
        "1 2",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "NaN",
        "{}}",
        "[]]",
        "[1}",
        "{\"a\":1]",
        "\"a\\u00\""
      })
  void whatIsNoJsonIsToldSo(String text) {
    assertThat(hash(text)).isEqualTo(NONE);
  }

  @Test
  void stringsOfEveryLengthEndWhereTheyEnd() {
    for (int length = 0; length < 40; length++) {
      String plain = "é".repeat(length % 3) + "x".repeat(length);
      assertThat(hash("[\"" + plain + "\",1]")).isEqualTo(hash("[ \"" + plain + "\" , 1 ]"));
      assertThat(hash("\"" + plain + "\\\"\\\\\""))
          .isEqualTo(hash("\"" + plain + "\\u0022\\u005c\""));
      assertThat(hash("\"" + plain + "\t\"")).isEqualTo(NONE);
      assertThat(hash("\"" + plain)).isEqualTo(NONE);
    }
  }

  @Test
  void whatIsCutOffIsNoJsonWhateverStandsBehindIt() {
    String text =
        "{\"short\": [-0, 12.50, 1e5, 123456789012345678901.5], \"much longer key\\u0061\":"
            + " {\"é\": \"\\ud83d\\ude00\", \"\": true}, \"n\": null, \"f\": false}";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    JsonHash json = new JsonHash(new Secrets(7));
    for (int length = 0; length < bytes.length; length++) {
      assertThat(json.read(bytes, 0, length)).as("%d bytes", length).isFalse();
      byte[] alone = java.util.Arrays.copyOf(bytes, length);
      assertThat(json.read(alone, 0, length)).as("%d bytes alone", length).isFalse();
    }
    assertThat(json.read(bytes, 0, bytes.length)).isTrue();
  }

  @Test
  void keysAreComparedByTheirMeaning() {
    assertThat(duplicates("{\"a\":1,\"\\u0061\":2}")).isTrue();
    assertThat(duplicates("{\"\\ud83d\\ude00\":1,\"\uD83D\uDE00\":2}")).isTrue();
    assertThat(duplicates("{\"longer than eight\":1,\"longer\\u0020than eight\":2}")).isTrue();
    assertThat(duplicates("{\"a\":1,\"a\\u0000\":2,\"\":3,\"\\\\\":4}")).isFalse();
    assertThat(duplicates("{\"x\":[{\"y\":{\"z\":1,\"z\":1}}]}")).isTrue();
    assertThat(duplicates("{\"a\":{\"a\":{\"a\":[\"a\",\"a\"]}}}")).isFalse();
  }

  @Test
  void anEscapeIsFoundInWhicheverTextOfAColumn() {
    BytesVector texts = new BytesVector(1);
    assertThat(JsonText.hasEscapes(texts)).isFalse();
    texts.append("\"\\u0000\"");
    texts.clear();
    texts.appendNull();
    texts.append("\"é and more than eight\"");
    assertThat(JsonText.hasEscapes(texts)).isFalse();
    texts.append("\"\\n\"");
    texts.append("[1]");
    assertThat(JsonText.hasEscapes(texts)).isTrue();
  }

  @Test
  void deepNestingDoesNotOverflowTheStack() {
    String deep = "[{\"k\":".repeat(200_000) + "1" + "}]".repeat(200_000);
    String other = "[{\"k\":".repeat(200_000) + "2" + "}]".repeat(200_000);
    assertThat(hash(deep)).isNotEqualTo(NONE).isNotEqualTo(hash(other));
    assertThat(hash(deep)).isEqualTo(hash(deep.replace(":", " : ")));
  }

  @Test
  void theOrderOfManyKeysDoesNotMatter() {
    String shuffled = wide(i -> i * 7919 % 5000, "true");
    assertThat(hash(shuffled)).isNotEqualTo(NONE).isEqualTo(hash(wide(i -> i, "true")));
    assertThat(hash(shuffled)).isNotEqualTo(hash(wide(i -> i + 1, "true")));
  }

  @Test
  void ofManyKeysTheLastOfEachCounts() {
    String once = wide(i -> i, "2");
    String twice = wide(i -> i, "1").replace("}", ",") + once.substring(1);
    assertThat(hash(twice)).isEqualTo(hash(once));
    assertThat(duplicates(twice)).isTrue();
    assertThat(duplicates(once)).isFalse();
    assertThat(duplicates("{\"a\":1,\"b\":{\"a\":1}}")).isFalse();
    assertThat(duplicates("[{\"a\":1,\"b\":2,\"a\":1}]")).isTrue();
    assertThat(duplicates("[1]")).isFalse();
  }

  private static String wide(java.util.function.IntUnaryOperator order, String value) {
    return IntStream.range(0, 5000)
        .map(order)
        .mapToObj(i -> String.format("\"%05d\":%s", i, value))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static boolean duplicates(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return JsonText.hasDuplicateKeys(bytes, 0, bytes.length);
  }

  /** The text stands between others, as in a column. */
  private static String hash(String text) {
    JsonHash json = new JsonHash(new Secrets(7));
    byte[] bytes = ("[" + text + "\"]").getBytes(StandardCharsets.UTF_8);
    return json.read(bytes, 1, bytes.length - 3) ? Long.toHexString(json.hash()) : NONE;
  }
}

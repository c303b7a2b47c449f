package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against SQLite's own {@code json_valid}. */
class PlainJsonTest {
  private static final List<String> TEXTS =
      List.of(
          "{}",
          "[]",
          " { \"a\" : [ 1 , 2.5e-3, true,false ,null ] , \"\" : {\"b\":\"\"} }\t\r\n",
          "\"\\u00e9\\uD83C\\\\ \\\" \\/ \\b\\f\\n\\r\\t and some more plain text\"",
          "[-0, 0.10, 1E+5, 12345678901234567890123, -1e-400, [[[[[]]]]], {\"x\":[{}]}]",
          "{\"Zoë\": \"日本語 🎉\", \"Zoë\": 1}",
          "null",
          "7");

  private Connection connection;
  private PreparedStatement question;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    question = connection.prepareStatement("SELECT json_valid(?)");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void jsonIsCertain() throws SQLException {
    for (String text : TEXTS) {
      assertThat(isCertain(text)).as(text).isTrue();
      assertThat(isValid(text)).as(text).isTrue();
    }
  }

  @Test
  void whatIsNearlyJsonIsNot() throws SQLException {
    List<String> wrong =
        List.of(
            "",
            " ",
            "{",
            "}",
            "[",
            "]",
            "[1,]",
            "[,1]",
            "{\"a\":1,}",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "{'a':1}",
            "{1:1}",
            "[1 2]",
            "[1]]",
            "{}{}",
            "01",
            "-01",
            "-",
            "+1",
            ".5",
            "1.",
            "1.e5",
            "1e",
            "1e+",
            "0x1F",
            "NaN",
            "Infinity",
            "-Infinity",
            "tru",
            "truE",
            "nulls",
            "\"",
            "\"a",
            "\"\\\"",
            "\"\\x41\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"\\",
            "\"\n\"",
            "\"\t\"",
            "// c\n1",
            "/* c */1",
            "\u00a01",
            "\ufeff{}",
            "\f1",
            "[\"a\" \"b\"]",
            "{\"a\" 1}",
            "{\"a\":1 \"b\":2}");
    for (String text : wrong) {
      assertThat(isCertain(text)).as(text).isFalse();
      assertThat(isValid(text)).as(text).isFalse();
    }
  }

  @Test
  void aNulIsNeverJson() {
    assertThat(isCertain("{}\0")).isFalse();
    assertThat(isCertain("[1,\0 2]")).isFalse();
    assertThat(isCertain("\"a\0b\"")).isFalse();
  }

  @Test
  void aTextNestedDeepIsLeftToSqlite() throws SQLException {
    String deep = "[".repeat(200) + "]".repeat(200);
    assertThat(isCertain(deep)).isTrue();
    assertThat(isCertain("[" + deep + "]")).isFalse();
    assertThat(isValid("[" + deep + "]")).isTrue();
    assertThat(isCertain("{\"a\":".repeat(1_000_000))).isFalse();
  }

  @Test
  void nothingAroundTheTextIsLookedAt() {
    byte[] text = "x[\"abc\"]x".getBytes(StandardCharsets.UTF_8);
    assertThat(PlainJson.isCertain(text, 1, text.length - 2)).isTrue();
    for (int length = 0; length < text.length - 2; length++) {
      assertThat(PlainJson.isCertain(text, 1, length)).isFalse();
    }
    byte[] number = "123e5".getBytes(StandardCharsets.UTF_8);
    assertThat(PlainJson.isCertain(number, 0, 3)).isTrue();
    assertThat(PlainJson.isCertain(number, 0, 4)).isFalse();
  }

  @Test
  void itSaysWhatSqliteSaysOfTextsWithMistakes() throws SQLException {
    Random random = new Random(7);
    String letters = "{}[]\",:\\/u0123eE+-. \ntfnulrasé\u0001";
    for (int i = 0; i < 60_000; i++) {
      StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
      for (int mistakes = random.nextInt(3); mistakes >= 0; mistakes--) {
        int at = random.nextInt(text.length());
        char letter = letters.charAt(random.nextInt(letters.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, letter);
          case 1 -> text.insert(at, letter);
          default -> text.delete(at, at + (text.length() > 1 ? 1 : 0));
        }
      }
      assertThat(isCertain(text.toString()))
          .as(text.toString())
          .isEqualTo(isValid(text.toString()));
    }
  }

  private static boolean isCertain(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return PlainJson.isCertain(bytes, 0, bytes.length);
  }

  private boolean isValid(String text) throws SQLException {
    question.setString(1, text);
    try (ResultSet row = question.executeQuery()) {
      row.next();
      return row.getInt(1) == 1;
    }
  }
}

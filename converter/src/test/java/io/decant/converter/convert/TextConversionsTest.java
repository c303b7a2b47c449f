package io.decant.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.LabelSet;
import io.decant.converter.schema.LogicalType.Network;
import io.decant.converter.schema.LogicalType.Opaque;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Varchar;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextConversionsTest {
  private static final LogicalType TEXT = Text.UNLIMITED;
  private static final LogicalType LABELS = new Enumerated("", List.of("a", "b"));
  private static final LogicalType SET = new LabelSet(List.of("x y", "NULL", "q\"r"));

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(TEXT, varchar(3), "🎉🎉🎉", "🎉🎉🎉"),
        Arguments.of(TEXT, varchar(3), "🎉🎉🎉!", "refused TEXT_LENGTH"),
        Arguments.of(TEXT, varchar(3), "ab ", "ab "),
        Arguments.of(TEXT, varchar(3), "", ""),
        Arguments.of(TEXT, text(5), "Zoë!", "Zoë!"),
        Arguments.of(TEXT, text(5), "Zoë!!", "refused TEXT_LENGTH"),
        Arguments.of(varchar(9), character(3), "abc   ", "changed CHAR_PAD: abc"),
        Arguments.of(varchar(9), character(3), "abcd", "refused TEXT_LENGTH"),
        Arguments.of(varchar(9), character(3), "abc", "abc"),
        Arguments.of(character(9), character(3), "abcd", "refused TEXT_LENGTH"),
        Arguments.of(character(3), TEXT, "ab", "ab"),
        Arguments.of(LABELS, TEXT, "b", "b"),
        Arguments.of(LABELS, TEXT, "", "changed ENUM_ERROR_VALUE: NULL"),
        Arguments.of(LABELS, LABELS, "", "changed ENUM_ERROR_VALUE: NULL"),
        Arguments.of(new Enumerated("", List.of("a", "")), LABELS, "", "refused ENUM_LABEL"),
        Arguments.of(LABELS, new Enumerated("", List.of("a")), "b", "refused ENUM_LABEL"),
        Arguments.of(LABELS, new Enumerated("", List.of("c", "b")), "b", "b"),
        Arguments.of(LABELS, varchar(1), "a", "a"),
        Arguments.of(SET, TEXT, "x y,NULL", "x y,NULL"),
        Arguments.of(SET, new ArrayOf(TEXT), "x y,NULL", "[\"x y\",\"NULL\"]"),
        Arguments.of(SET, new ArrayOf(TEXT), "", "[]"),
        Arguments.of(SET, new Json(true), "q\"r", "[\"q\\\"r\"]"),
        Arguments.of(SET, new LabelSet(List.of("x y")), "x y,NULL", "refused ENUM_LABEL"),
        Arguments.of(SET, new LabelSet(List.of("x y")), "", ""),
        Arguments.of(new ArrayOf(TEXT), new Json(true), "[null]", "[null]"),
        Arguments.of(new Json(false), TEXT, "{\"a\": 1}", "{\"a\": 1}"),
        Arguments.of(new Interval(), varchar(40), "P1Y2M3DT4H5M6.789S", "P1Y2M3DT4H5M6.789S"),
        Arguments.of(new Network(Network.Form.CIDR), TEXT, "10.0.0.0/8", "10.0.0.0/8"),
        Arguments.of(new Opaque("postgresql", "tsvector"), TEXT, "'a':1", "'a':1"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void textsArriveEqualOrNotAtAll(LogicalType from, LogicalType to, String value, String expected) {
    assertThat(Trial.of(from, to, value)).isEqualTo(expected);
  }

  @Test
  void nulCharactersAreRefusedWhereTheTargetHoldsNone() {
    for (LogicalType to : List.of(TEXT, varchar(9), character(9))) {
      assertThat(Trial.of(TEXT, to, Trial.POSTGRESQL, true, "a\0b")).isEqualTo("refused NUL_BYTE");
      assertThat(Trial.of(TEXT, to, Trial.MYSQL, true, "a\0b")).isEqualTo("a\0b");
    }
    Json normalised = new Json(true);
    assertThat(Trial.of(normalised, normalised, Trial.POSTGRESQL, true, "\"\\u0000\""))
        .isEqualTo("refused NUL_BYTE");
    assertThat(Trial.of(normalised, normalised, Trial.POSTGRESQL, true, "\"\\\\u0000\""))
        .isEqualTo("\"\\\\u0000\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2,\" \\\" \":\" \"}|{\"a\":1,\"a\":2,\" \\\" \":\" \"}",
        "{\"a\": 1}|changed JSON_NORMALISED: {\"a\": 1}",
        "`[\"\\\\\" ]`|changed JSON_NORMALISED: [\"\\\\\" ]",
        "[1,\t2]|changed JSON_NORMALISED: [1,\t2]"
      })
  void onlyJsonWithSpacesIsChangedWhereTheTargetKeepsAllElse(String json, String expected) {
    assertThat(Trial.of(new Json(false), new Json(true), json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[12345678901234567890123, 0.1]|changed JSON_NUMBER_PRECISION: [1.2345678901234568e22, 0.1]",
        "{\"a\\\"1e999\":18446744073709551615}|{\"a\\\"1e999\":18446744073709551615}",
        "[-9223372036854775808,1.0,1e2,-0.5e-3]|[-9223372036854775808,1.0,1e2,-0.5e-3]",
        "0.10000000000000000001|changed JSON_NUMBER_PRECISION: 0.1",
        "1e-400|changed JSON_NUMBER_PRECISION: 0",
        "[1e400]|refused OUT_OF_RANGE",
        "1e-99999999|changed JSON_NUMBER_PRECISION: 0"
      })
  void numbersInJsonBecomeDoublesWhereTheTargetKnowsNoOthers(String json, String expected) {
    Json normalised = new Json(true);
    assertThat(Trial.of(normalised, normalised, Trial.MYSQL, true, json)).isEqualTo(expected);
    assertThat(Trial.of(normalised, normalised, Trial.POSTGRESQL, true, json)).isEqualTo(json);
  }

  @Test
  void errorValuesOfEnumsAreRefusedWhereNullCannotStand() {
    assertThat(Trial.of(LABELS, TEXT, TargetLimits.NONE, false, ""))
        .isEqualTo("refused ENUM_ERROR_VALUE");
  }

  @Test
  void textsThatAlwaysFitPassByReference() {
    assertThat(Trial.nameOf(varchar(3), varchar(4), TargetLimits.NONE)).isEqualTo("identity");
    assertThat(Trial.nameOf(varchar(3), text(12), TargetLimits.NONE)).isEqualTo("identity");
    assertThat(Trial.nameOf(text(255), text(65_535), TargetLimits.NONE)).isEqualTo("identity");
    assertThat(Trial.nameOf(character(3), varchar(3), TargetLimits.NONE)).isEqualTo("identity");
    assertThat(Trial.nameOf(varchar(3), text(11), TargetLimits.NONE)).isEqualTo("varchar-to-text");
    assertThat(Trial.nameOf(TEXT, TEXT, Trial.POSTGRESQL)).isEqualTo("text-to-text");
    assertThat(Trial.nameOf(new ArrayOf(varchar(3)), new ArrayOf(TEXT), TargetLimits.NONE))
        .isEqualTo("identity");
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of(new Int(8, false), "127", "127"),
        Arguments.of(new Int(8, false), "128", "refused OUT_OF_RANGE"),
        Arguments.of(new Int(64, true), "18446744073709551615", "-1"),
        Arguments.of(new Int(8, false), "1.0", "refused NOT_PARSED"),
        Arguments.of(new Decimal(5, 2), "1e2", "100"),
        Arguments.of(new Decimal(5, 2), "1e3", "refused OUT_OF_RANGE"),
        Arguments.of(new Real(64), "1e400", "Infinity"),
        Arguments.of(new Real(64), "abc", "refused NOT_PARSED"),
        Arguments.of(new Bool(), "TRUE", "1"),
        Arguments.of(new Bool(), "maybe", "refused NOT_PARSED"),
        Arguments.of(new LogicalType.Date(), "1970-01-02", "1"),
        Arguments.of(new LogicalType.Date(), "02/01/1970", "refused NOT_PARSED"),
        Arguments.of(new Timestamp(0), "1970-01-01 00:00:01.5", "changed TRUNC_MICROS: 1000000"),
        Arguments.of(new LogicalType.Time(6, false), "24:00:00", "86400000000"),
        Arguments.of(new LogicalType.Time(6, false), "24:00:01", "refused TIME_RANGE"),
        Arguments.of(new Interval(), "P14M", "P1Y2M"),
        Arguments.of(new Interval(), "14 mons", "refused NOT_PARSED"),
        Arguments.of(new Json(false), "{\"b\": 1}", "{\"b\": 1}"),
        Arguments.of(new Json(false), "{b:1}", "refused NOT_PARSED"),
        Arguments.of(new Uuid(), "1-2-3-4-5", "refused NOT_PARSED"),
        Arguments.of(new Uuid(), "41424344-4546-4748-494A-4b4c4D4e4f50", "ABCDEFGHIJKLMNOP"),
        Arguments.of(new Uuid(), "001122334-455-6677-8899-aabbccddeef", "refused NOT_PARSED"),
        Arguments.of(new Uuid(), "00112233-4455-6677-8899-aabbccddeeg0", "refused NOT_PARSED"),
        Arguments.of(new Uuid(), "00112233-4455-6677-8899-aabbccddeef", "refused NOT_PARSED"),
        Arguments.of(new Bool(), "f", "0"),
        Arguments.of(new Bool(), "2", "refused NOT_PARSED"),
        Arguments.of(LABELS, "a", "a"),
        Arguments.of(LABELS, "A", "refused NOT_PARSED"));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void textsAreReadAsWhatTheySpell(LogicalType to, String text, String expected) {
    assertThat(Trial.of(TEXT, to, text)).isEqualTo(expected);
  }

  private static LogicalType varchar(int length) {
    return new Varchar(length, Collation.BINARY);
  }

  private static LogicalType character(int length) {
    return new Char(length, Collation.BINARY);
  }

  private static LogicalType text(int maxBytes) {
    return new Text(maxBytes, Collation.BINARY);
  }
}

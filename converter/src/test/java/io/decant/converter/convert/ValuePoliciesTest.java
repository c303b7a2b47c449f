package io.decant.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.convert.ValuePolicies.Answer;
import io.decant.converter.convert.ValuePolicies.Case;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Enumerated;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.LogicalType.Variant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValuePoliciesTest {
  private static final LogicalType DATE = new Date();
  private static final LogicalType TIMESTAMP = new Timestamp(6);
  private static final LogicalType TEXT = Text.UNLIMITED;
  private static final LogicalType DOUBLE = new Real(64);
  private static final LogicalType BIG = new Int(64, false);
  private static final LogicalType SMALL = new Int(16, false);
  private static final LogicalType LABELS = new Enumerated("", List.of("a", "b"));
  private static final LogicalType WITH_EMPTY = new Enumerated("", List.of("a", "b", ""));
  private static final byte[] BROKEN = {'a', (byte) 0xE9, (byte) 0x80, 'z'};

  static List<Arguments> answers() {
    return List.of(
        of(Case.ZERO_DATE, Answer.REJECT, DATE, DATE, Trial.day("2020-00-15"), "refused ZERO_DATE"),
        of(
            Case.INVALID_DATE,
            Answer.NULL,
            DATE,
            DATE,
            Trial.day("2021-02-30"),
            "changed INVALID_DATE: NULL"),
        of(
            Case.INVALID_DATE,
            Answer.NULL,
            TIMESTAMP,
            TIMESTAMP,
            Trial.micros("2021-02-30 10:00:00"),
            "changed INVALID_DATE: NULL"),
        of(Case.NUL_BYTE, Answer.STRIP, TEXT, TEXT, "a\0b\0", "changed NUL_BYTE: ab"),
        of(Case.NUL_BYTE, Answer.REPLACE, TEXT, TEXT, "a\0b", "changed NUL_BYTE: a\uFFFDb"),
        of(
            Case.NUL_BYTE,
            Answer.STRIP,
            TEXT,
            new Varchar(2, Collation.BINARY),
            "a\0b",
            "changed NUL_BYTE: ab"),
        of(
            Case.NUL_BYTE,
            Answer.STRIP,
            new Json(true),
            new Json(true),
            "{\"a\\\\u0000\": \"\\u0000b\\u0000\"}",
            "changed NUL_BYTE: {\"a\\\\u0000\": \"b\"}"),
        of(
            Case.NUL_BYTE,
            Answer.REPLACE,
            new Json(true),
            new Json(true),
            "[\"\\u0000\"]",
            "changed NUL_BYTE: [\"\\ufffd\"]"),
        of(Case.NAN, Answer.NULL, DOUBLE, DOUBLE, Double.NaN, "changed NAN_AS_NULL: NULL"),
        of(
            Case.NAN,
            Answer.NULL,
            DOUBLE,
            DOUBLE,
            Double.NEGATIVE_INFINITY,
            "changed INFINITY_AS_NULL: NULL"),
        of(
            Case.NAN,
            Answer.NULL,
            Decimal.UNBOUNDED,
            new Decimal(9, 2),
            "NaN",
            "changed NAN_AS_NULL: NULL"),
        of(Case.OUT_OF_RANGE, Answer.NULL, BIG, SMALL, 40_000L, "changed OUT_OF_RANGE: NULL"),
        of(
            Case.OUT_OF_RANGE,
            Answer.NULL,
            BIG,
            new Decimal(3, 1),
            100L,
            "changed OUT_OF_RANGE: NULL"),
        of(
            Case.OUT_OF_RANGE,
            Answer.NULL,
            Decimal.UNBOUNDED,
            new Decimal(3, 1),
            "123.4",
            "changed OUT_OF_RANGE: NULL"),
        of(
            Case.OUT_OF_RANGE,
            Answer.NULL,
            Decimal.UNBOUNDED,
            new Decimal(3, 1),
            "1.23",
            "refused NUMERIC_SCALE"),
        of(
            Case.OUT_OF_RANGE,
            Answer.NULL,
            Decimal.UNBOUNDED,
            SMALL,
            "99999",
            "changed OUT_OF_RANGE: NULL"),
        of(Case.OUT_OF_RANGE, Answer.NULL, TEXT, SMALL, "99999", "changed OUT_OF_RANGE: NULL"),
        of(
            Case.OUT_OF_RANGE,
            Answer.NULL,
            DATE,
            DATE,
            Temporals.POSITIVE_INFINITY,
            "changed INFINITY_DATE: NULL"),
        of(
            Case.OUT_OF_RANGE,
            Answer.NULL,
            DATE,
            DATE,
            Trial.day("10000-01-01"),
            "changed DATE_RANGE: NULL"),
        of(
            Case.OUT_OF_RANGE,
            Answer.NULL,
            new Time(0, true),
            new Time(0, false),
            -1_000_000L,
            "changed TIME_RANGE: NULL"),
        of(Case.ENUM_ERROR_VALUE, Answer.REJECT, LABELS, TEXT, "\0", "refused ENUM_ERROR_VALUE"),
        of(
            Case.ENUM_ERROR_VALUE,
            Answer.NULL,
            WITH_EMPTY,
            TEXT,
            "\0",
            "changed ENUM_ERROR_VALUE: NULL"),
        of(Case.ENUM_ERROR_VALUE, Answer.REJECT, WITH_EMPTY, WITH_EMPTY, "", ""),
        of(Case.ENUM_ERROR_VALUE, Answer.EMPTY, LABELS, TEXT, "", "changed ENUM_ERROR_VALUE: "),
        of(
            Case.ENUM_ERROR_VALUE,
            Answer.EMPTY,
            LABELS,
            WITH_EMPTY,
            "\0",
            "changed ENUM_ERROR_VALUE: "),
        of(Case.ENUM_ERROR_VALUE, Answer.EMPTY, LABELS, LABELS, "\0", "refused ENUM_ERROR_VALUE"),
        of(Case.INVALID_UTF8, Answer.REPLACE, TEXT, TEXT, BROKEN, "changed INVALID_UTF8: a\uFFFDz"),
        of(
            Case.INVALID_UTF8,
            Answer.LATIN1,
            TEXT,
            TEXT,
            BROKEN,
            "changed INVALID_UTF8: a\u00E9\u20ACz"),
        of(
            Case.INVALID_UTF8,
            Answer.LATIN1,
            TEXT,
            TEXT,
            new byte[] {(byte) 0x81},
            "changed INVALID_UTF8: \u0081"),
        of(Case.INVALID_UTF8, Answer.REPLACE, TEXT, TEXT, "sound", "sound"),
        of(
            Case.INVALID_UTF8,
            Answer.REPLACE,
            new Variant(Set.of()),
            TEXT,
            new byte[] {'t', 'a', (byte) 0xFF},
            "changed INVALID_UTF8: a\uFFFD"));
  }

  private static Arguments of(
      Case one, Answer answer, LogicalType from, LogicalType to, Object value, String outcome) {
    return Arguments.of(one, answer, from, to, value, outcome);
  }

  @ParameterizedTest(name = "{0}={1}: {2} to {3}")
  @MethodSource("answers")
  void aPolicyDecidesOverValuesThatDoNotFit(
      Case one, Answer answer, LogicalType from, LogicalType to, Object value, String outcome) {
    ValuePolicies policies = new ValuePolicies(Map.of(one, answer));
    TargetLimits strict =
        new TargetLimits(
            Set.of(Special.EXACT_JSON_NUMBERS),
            NotANumber.REFUSED,
            Trial.day("0001-01-01"),
            Trial.day("9999-12-31"),
            6);
    assertThat(Trial.of(from, to, strict, policies, true, value)).isEqualTo(outcome);
    if (outcome.endsWith(": NULL")) {
      assertThat(Trial.of(from, to, strict, policies, false, value)).startsWith("refused ");
    }
  }

  @Test
  void whatTheTargetHoldsIsLeftAlone() {
    ValuePolicies policies =
        new ValuePolicies(
            Map.of(
                Case.ZERO_DATE, Answer.REJECT,
                Case.NUL_BYTE, Answer.STRIP,
                Case.NAN, Answer.NULL));
    long zero = Trial.day("0000-00-00");
    assertThat(Trial.of(DATE, DATE, TargetLimits.NONE, policies, true, zero))
        .isEqualTo(Long.toString(zero));
    assertThat(Trial.of(DATE, TEXT, Trial.POSTGRESQL, policies, true, zero))
        .isEqualTo("0000-00-00");
    assertThat(Trial.of(TEXT, TEXT, TargetLimits.NONE, policies, true, "a\0")).isEqualTo("a\0");
    assertThat(Trial.of(DOUBLE, DOUBLE, TargetLimits.NONE, policies, true, Double.NaN))
        .isEqualTo("NaN");
  }

  @Test
  void sqliteStoresNullForNanUnlessItIsRejected() {
    ValuePolicies reject = new ValuePolicies(Map.of(Case.NAN, Answer.REJECT));
    assertThat(Trial.of(DOUBLE, DOUBLE, Trial.SQLITE, ValuePolicies.DEFAULTS, true, Double.NaN))
        .isEqualTo("changed NAN_AS_NULL: NULL");
    assertThat(Trial.of(DOUBLE, DOUBLE, Trial.SQLITE, reject, true, Double.NaN))
        .isEqualTo("refused FLOAT_NAN");
  }

  @Test
  void aMendedTextIsNoProblemAnyMore() {
    ValuePolicies replace = new ValuePolicies(Map.of(Case.INVALID_UTF8, Answer.REPLACE));
    for (ValuePolicies policies : List.of(ValuePolicies.DEFAULTS, replace)) {
      RowBatch in = new RowBatch(List.of(TEXT), 10, 1000);
      in.bytes(0).append(BROKEN);
      in.report(new RowProblem(0, 0, "INVALID_UTF8", "as the reader says"));
      in.endRow();
      RowConversion conversion =
          new RowConversion(
              List.of(TEXT),
              List.of(
                  Conversions.between(TEXT, TEXT, Trial.POSTGRESQL, policies, true).orElseThrow()),
              (batch, row) -> "no=" + row);
      RowBatch out = conversion.apply(in);
      boolean mends = policies.equals(replace);
      assertThat(out.problems()).hasSize(mends ? 0 : 1);
      assertThat(conversion.losses()).hasSize(mends ? 1 : 0);
    }
  }

  @Test
  void whatHitsEveryValueIsCountedForEveryValue() {
    LogicalType instant = new TimestampTz(6);
    RowBatch in = new RowBatch(List.of(instant, BIG), 10, 1000);
    for (long i = 0; i < 4; i++) {
      if (i == 2) {
        in.column(0).appendNull();
      } else {
        in.longs(0).append(i);
      }
      in.longs(1).append(i);
      in.endRow();
    }
    RowConversion conversion =
        new RowConversion(
            List.of(TIMESTAMP, BIG),
            List.of(
                Conversions.between(
                        instant, TIMESTAMP, TargetLimits.NONE, ValuePolicies.DEFAULTS, true)
                    .orElseThrow(),
                Identity.PLAIN),
            (batch, row) -> "no=" + row);
    conversion.apply(in);
    assertThat(conversion.losses())
        .containsExactly(new LossCount(0, "TIME_ZONE", 3, List.of("no=0", "no=1", "no=3")));
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() {
    assertThatThrownBy(() -> new ValuePolicies(Map.of(Case.NUL_BYTE, Answer.NULL)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

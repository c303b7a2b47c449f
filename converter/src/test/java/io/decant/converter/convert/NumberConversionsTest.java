package io.decant.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumberConversionsTest {
  private static final LogicalType INT8 = new Int(8, false);
  private static final LogicalType INT16 = new Int(16, false);
  private static final LogicalType INT64 = new Int(64, false);
  private static final LogicalType UINT8 = new Int(8, true);
  private static final LogicalType UINT32 = new Int(32, true);
  private static final LogicalType UINT64 = new Int(64, true);
  private static final LogicalType FLOAT32 = new Real(32);
  private static final LogicalType FLOAT64 = new Real(64);
  private static final LogicalType BOOL = new Bool();
  private static final LogicalType TEXT = Text.UNLIMITED;
  private static final LogicalType DECIMAL = Decimal.UNBOUNDED;

  static Stream<Arguments> values() {
    return Stream.of(
        // whole numbers
        Arguments.of(INT64, INT8, 127L, "127"),
        Arguments.of(INT64, INT8, 128L, "refused OUT_OF_RANGE"),
        Arguments.of(INT64, INT8, -128L, "-128"),
        Arguments.of(INT64, INT8, -129L, "refused OUT_OF_RANGE"),
        Arguments.of(INT64, new Int(24, true), 16_777_215L, "16777215"),
        Arguments.of(INT64, new Int(24, true), 16_777_216L, "refused OUT_OF_RANGE"),
        Arguments.of(INT64, UINT64, -1L, "refused OUT_OF_RANGE"),
        Arguments.of(UINT64, INT64, -1L, "refused OUT_OF_RANGE"),
        Arguments.of(UINT64, INT64, Long.MAX_VALUE, "9223372036854775807"),
        Arguments.of(UINT64, UINT32, 4_294_967_295L, "4294967295"),
        Arguments.of(UINT64, UINT32, Long.MIN_VALUE, "refused OUT_OF_RANGE"),
        Arguments.of(UINT64, new Decimal(20, 0), -1L, "18446744073709551615"),
        Arguments.of(UINT64, new Decimal(19, 0), -1L, "refused OUT_OF_RANGE"),
        Arguments.of(UINT64, TEXT, -1L, "18446744073709551615"),
        Arguments.of(INT64, TEXT, Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(INT64, new Decimal(5, 2), 999L, "999"),
        Arguments.of(INT64, new Decimal(5, 2), 1000L, "refused OUT_OF_RANGE"),
        Arguments.of(INT64, FLOAT64, 1L << 53, "9.007199254740992E15"),
        Arguments.of(INT64, FLOAT64, (1L << 53) + 1, "refused INEXACT"),
        Arguments.of(UINT64, FLOAT64, -1L, "refused INEXACT"),
        Arguments.of(INT64, FLOAT32, 16_777_217L, "refused INEXACT"),
        Arguments.of(INT8, BOOL, 1L, "1"),
        Arguments.of(INT8, BOOL, 2L, "refused NOT_BOOLEAN"),
        Arguments.of(INT8, BOOL, -1L, "refused NOT_BOOLEAN"),
        Arguments.of(BOOL, INT8, 1L, "1"),
        Arguments.of(BOOL, TEXT, 0L, "false"),
        Arguments.of(BOOL, new LogicalType.Bits(1, false), 1L, "1"),
        // decimals
        Arguments.of(DECIMAL, new Decimal(5, 2), "999.990", "999.990"),
        Arguments.of(DECIMAL, new Decimal(5, 2), "1000", "refused OUT_OF_RANGE"),
        Arguments.of(DECIMAL, new Decimal(5, 2), "1.005", "refused NUMERIC_SCALE"),
        Arguments.of(DECIMAL, new Decimal(5, 2), "-Infinity", "refused FLOAT_NAN"),
        Arguments.of(DECIMAL, UINT64, "18446744073709551615.000", "-1"),
        Arguments.of(DECIMAL, INT64, "18446744073709551615", "refused OUT_OF_RANGE"),
        Arguments.of(DECIMAL, INT16, "1.5", "refused NUMERIC_SCALE"),
        Arguments.of(DECIMAL, INT16, "NaN", "refused OUT_OF_RANGE"),
        Arguments.of(DECIMAL, FLOAT64, "0.1", "0.1"),
        Arguments.of(DECIMAL, FLOAT64, "0.10000000000000000001", "changed ROUNDED_FLOAT: 0.1"),
        Arguments.of(DECIMAL, FLOAT64, "1" + "0".repeat(400), "refused OUT_OF_RANGE"),
        Arguments.of(DECIMAL, FLOAT32, "0.1", "0.10000000149011612"),
        Arguments.of(DECIMAL, TEXT, "12.340", "12.340"),
        Arguments.of(
            DECIMAL,
            new Text(3, io.decant.converter.schema.Collation.BINARY),
            "12.3",
            "refused TEXT_LENGTH"),
        // floats
        Arguments.of(FLOAT64, FLOAT32, 0.5, "0.5"),
        Arguments.of(FLOAT64, FLOAT32, 0.1, "refused INEXACT"),
        Arguments.of(FLOAT64, FLOAT32, Double.NaN, "NaN"),
        Arguments.of(FLOAT64, TEXT, Double.MIN_VALUE, "5e-324"),
        Arguments.of(FLOAT64, TEXT, -0.0, "-0"),
        Arguments.of(FLOAT32, TEXT, (double) 1.2345679f, "1.2345679"),
        Arguments.of(FLOAT64, DECIMAL, 0.1, "0.1"),
        Arguments.of(FLOAT64, DECIMAL, 1e-7, "0.0000001"),
        Arguments.of(FLOAT64, DECIMAL, -0.0, "changed NEG_ZERO: 0"),
        Arguments.of(FLOAT64, DECIMAL, Double.NaN, "NaN"),
        Arguments.of(FLOAT64, new Decimal(5, 2), 1000.0, "refused OUT_OF_RANGE"),
        Arguments.of(FLOAT64, new Decimal(5, 2), 0.125, "refused NUMERIC_SCALE"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void numbersArriveEqualOrNotAtAll(
      LogicalType from, LogicalType to, Object value, String expected) {
    assertThat(Trial.of(from, to, value)).isEqualTo(expected);
  }

  @Test
  void whatIsNoNumberFollowsTheTarget() {
    assertThat(mysql(FLOAT64, FLOAT64, Double.NaN)).isEqualTo("refused FLOAT_NAN");
    assertThat(mysql(FLOAT64, FLOAT64, Double.NEGATIVE_INFINITY)).isEqualTo("refused FLOAT_NAN");
    assertThat(mysql(FLOAT64, FLOAT64, -0.0)).isEqualTo("-0.0");
    assertThat(mysql(DECIMAL, DECIMAL, "NaN")).isEqualTo("refused FLOAT_NAN");
    assertThat(sqlite(FLOAT64, true, Double.NaN)).isEqualTo("changed NAN_AS_NULL: NULL");
    assertThat(sqlite(FLOAT64, false, Double.NaN)).isEqualTo("refused FLOAT_NAN");
    assertThat(sqlite(FLOAT64, true, Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(sqlite(FLOAT64, true, -0.0)).isEqualTo("changed NEG_ZERO: 0.0");
  }

  @Test
  void columnsThatAlwaysFitPassByReference() {
    assertThat(Trial.nameOf(INT8, INT64, TargetLimits.NONE)).isEqualTo("identity");
    assertThat(Trial.nameOf(UINT32, INT64, TargetLimits.NONE)).isEqualTo("identity");
    assertThat(Trial.nameOf(UINT8, INT8, TargetLimits.NONE)).isEqualTo("int-to-int");
    assertThat(Trial.nameOf(INT8, UINT64, TargetLimits.NONE)).isEqualTo("int-to-int");
    assertThat(Trial.nameOf(FLOAT32, FLOAT64, Trial.POSTGRESQL)).isEqualTo("identity");
    assertThat(Trial.nameOf(new Decimal(5, 2), new Decimal(7, 3), Trial.POSTGRESQL))
        .isEqualTo("identity");
    assertThat(Trial.nameOf(new Decimal(5, 2), new Decimal(5, 3), Trial.POSTGRESQL))
        .isEqualTo("decimal-to-decimal");
    assertThat(Trial.nameOf(DECIMAL, DECIMAL, Trial.POSTGRESQL)).isEqualTo("identity");
    assertThat(Trial.nameOf(DECIMAL, BOOL, TargetLimits.NONE)).isEqualTo("none");
  }

  private static String mysql(LogicalType from, LogicalType to, Object value) {
    return Trial.of(from, to, Trial.MYSQL, true, value);
  }

  private static String sqlite(LogicalType type, boolean nullable, Object value) {
    return Trial.of(type, type, Trial.SQLITE, nullable, value);
  }
}

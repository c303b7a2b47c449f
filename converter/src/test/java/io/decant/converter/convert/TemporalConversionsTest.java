package io.decant.converter.convert;

import static io.decant.converter.convert.Trial.MYSQL;
import static io.decant.converter.convert.Trial.POSTGRESQL;
import static io.decant.converter.convert.Trial.day;
import static io.decant.converter.convert.Trial.micros;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.row.Temporals;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.Timestamp;
import io.decant.converter.schema.LogicalType.TimestampTz;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalConversionsTest {
  private static final LogicalType DATE = new Date();
  private static final LogicalType TIMESTAMP = new Timestamp(6);
  private static final LogicalType INSTANT = new TimestampTz(6);
  private static final LogicalType SPAN = new Time(6, true);
  private static final LogicalType TEXT = Text.UNLIMITED;

  @ParameterizedTest
  @CsvSource({
    "0000-00-00, changed ZERO_DATE: NULL, refused ZERO_DATE",
    "2020-00-15, changed ZERO_DATE: NULL, refused ZERO_DATE",
    "2020-02-00, changed ZERO_DATE: NULL, refused ZERO_DATE",
    "2021-02-30, refused INVALID_DATE, refused INVALID_DATE"
  })
  void datesOfNoCalendarFollowTheColumn(String text, String nullable, String required) {
    long date = day(text);
    assertThat(Trial.of(DATE, DATE, POSTGRESQL, true, date)).isEqualTo(nullable);
    assertThat(Trial.of(DATE, DATE, POSTGRESQL, false, date)).isEqualTo(required);
    assertThat(Trial.of(DATE, TIMESTAMP, POSTGRESQL, true, date)).isEqualTo(nullable);
    assertThat(Trial.of(DATE, DATE, MYSQL, false, date)).isEqualTo(Long.toString(date));
    assertThat(Trial.of(DATE, TEXT, POSTGRESQL, false, date)).isEqualTo(text);
    long timestamp = micros(text + " 10:00:00.5");
    assertThat(Trial.of(TIMESTAMP, TIMESTAMP, POSTGRESQL, true, timestamp)).isEqualTo(nullable);
    assertThat(Trial.of(TIMESTAMP, TEXT, POSTGRESQL, true, timestamp))
        .isEqualTo(text + " 10:00:00.500000");
  }

  @Test
  void infiniteDatesAreRefusedWhereTheyCannotStand() {
    for (LogicalType type : List.of(DATE, TIMESTAMP, INSTANT)) {
      for (long end : new long[] {Temporals.NEGATIVE_INFINITY, Temporals.POSITIVE_INFINITY}) {
        assertThat(Trial.of(type, type, MYSQL, true, end)).isEqualTo("refused INFINITY_DATE");
        assertThat(Trial.of(type, type, POSTGRESQL, true, end)).isEqualTo(Long.toString(end));
      }
    }
    assertThat(Trial.of(DATE, TIMESTAMP, Temporals.NEGATIVE_INFINITY))
        .isEqualTo(Long.toString(Temporals.NEGATIVE_INFINITY));
    assertThat(Trial.of(DATE, TEXT, Temporals.NEGATIVE_INFINITY)).isEqualTo("-infinity");
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01, true",
    "9999-12-31, true",
    "10000-01-01, false",
    "0001-12-31 BC, false",
    "4713-11-24 BC, false"
  })
  void datesBeyondTheCalendarOfTheTargetAreRefused(String text, boolean held) {
    String expected = held ? Long.toString(day(text)) : "refused DATE_RANGE";
    assertThat(Trial.of(DATE, DATE, MYSQL, true, day(text))).isEqualTo(expected);
    long last = (day(text) + 1) * Temporals.MICROS_PER_DAY - 1;
    assertThat(Trial.of(TIMESTAMP, TIMESTAMP, MYSQL, true, last))
        .isEqualTo(held ? Long.toString(last) : "refused DATE_RANGE");
  }

  @Test
  void aDayThatMicrosecondsCannotReachHasNoTimestamp() {
    assertThat(Trial.of(DATE, TIMESTAMP, day("5874897-12-31"))).isEqualTo("refused DATE_RANGE");
    assertThat(Trial.of(DATE, TIMESTAMP, day("1969-12-31"))).isEqualTo("-86400000000");
  }

  @Test
  void finerDigitsAreCutOffAndCounted() {
    LogicalType millis = new Timestamp(3);
    assertThat(Trial.of(TIMESTAMP, millis, -1L)).isEqualTo("changed TRUNC_MICROS: -1000");
    assertThat(Trial.of(TIMESTAMP, millis, 123_000L)).isEqualTo("123000");
    assertThat(Trial.of(TIMESTAMP, millis, Temporals.POSITIVE_INFINITY))
        .isEqualTo(Long.toString(Long.MAX_VALUE));
    long zero = micros("0000-00-00 00:00:00.123456");
    assertThat(Trial.of(TIMESTAMP, millis, zero))
        .isEqualTo("changed TRUNC_MICROS: " + (zero - 456));
    assertThat(Trial.of(SPAN, new Time(0, true), -1_500_000L))
        .isEqualTo("changed TRUNC_MICROS: -1000000");
  }

  @Test
  void instantsAndWallClocksMeetInUtc() {
    assertThat(Trial.of(INSTANT, TIMESTAMP, 1L)).isEqualTo("1");
    assertThat(
            Conversions.between(INSTANT, TIMESTAMP, TargetLimits.NONE, ValuePolicies.DEFAULTS, true)
                .orElseThrow())
        .satisfies(
            conversion -> {
              assertThat(conversion.name()).isEqualTo("timestamp-tz-to-timestamp");
              assertThat(conversion.losses()).extracting(Loss::code).containsExactly("TIME_ZONE");
            });
    assertThat(Trial.of(INSTANT, TEXT, 1L)).isEqualTo("1970-01-01 00:00:00.000001+00");
  }

  @Test
  void spansBeyondADayAreNoTimeOfDay() {
    LogicalType time = new Time(6, false);
    assertThat(Trial.of(SPAN, time, 86_400_000_000L)).isEqualTo("86400000000");
    assertThat(Trial.of(SPAN, time, 86_400_000_001L)).isEqualTo("refused TIME_RANGE");
    assertThat(Trial.of(SPAN, time, -1L)).isEqualTo("refused TIME_RANGE");
    assertThat(Trial.of(SPAN, new Interval(), -3_020_399_000_000L)).isEqualTo("PT-838H-59M-59S");
    assertThat(Trial.of(SPAN, TEXT, -3_020_399_000_000L)).isEqualTo("-838:59:59.000000");
    assertThat(Trial.nameOf(time, SPAN, MYSQL)).isEqualTo("identity");
  }
}

package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01",
        "1582-10-04",
        "1582-10-15",
        "1900-02-28",
        "1969-12-31",
        "1970-01-01",
        "2000-02-29",
        "9999-12-31",
        "10000-01-01",
        "5874897-12-31",
        "4713-11-24 BC",
        "0001-12-31 BC",
        "0001-02-29 BC",
        "infinity",
        "-infinity",
        "0000-00-00",
        "2020-00-15",
        "2020-02-00",
        "2021-02-30",
        "0000-05-05",
        "2023-02-29"
      })
  void datesComeBackAsTheyWereWritten(String text) {
    assertThat(date(parseDate(text))).isEqualTo(text);
  }

  @Test
  void daysAgreeWithTheCalendarOfJava() {
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      long day = random.nextInt(4_000_000) - 720_000;
      LocalDate expected = LocalDate.ofEpochDay(day);
      assertThat(CivilDate.fields(day) >> 16).isEqualTo(expected.getYear());
      assertThat(CivilDate.fields(day) >> 8 & 255).isEqualTo(expected.getMonthValue());
      assertThat(CivilDate.fields(day) & 255).isEqualTo(expected.getDayOfMonth());
      assertThat(
              CivilDate.epochDay(
                  expected.getYear(), expected.getMonthValue(), expected.getDayOfMonth()))
          .isEqualTo(day);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "2020",
        "2020-01",
        "2020-1-01",
        "202-01-01",
        "2020-13-01",
        "2020-01-32",
        "2020-01-01x",
        "2020-01-01 ",
        " 2020-01-01",
        "2020/01/01",
        "0000-01-01 BC",
        "2021-02-30 BC",
        "-2020-01-01",
        "99999999999-01-01",
        "02020-01-01",
        "Infinity",
        "2020-01-01 10:00:00",
        "٢٠٢٠-01-01"
      })
  void whatIsNoDateIsInvalid(String text) {
    assertThat(parseDate(text)).isEqualTo(Temporals.INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-31 02:30:00.123456, 6",
    "1969-12-31 23:59:59.999999, 6",
    "1970-01-01 00:00:00, 0",
    "0001-01-01 00:00:00.000, 3",
    "9999-12-31 23:59:59.9, 1",
    "10000-01-01 00:00:00, 0",
    "0044-03-15 10:00:00.50 BC, 2",
    "0000-00-00 00:00:00.000000, 6",
    "2020-02-00 10:00:00, 0",
    "2021-02-30 23:59:59.999999, 6",
    "infinity, 6",
    "-infinity, 0"
  })
  void timestampsComeBackWithTheirDigits(String text, int digits) {
    long value = parseTimestamp(text);
    assertThat(timestamp(value, digits)).isEqualTo(text);
  }

  @Test
  void timestampsCountMicrosecondsOfTheWallClock() {
    long micros =
        LocalDateTime.of(2024, 3, 31, 2, 30).toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 123_456;
    assertThat(parseTimestamp("2024-03-31 02:30:00.123456")).isEqualTo(micros);
    assertThat(parseTimestamp("2024-03-31T02:30:00.123456")).isEqualTo(micros);
    assertThat(parseTimestamp("2024-03-31 02:30:00.123456000")).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01",
        "2024-01-01 24:00:00",
        "2024-01-01 10:60:00",
        "2024-01-01 10:00:60",
        "2024-01-01 10:00",
        "2024-01-01 10:00:00.",
        "2024-01-01 10:00:00.1234567",
        "2024-01-01 10:00:00Z",
        "2024-01-01  10:00:00",
        "294248-01-01 00:00:00"
      })
  void whatIsNoTimestampIsInvalid(String text) {
    assertThat(parseTimestamp(text)).isEqualTo(Temporals.INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-01 12:00:00+05, 2024-01-01 07:00:00",
    "2024-01-01 12:00:00+05:30, 2024-01-01 06:30:00",
    "2024-01-01 12:00:00-0330, 2024-01-01 15:30:00",
    "2024-01-01T12:00:00Z, 2024-01-01 12:00:00",
    "2024-01-01 12:00:00, 2024-01-01 12:00:00",
    "1880-01-01 00:00:00+00:19:32, 1879-12-31 23:40:28",
    "0044-03-15 10:00:00+00 BC, 0044-03-15 10:00:00 BC",
    "infinity, infinity"
  })
  void zonesAreTakenOff(String zoned, String utc) {
    assertThat(timestamp(parseTimestampTz(zoned), 0)).isEqualTo(utc);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-01-01 12:00:00+",
        "2024-01-01 12:00:00+5",
        "2024-01-01 12:00:00+24",
        "2024-01-01 12:00:00+05:",
        "2024-01-01 12:00:00 Europe/Berlin"
      })
  void aZoneThatIsNoneIsInvalid(String text) {
    assertThat(parseTimestampTz(text)).isEqualTo(Temporals.INVALID);
  }

  @Test
  void instantsAreWrittenWithTheirZone() {
    byte[] buffer = new byte[Temporals.TEXT_LENGTH];
    long value = parseTimestamp("0044-03-15 10:00:00 BC");
    int end = Temporals.appendTimestampTz(value, 1, buffer, 0);
    assertThat(ascii(buffer, end)).isEqualTo("0044-03-15 10:00:00.0+00 BC");
    assertThat(Temporals.parseTimestampTz(buffer, 0, end)).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "00:00:00, 0",
    "23:59:59.999999, 6",
    "24:00:00, 0",
    "-838:59:59, 0",
    "838:59:59.000000, 6",
    "-00:00:00.000001, 6",
    "12:34:56.789, 3"
  })
  void timesComeBackAsTheyWereWritten(String text, int digits) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    long value = Temporals.parseTime(ascii, 0, ascii.length);
    byte[] buffer = new byte[Temporals.TEXT_LENGTH];
    assertThat(ascii(buffer, Temporals.appendTime(value, digits, buffer, 0))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1:00:00", "12:60:00", "12:00", "12:00:00.", "+12:00:00"})
  void whatIsNoTimeIsInvalid(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(Temporals.parseTime(ascii, 0, ascii.length)).isEqualTo(Temporals.INVALID);
  }

  @Test
  void zeroDatesAndImpossibleOnesAreToldApart() {
    assertThat(Temporals.isPartlyZero(parseDate("0000-00-00"))).isTrue();
    assertThat(Temporals.isPartlyZero(parseDate("2020-00-15"))).isTrue();
    assertThat(Temporals.isPartlyZero(parseDate("2021-02-30"))).isFalse();
    assertThat(Temporals.isImpossible(parseDate("2021-02-30"))).isTrue();
    assertThat(Temporals.isImpossible(parseDate("2021-02-28"))).isFalse();
  }

  private static long parseDate(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Temporals.parseDate(bytes, 0, bytes.length);
  }

  private static long parseTimestamp(String text) {
    byte[] padded = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
    return Temporals.parseTimestamp(padded, 1, padded.length - 2);
  }

  @Test
  void oneWrongCharacterMakesATimestampAnotherOrNone() {
    String sound = "2021-12-28 13:44:55.678901";
    for (int length : new int[] {19, 21, 23, 26}) {
      for (int at = 0; at < length; at++) {
        for (char wrong : " -:./0123456789T\u0000\u0080".toCharArray()) {
          String text = sound.substring(0, at) + wrong + sound.substring(at + 1, length);
          byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
          long value = Temporals.parseTimestamp(bytes, 0, bytes.length);
          assertThat(value).as(text).isEqualTo(micros(text));
        }
      }
    }
  }

  /** As another reads it; a day beyond its month is one of those that MySQL holds. */
  private static long micros(String text) {
    boolean digits = text.matches("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?");
    if (!digits) {
      return Temporals.INVALID;
    }
    int[] fields = Arrays.stream(text.split("[-: T.]")).mapToInt(Integer::parseInt).toArray();
    boolean clock = fields[3] < 24 && fields[4] < 60 && fields[5] < 60;
    if (!clock || fields[1] > 12 || fields[2] > 31) {
      return Temporals.INVALID;
    }
    String fraction = text.length() > 20 ? (text.substring(20) + "00000").substring(0, 6) : "0";
    int micros = Integer.parseInt(fraction);
    if (fields[0] == 0
        || fields[1] == 0
        || fields[2] == 0
        || fields[2] > LocalDate.of(fields[0], fields[1], 1).lengthOfMonth()) {
      return Temporals.impossible(
          fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], micros);
    }
    LocalDateTime moment =
        LocalDateTime.of(fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]);
    return moment.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + micros;
  }

  private static long parseTimestampTz(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Temporals.parseTimestampTz(bytes, 0, bytes.length);
  }

  private static String date(long value) {
    byte[] buffer = new byte[Temporals.TEXT_LENGTH];
    return ascii(buffer, Temporals.appendDate(value, buffer, 0));
  }

  private static String timestamp(long value, int digits) {
    byte[] buffer = new byte[Temporals.TEXT_LENGTH];
    return ascii(buffer, Temporals.appendTimestamp(value, digits, buffer, 0));
  }

  private static String ascii(byte[] buffer, int end) {
    return new String(buffer, 0, end, StandardCharsets.US_ASCII);
  }
}

package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.row.Temporals;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnEvidenceTest {
  @Test
  void aMomentIsCountedAsEverythingThatItCanBeReadAs() {
    List<String> texts =
        List.of(
            "2024-02-29",
            "2023-02-29",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "2024-02-30 10:00:00",
            "12024-01-01",
            "12024-01-01 10:00:00",
            "12024-01-01 10:00:00.5",
            "0044-03-15 BC",
            "0044-03-15 10:00:00 BC",
            "0044-03-15 10:00:00.001+00 BC",
            "0044-03-15 10:00:00+02 BC",
            "infinity",
            "-infinity",
            "2024-01-01 10:00",
            "2024-01-01T10:00",
            "2024-01-01 10:00:00",
            "2024-01-01T10:00:00",
            "2024-01-01 10:00:00Z",
            "2024-01-01 10:00:00+00",
            "2024-01-01 10:00:00+00:00",
            "2024-01-01 10:00:00+02:00",
            "2024-01-01 10:00:00.1",
            "2024-01-01T10:00:00.123456",
            "2024-01-01 10:00:00.1234560",
            "2024-01-01 10:00:00.1234567",
            "2024-01-01 10:00Z",
            "2024-01-01Z",
            "2024-01-01 ",
            " 2024-01-01",
            "2024-1-1",
            "10:00:00",
            "10:00:00.25",
            "24:00:00",
            "",
            ".5",
            "soon",
            "2024-01-01 24:00:00",
            "2024-13-01",
            "2024-01-32 00:00:00",
            "0000-00-00 00:00:00Z");
    for (String text : texts) {
      byte[] padded = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
      int length = padded.length - 2;
      ColumnEvidence seen = new ColumnEvidence(DeclaredType.of("DATETIME"));
      seen.text(padded, 1, length);
      assertThat(List.of(seen.dates, seen.timestamps, seen.instants, (long) seen.clockDigits))
          .as(text)
          .containsExactly(
              count(MomentText.date(padded, 1, length)),
              count(MomentText.timestamp(padded, 1, length)),
              count(MomentText.instant(padded, 1, length)),
              (long) MomentText.fractionDigits(padded, 1, length));
    }
  }

  @Test
  void anInstantBeforeOurEraReadsBackAsItIsWritten() {
    byte[] text = "1200-02-15 14:13:20.001+00 BC".getBytes(StandardCharsets.US_ASCII);
    assertThat(MomentText.instant(text, 0, text.length)).isEqualTo(-99_999_999_999_999_000L);
  }

  @Test
  void theDigitsOfADecimalReachToTheEndsOfSixtyFourBits() {
    for (long value : new long[] {0, 9, -10, 99_999, Long.MAX_VALUE, Long.MIN_VALUE}) {
      ColumnEvidence seen = new ColumnEvidence(DeclaredType.of("DECIMAL(1,0)"));
      seen.integer(value);
      int digits = Long.toString(value).replace("-", "").length();
      assertThat(seen.integerDigits).isEqualTo(digits);
      assertThat(seen.beyond).isEqualTo(digits > 1 ? 1 : 0);
    }
  }

  private static long count(long value) {
    return value == Temporals.INVALID ? 0 : 1;
  }
}

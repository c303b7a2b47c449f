package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import io.decant.converter.schema.LogicalType.TimestampTz;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Variant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueTextTest {

  @Test
  void valuesReadAsPeopleWriteThem() {
    assertThat(of(new Int(64, true), -1)).isEqualTo("18446744073709551615");
    assertThat(of(new Int(64, false), Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(of(new Time(3, false), 86_400_000_000L)).isEqualTo("24:00:00.000");
    assertThat(of(new TimestampTz(0), 0)).isEqualTo("1970-01-01 00:00:00+00");
    assertThat(of(new TimestampTz(0), 500_000))
        .as("finer than its type")
        .isEqualTo("1970-01-01 00:00:00.500000+00");
    assertThat(of(new LogicalType.Bool(), 1)).isEqualTo("1");
    assertThat(of(new LogicalType.Date(), Temporals.impossible(2021, 2, 30, 0, 0, 0, 0)))
        .isEqualTo("2021-02-30");
    assertThat(of(Bytes.UNLIMITED, 0x0A, 0xFF)).isEqualTo("\\x0aff");
    assertThat(of(new Uuid(), new int[16])).isEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(of(new Variant(Set.of()), 'r', 0x3F, 0xF8, 0, 0, 0, 0, 0, 0)).isEqualTo("1.5");
    assertThat(of(new Variant(Set.of()), 'b', 1)).isEqualTo("\\x01");
    assertThat(of(new Variant(Set.of()), 't', 'x')).isEqualTo("x");
    DoubleVector reals = new DoubleVector(1);
    reals.append((float) 0.1);
    reals.appendNull();
    assertThat(ValueText.of(reals, new Real(32), 0)).isEqualTo("0.1");
    assertThat(ValueText.of(reals, new Real(32), 1)).isEqualTo("NULL");
  }

  @Test
  void longTextsAreCutBetweenCharacters() {
    BytesVector texts = new BytesVector(1);
    texts.append("abcdef");
    texts.append("🎉".repeat(10));
    assertThat(ValueText.of(texts, Text.UNLIMITED, 0, 6)).isEqualTo("abcdef");
    assertThat(ValueText.of(texts, Text.UNLIMITED, 0, 5)).isEqualTo("ab...");
    assertThat(ValueText.of(texts, Text.UNLIMITED, 1, 6)).isEqualTo("🎉...");
  }

  private static String of(LogicalType type, long value) {
    LongVector column = new LongVector(1);
    column.append(value);
    return ValueText.of(column, type, 0);
  }

  private static String of(LogicalType type, int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    BytesVector column = new BytesVector(1);
    column.append(value);
    return ValueText.of(column, type, 0);
  }
}

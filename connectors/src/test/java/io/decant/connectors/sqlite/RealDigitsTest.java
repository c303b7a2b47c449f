package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.row.Floats;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RealDigitsTest {
  @Test
  void theDigitsAreThoseOfTheShortestDecimal() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 200_000; i++) {
      double value =
          switch (i % 4) {
            case 0 -> Math.rint(random.nextDouble() * 1e8) / 100;
            case 1 -> -random.nextInt(2_000_000) / 1e6;
            case 2 -> random.nextInt() / 1e4 * random.nextInt(100_000);
            default -> Double.longBitsToDouble(random.nextLong());
          };
      found += requireSame(value) ? 1 : 0;
    }
    assertThat(found).isGreaterThan(100_000);
  }

  @Test
  void theEdgesAreWrittenOrLeftToTheGeneralWay() {
    for (double value :
        new double[] {
          0.0,
          -0.0,
          1,
          -1,
          0.5,
          -0.5,
          -0.000001,
          0.1 + 0.2,
          999999999999999.0,
          1e15,
          123456789.123456,
          -99999999999.9999,
          0.0000001,
          1e300,
          Double.MIN_VALUE
        }) {
      requireSame(value);
    }
    assertThat(RealDigits.scale(1e15)).isEqualTo(-1);
    assertThat(RealDigits.scale(0.1 + 0.2)).isEqualTo(-1);
    assertThat(RealDigits.scale(Double.NaN)).isEqualTo(-1);
    assertThat(RealDigits.scale(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(RealDigits.wholeDigits(-0.5)).isZero();
    assertThat(RealDigits.wholeDigits(-1234.5)).isEqualTo(4);
  }

  /** Whether the short way knows the number at all. */
  private static boolean requireSame(double value) {
    int scale = RealDigits.scale(value);
    if (scale < 0) {
      return false;
    }
    byte[] text = new byte[RealDigits.MAX_LENGTH + 1];
    int end = RealDigits.append(value, scale, text, 1);
    assertThat(new String(text, 1, end - 1, StandardCharsets.US_ASCII))
        .isEqualTo(new BigDecimal(Floats.text(value, 64)).toPlainString());
    return true;
  }
}

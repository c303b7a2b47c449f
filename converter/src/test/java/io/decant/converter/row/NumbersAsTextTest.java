package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersAsTextTest {

  @ParameterizedTest
  @ValueSource(
      longs = {0, 9, 10, -1, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, 999_999_999_999_999_999L})
  void wholeNumbersComeBack(long value) {
    byte[] buffer = new byte[Ascii.LONG_LENGTH];
    int end = Ascii.appendLong(value, buffer, 0);
    assertThat(ascii(buffer, end)).isEqualTo(Long.toString(value));
    assertThat(Ascii.parseLong(buffer, 0, end)).isEqualTo(value);
    end = Ascii.appendUnsignedLong(value, buffer, 0);
    assertThat(ascii(buffer, end)).isEqualTo(Long.toUnsignedString(value));
    assertThat(Ascii.parseUnsignedLong(buffer, 0, end)).isEqualTo(value);
  }

  @Test
  void wholeNumbersOfEveryLengthAreWrittenAsJavaDoes() {
    byte[] buffer = new byte[Ascii.LONG_LENGTH];
    Random random = new Random(11);
    for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
      for (long value : new long[] {power - 1, power, power + 1, power + random.nextLong(power)}) {
        assertThat(ascii(buffer, Ascii.appendLong(value, buffer, 0))).isEqualTo("" + value);
        assertThat(ascii(buffer, Ascii.appendLong(-value, buffer, 0))).isEqualTo("" + -value);
      }
    }
    for (int bits = 0; bits < 64; bits++) {
      long value = random.nextLong() >>> bits;
      assertThat(ascii(buffer, Ascii.appendUnsignedLong(value, buffer, 0)))
          .isEqualTo(Long.toUnsignedString(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, true, true",
    "9223372036854775808, false, true",
    "-9223372036854775808, true, false",
    "-9223372036854775809, false, false",
    "18446744073709551615, false, true",
    "18446744073709551616, false, false",
    "99999999999999999999, false, false",
    "000000000000000000000001, true, true",
    "'', false, false",
    "-, false, false",
    "+1, false, false",
    "1.0, false, false",
    "1e3, false, false",
    "' 1', false, false"
  })
  void onlyWholeNumbersOf64BitsAreTaken(String text, boolean signed, boolean unsigned) {
    byte[] bytes = bytes(text);
    assertThat(Ascii.isLong(bytes, 0, bytes.length)).isEqualTo(signed);
    assertThat(Ascii.isUnsignedLong(bytes, 0, bytes.length)).isEqualTo(unsigned);
    if (!signed) {
      assertThatThrownBy(() -> Ascii.parseLong(bytes, 0, bytes.length))
          .isInstanceOf(NumberFormatException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "0.1, 0.1",
    "0.002, 0.002",
    "1, 1",
    "-1.5, -1.5",
    "2e23, 2e23",
    "1e23, 1e23",
    "1e15, 1000000000000000",
    "1e16, 1e16",
    "9007199254740993, 9007199254740992",
    "0.0001, 0.0001",
    "0.00001, 1e-5",
    "4.9e-324, 5e-324",
    "2.2250738585072014E-308, 2.2250738585072014e-308",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "0.30000000000000004, 0.30000000000000004",
    "5.684341886080802E-14, 5.684341886080802e-14",
    "2.2E-322, 2.2e-322"
  })
  void doublesHaveTheirShortestText(double value, String text) {
    assertThat(Floats.text(value, 64)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2345679, 1.2345679",
    "16777216, 16777216",
    "0.1, 0.1",
    "1.4E-45, 1e-45",
    "3.4028235E38, 3.4028235e38",
    "8.41E21, 8.41e21"
  })
  void floatsHaveTheirShortestText(float value, String text) {
    assertThat(Floats.text(value, 32)).isEqualTo(text);
  }

  @Test
  void everyDoubleComesBackFromItsText() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      byte[] text = bytes(Floats.text(value, 64));
      double back = Floats.parse(text, 0, text.length);
      assertThat(Double.doubleToLongBits(back)).isEqualTo(Double.doubleToLongBits(value));
      float narrow = Float.intBitsToFloat(random.nextInt());
      assertThat(Float.valueOf(Floats.text(narrow, 32))).isEqualTo(Float.valueOf(narrow));
    }
  }

  @Test
  void ofAllTextsThatReadBackTheShortestIsTakenAndOfTheseTheNearest() {
    Random random = new Random(12);
    for (int i = 0; i < 20_000; i++) {
      double ordinary = random.nextDouble() * Math.pow(10, random.nextInt(20) - 4);
      double written = Math.round(ordinary * 1000) / 1000.0;
      double wholeBits = Math.scalb(1.0 + random.nextInt(4) / 4.0, random.nextInt(70) - 12);
      for (double value : new double[] {ordinary, written, wholeBits, Math.nextUp(wholeBits)}) {
        assertShortest(value, 64, 17);
        assertShortest((float) value, 32, 9);
      }
    }
  }

  private static void assertShortest(double value, int bits, int mostDigits) {
    BigDecimal exact = new BigDecimal(value);
    BigDecimal text = new BigDecimal(Floats.text(value, bits));
    assertThat(reads(text, value, bits)).as("%s", value).isTrue();
    for (int digits = Math.max(1, text.stripTrailingZeros().precision() - 1);
        digits <= mostDigits;
        digits++) {
      BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (reads(nearest, value, bits)) {
        assertThat(text).isEqualByComparingTo(nearest);
        return;
      }
    }
  }

  private static boolean reads(BigDecimal text, double value, int bits) {
    return bits == 32
        ? Float.parseFloat(text.toString()) == (float) value
        : Double.parseDouble(text.toString()) == value;
  }

  @Test
  void floatsAreWrittenBetweenOtherBytes() {
    byte[] into = new byte[40];
    int end = Floats.append(-31.120431, 64, into, 3);
    assertThat(new String(into, 3, end - 3, StandardCharsets.US_ASCII)).isEqualTo("-31.120431");
    assertThat(into[2]).isZero();
    assertThat(into[end]).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-1.5",
        "0.1",
        "123456.789",
        "9007199254740993",
        "1e23",
        "1E-400",
        "-1e400",
        ".5",
        "5."
      })
  void decimalTextsReadAsTheNearestDouble(String text) {
    byte[] bytes = bytes(text);
    assertThat(Floats.parse(bytes, 0, bytes.length)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "1d", "0x1p3", " 1", "nan", "infinity", "1e", "1_0"})
  void whatIsNoFloatIsRefused(String text) {
    byte[] bytes = bytes(text);
    assertThatThrownBy(() -> Floats.parse(bytes, 0, bytes.length))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void onlyExactWholeNumbersAreExact() {
    assertThat(Floats.isExact(1L << 53)).isTrue();
    assertThat(Floats.isExact((1L << 53) + 1)).isFalse();
    assertThat(Floats.isExact((1L << 53) + 2)).isTrue();
    assertThat(Floats.isExact(Long.MIN_VALUE)).isTrue();
    assertThat(Floats.isExact(Long.MAX_VALUE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "-0.00, 0.00",
    "+1, 1",
    "007, 7",
    "1.50, 1.50",
    ".5, 0.5",
    "5., 5",
    "1E3, 1000",
    "1.5e3, 1500",
    "1.23456e3, 1234.56",
    "12e-3, 0.012",
    "-1.5E-2, -0.015",
    "0e10, 0",
    "0.00100e2, 0.100",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void decimalsBecomePlain(String text, String plain) {
    assertThat(plain(text)).isEqualTo(plain);
    if (!plain.endsWith("y") && !plain.equals("NaN")) {
      assertThat(new BigDecimal(plain)).isEqualByComparingTo(new BigDecimal(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "1e",
        "e5",
        "1.2.3",
        "1x",
        "--1",
        "1e99999999999",
        "1e131072",
        "1e-16384",
        "nan",
        "Inf"
      })
  void whatIsNoDecimalOrAbsurdIsRefused(String text) {
    assertThat(plain(text)).isEqualTo("refused");
  }

  @Test
  void largeExponentsWithinTheLimitsAreWorkedOut() {
    assertThat(plain("1E400")).isEqualTo("1" + "0".repeat(400));
    assertThat(plain("1e131071")).hasSize(131_072);
    assertThat(plain("1e-16383")).hasSize(16_385);
  }

  @ParameterizedTest
  @CsvSource({
    "999.99, 5, 2, true",
    "1000, 5, 2, false",
    "0.001, 5, 2, false",
    "0.010, 5, 2, true",
    "-999.990, 5, 2, true",
    "0.05, 1, 2, true",
    "0.5, 1, 2, false",
    "1200, 2, -2, true",
    "1250, 2, -2, false",
    "12000, 2, -2, false",
    "0, 2, -2, true",
    "123456789.123456789, 0, 0, true"
  })
  void decimalsFitByDigitsOnBothSides(String text, int precision, int scale, boolean fits) {
    byte[] bytes = bytes(text);
    assertThat(Decimals.fits(bytes, 0, bytes.length, precision, scale)).isEqualTo(fits);
  }

  @Test
  void trailingFractionalZerosAreNoPartOfADecimal() {
    assertThat(trimmed("1.500")).isEqualTo("1.5");
    assertThat(trimmed("1.000")).isEqualTo("1");
    assertThat(trimmed("100")).isEqualTo("100");
    assertThat(trimmed("0.0")).isEqualTo("0");
    assertThat(trimmed(new BigInteger("9".repeat(65)) + ".10")).isEqualTo("9".repeat(65) + ".1");
  }

  private static String trimmed(String text) {
    byte[] bytes = bytes(text);
    return ascii(bytes, Decimals.trimmedLength(bytes, 0, bytes.length));
  }

  private static String plain(String text) {
    BytesVector out = new BytesVector(1);
    byte[] bytes = bytes(text);
    return Decimals.append(bytes, 0, bytes.length, out) ? out.text(0) : "refused";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String ascii(byte[] buffer, int end) {
    return new String(buffer, 0, end, StandardCharsets.US_ASCII);
  }
}

package io.decant.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bool;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Geometry;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Opaque;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Uuid;
import io.decant.converter.schema.LogicalType.Variant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryConversionsTest {
  private static final LogicalType TEXT = Text.UNLIMITED;
  private static final LogicalType VARIANT = new Variant(Set.of());
  private static final LogicalType UUID = new Uuid();

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(Bytes.UNLIMITED, TEXT, hex("00ff5c"), "00ff5c"),
        Arguments.of(Bytes.UNLIMITED, new Bytes(2, false), hex("616263"), "refused BYTES_LENGTH"),
        Arguments.of(
            new Bytes(9, false), new Bytes(3, true), hex("61"), "changed BINARY_PAD: a\0\0"),
        Arguments.of(new Bytes(9, false), new Bytes(3, true), hex("616263"), "abc"),
        Arguments.of(Bytes.UNLIMITED, UUID, hex("61"), "refused BYTES_LENGTH"),
        Arguments.of(
            UUID,
            TEXT,
            hex("000102030405060708090a0b0c0d0eff"),
            "00010203-0405-0607-0809-0a0b0c0d0eff"),
        Arguments.of(new Bits(3, false), new Bool(), "101", "refused BITS_LENGTH"),
        Arguments.of(new Bits(1, false), new Bool(), "1", "1"),
        Arguments.of(new Bits(64, false), new Int(64, true), "1".repeat(64), "-1"),
        Arguments.of(
            new Bits(64, false), new Int(64, false), "1".repeat(64), "refused BITS_LENGTH"),
        Arguments.of(new Bits(3, false), new Bytes(1, false), "101", "\5"),
        Arguments.of(new Bits(9, false), new Bytes(2, true), "101000001", "\1A"),
        Arguments.of(new Bits(9, false), new Bytes(1, false), "101000001", "refused BYTES_LENGTH"),
        Arguments.of(new Bits(9, true), new Bits(3, false), "10", "refused BITS_LENGTH"),
        Arguments.of(new Bits(3, false), TEXT, "101", "101"),
        Arguments.of(new Geometry("point", 0), TEXT, hex("00000000"), "00000000"),
        Arguments.of(VARIANT, TEXT, "i42", "42"),
        Arguments.of(VARIANT, TEXT, real(0.1), "0.1"),
        Arguments.of(VARIANT, TEXT, "tabc", "abc"),
        Arguments.of(VARIANT, TEXT, "t", ""),
        Arguments.of(VARIANT, TEXT, hex("74ff00"), "refused INVALID_UTF8"),
        Arguments.of(VARIANT, TEXT, "babc", "refused MIXED_STORAGE"),
        Arguments.of(VARIANT, new Int(64, false), "i9223372036854775807", "9223372036854775807"),
        Arguments.of(VARIANT, new Int(8, false), "i128", "refused OUT_OF_RANGE"),
        Arguments.of(VARIANT, new Int(64, false), real(3.7), "refused MIXED_STORAGE"),
        Arguments.of(VARIANT, new Int(64, false), "tabc", "refused MIXED_STORAGE"),
        Arguments.of(VARIANT, new Decimal(5, 2), "i999", "999"),
        Arguments.of(VARIANT, new Decimal(5, 2), real(1230.99), "refused OUT_OF_RANGE"),
        Arguments.of(VARIANT, new Decimal(6, 2), real(1230.99), "1230.99"),
        Arguments.of(VARIANT, new Decimal(6, 2), real(-0.0), "changed NEG_ZERO: 0"),
        Arguments.of(VARIANT, new Real(64), "i9007199254740993", "refused INEXACT"),
        Arguments.of(VARIANT, new Real(64), real(-0.0), "-0.0"),
        Arguments.of(VARIANT, new Bool(), "ttrue", "1"),
        Arguments.of(VARIANT, new Bool(), "tmaybe", "refused NOT_BOOLEAN"),
        Arguments.of(VARIANT, Bytes.UNLIMITED, hex("62ff00"), "\uFFFD\0"),
        Arguments.of(VARIANT, Bytes.UNLIMITED, "i1", "refused MIXED_STORAGE"),
        Arguments.of(VARIANT, new Json(true), "ta\"b", "\"a\\\"b\""),
        Arguments.of(VARIANT, new Json(true), "bA", "changed BYTES_AS_HEX: \"41\""),
        Arguments.of(VARIANT, new Json(true), real(Double.NaN), "refused FLOAT_NAN"),
        Arguments.of(new Int(64, false), VARIANT, -5L, "i-5"),
        Arguments.of(new Int(64, true), VARIANT, -1L, "t18446744073709551615"),
        Arguments.of(new Bool(), VARIANT, 1L, "i1"),
        Arguments.of(new Decimal(5, 2), VARIANT, "1.50", "t1.50"),
        Arguments.of(Bytes.UNLIMITED, VARIANT, "abc", "babc"),
        Arguments.of(TEXT, VARIANT, "", "t"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void bytesAndVariantsArriveEqualOrNotAtAll(
      LogicalType from, LogicalType to, Object value, String expected) {
    assertThat(Trial.of(from, to, value)).isEqualTo(expected);
  }

  @Test
  void realsAreTaggedWithTheirBits() {
    assertThat(Trial.of(new Real(64), VARIANT, 0.0)).isEqualTo("r\0\0\0\0\0\0\0\0");
  }

  @Test
  void bytesThatAlwaysFitPassByReference() {
    assertThat(Trial.nameOf(UUID, new Bytes(16, true), TargetLimits.NONE)).isEqualTo("identity");
    assertThat(Trial.nameOf(UUID, new Bytes(8, false), TargetLimits.NONE)).isEqualTo("none");
    assertThat(Trial.nameOf(new Bytes(16, true), new Bytes(16, true), TargetLimits.NONE))
        .isEqualTo("identity");
    assertThat(Trial.nameOf(new Bits(3, false), new Bits(0, true), TargetLimits.NONE))
        .isEqualTo("identity");
    Geometry point = new Geometry("point", 4326);
    assertThat(Trial.nameOf(point, new Geometry("geometry", 0), TargetLimits.NONE))
        .isEqualTo("identity");
    assertThat(Trial.nameOf(point, new Geometry("point", 3857), TargetLimits.NONE))
        .isEqualTo("none");
    Opaque range = new Opaque("postgresql", "int4range");
    assertThat(Trial.nameOf(range, range, Trial.POSTGRESQL)).isEqualTo("identity");
    assertThat(Trial.nameOf(range, new Opaque("postgresql", "xml"), Trial.POSTGRESQL))
        .isEqualTo("none");
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] real(double value) {
    return ByteBuffer.allocate(9)
        .put("r".getBytes(StandardCharsets.US_ASCII))
        .putDouble(value)
        .array();
  }
}

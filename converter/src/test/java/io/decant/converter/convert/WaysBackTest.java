package io.decant.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Bits;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Geometry;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Interval;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.LabelSet;
import io.decant.converter.schema.LogicalType.Opaque;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Time;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an engine without the type has held as something else becomes what it was. */
class WaysBackTest {
  private static final LogicalType TEXT = Text.UNLIMITED;
  private static final LogicalType SET = new LabelSet(List.of("x y", "NULL", "q"));
  private static final LogicalType NUMBERS = new ArrayOf(new Int(32, false));
  private static final LogicalType TEXTS = new ArrayOf(TEXT);

  /** SRID 4, little-endian, kind 1. */
  private static final byte[] POINT =
      ByteBuffer.allocate(25).put(new byte[] {4, 0, 0, 0, 1, 1, 0, 0, 0}).array();

  @Test
  void aShapeOfTheKindPasses() {
    String same =
        Trial.of(
            new Geometry("geometry", 0), new Geometry("point", 4), TargetLimits.NONE, true, POINT);
    assertThat(same)
        .isEqualTo(Trial.of(new Geometry("point", 4), new Geometry("point", 4), POINT))
        .doesNotContain("refused");
  }

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(new Json(true), NUMBERS, "[1, 2, null]", "[1, 2, null]"),
        Arguments.of(new Json(true), NUMBERS, "{\"a\": 1}", "refused NOT_PARSED"),
        Arguments.of(TEXT, NUMBERS, "[1,2", "refused NOT_PARSED"),
        Arguments.of(new Json(true), SET, "[\"q\", \"x y\"]", "x y,q"),
        Arguments.of(new Json(true), SET, "[]", ""),
        Arguments.of(new Json(true), SET, "[\"other\"]", "refused ENUM_LABEL"),
        Arguments.of(new Json(true), SET, "[\"q\", \"q\"]", "refused ENUM_LABEL"),
        Arguments.of(new Json(true), SET, "[1]", "refused ENUM_LABEL"),
        Arguments.of(TEXTS, SET, "[\"NULL\"]", "NULL"),
        Arguments.of(TEXT, SET, "q,x y", "x y,q"),
        Arguments.of(TEXT, SET, "", ""),
        Arguments.of(TEXT, SET, "q,,q", "refused NOT_PARSED"),
        Arguments.of(TEXT, new Bits(3, false), "101", "101"),
        Arguments.of(TEXT, new Bits(3, false), "1010", "refused BITS_LENGTH"),
        Arguments.of(TEXT, new Bits(3, false), "1x1", "refused NOT_PARSED"),
        Arguments.of(new Interval(), new Time(0, true), "PT-838H-59M-59S", "-3020399000000"),
        Arguments.of(new Interval(), new Time(0, true), "P1D", "refused NOT_PARSED"),
        Arguments.of(
            new Geometry("geometry", 0),
            new Geometry("linestring", 0),
            POINT,
            "refused NOT_PARSED"),
        Arguments.of(
            new Geometry("geometry", 0), new Geometry("point", 5), POINT, "refused NOT_PARSED"),
        Arguments.of(TEXT, new Opaque("postgresql", "int4range"), "[1,3)", "[1,3)"),
        Arguments.of(Bytes.UNLIMITED, new Geometry("point", 0), new byte[4], "refused NOT_PARSED"));
  }

  @ParameterizedTest(name = "{2}: {0} to {1}")
  @MethodSource("values")
  void valuesBecomeWhatTheyWere(LogicalType from, LogicalType to, Object value, String outcome) {
    assertThat(Trial.of(from, to, value)).isEqualTo(outcome);
  }
}

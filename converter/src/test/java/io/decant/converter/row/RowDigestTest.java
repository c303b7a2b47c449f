package io.decant.converter.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.schema.Collation;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.ArrayOf;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Date;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowDigestTest {
  private static final LogicalType TEXT = Text.UNLIMITED;
  private static final LogicalType INT = new Int(64, false);

  @Test
  void sumsInLedgersStayComparable() {
    List<LogicalType> types =
        List.of(INT, new Real(64), TEXT, TEXT, Decimal.UNBOUNDED, new Json(true));
    RowBatch batch = batch(types);
    row(batch, -1L, 0.1, "short", "a text of more than sixteen bytes", "-10.500", "{\"a\":[1]}");
    RowDigest digest = new RowDigest(types, 42);
    digest.add(batch);
    assertThat(digest.sum().toString()).isEqualTo("1:0000000000000000c889d4eb8645a3cd");
  }

  @Test
  void aRowHasOneHashAloneAndAmongOthers() {
    List<LogicalType> types = List.of(INT, new Real(64), TEXT, Decimal.UNBOUNDED, new Json(true));
    RowBatch batch = batch(types);
    for (long i = 0; i < 3000; i++) {
      row(
          batch,
          i % 3 == 0 ? null : i,
          i % 5 == 0 ? null : i / 7.0,
          i % 7 == 0 ? null : "x".repeat((int) (i % 40)),
          i % 11 == 0 ? null : i + ".50",
          i % 13 == 0 ? null : "{\"k\":" + i + "}");
    }
    RowDigest digest = new RowDigest(types, 3);
    BigInteger sum = BigInteger.ZERO;
    for (int row = 0; row < batch.rows(); row++) {
      sum = sum.add(new BigInteger(Long.toUnsignedString(digest.rowHash(batch, row))));
    }
    digest.add(batch);
    assertThat(digest.sum().rows()).isEqualTo(3000);
    assertThat(
            BigInteger.valueOf(digest.sum().high())
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(digest.sum().low()))))
        .isEqualTo(sum);
  }

  @Test
  void separatorsInTextsCannotMoveABorder() {
    assertDifferent(List.of(TEXT, TEXT), new Object[] {"a|", "b"}, new Object[] {"a", "|b"});
    assertDifferent(List.of(TEXT, TEXT), new Object[] {"a;", "b"}, new Object[] {"a", ";b"});
    assertDifferent(List.of(TEXT, TEXT), new Object[] {"1:a;", ""}, new Object[] {"", "1:a;"});
    assertDifferent(List.of(INT, INT), new Object[] {1L, 11L}, new Object[] {11L, 1L});
    for (int length = 1; length < 70; length++) {
      String text = "0123456789".repeat(7).substring(0, length);
      for (int border = 0; border < length; border++) {
        assertDifferent(
            List.of(TEXT, TEXT),
            new Object[] {text.substring(0, border), text.substring(border)},
            new Object[] {text.substring(0, border + 1), text.substring(border + 1)});
      }
    }
  }

  @Test
  void nullIsNeitherEmptyNorAnyText() {
    Object[][] rows = {{null}, {""}, {"NULL"}, {"~"}, {"0"}};
    for (Object[] left : rows) {
      for (Object[] right : rows) {
        if (left != right) {
          assertDifferent(List.of(TEXT), left, right);
        }
      }
    }
  }

  @Test
  void valuesThatDifferHaveDifferentHashes() {
    assertDifferent(List.of(new Real(64)), new Object[] {0.0}, new Object[] {-0.0});
    assertDifferent(List.of(new Real(64)), new Object[] {0.1}, new Object[] {Math.nextUp(0.1)});
    assertDifferent(List.of(new Real(64)), new Object[] {Double.MIN_VALUE}, new Object[] {0.0});
    assertDifferent(List.of(TEXT), new Object[] {"é"}, new Object[] {"e\u0301"});
    assertDifferent(List.of(TEXT), new Object[] {"a "}, new Object[] {"a"});
    assertDifferent(List.of(TEXT), new Object[] {""}, new Object[] {"\0"});
    assertDifferent(List.of(TEXT), new Object[] {"\0"}, new Object[] {"\0\0"});
    assertDifferent(List.of(Decimal.UNBOUNDED), new Object[] {"0"}, new Object[] {"0.01"});
    assertDifferent(List.of(Decimal.UNBOUNDED), new Object[] {"0"}, new Object[] {null});
    assertDifferent(List.of(Decimal.UNBOUNDED), new Object[] {"1"}, new Object[] {"10"});
    assertDifferent(List.of(Decimal.UNBOUNDED), new Object[] {"NaN"}, new Object[] {"Infinity"});
    assertDifferent(List.of(new Real(64)), new Object[] {Double.NaN}, new Object[] {null});
    assertDifferent(List.of(INT), new Object[] {0L}, new Object[] {null});
    assertDifferent(
        List.of(new Date()), new Object[] {Temporals.POSITIVE_INFINITY}, new Object[] {0L});
    assertDifferent(
        List.of(new ArrayOf(INT)), new Object[] {"[0:1]=[1,2]"}, new Object[] {"[1,2]"});
    assertDifferent(List.of(new Json(true)), new Object[] {"null"}, new Object[] {null});
    assertDifferent(List.of(new Json(true)), new Object[] {"1"}, new Object[] {"\"1\""});
    assertDifferent(List.of(new Json(false)), new Object[] {"[1]"}, new Object[] {"[ 1]"});
    assertDifferent(
        List.of(new ArrayOf(TEXT)), new Object[] {"[null]"}, new Object[] {"[\"null\"]"});
    assertDifferent(
        List.of(new Date()),
        new Object[] {Temporals.impossible(0, 0, 0, 0, 0, 0, 0)},
        new Object[] {null});
    assertDifferent(
        List.of(Bytes.UNLIMITED),
        new Object[] {"x".repeat(5000) + "y"},
        new Object[] {"x".repeat(5000) + "z"});
  }

  @Test
  void spellingsThatTheTypeHoldsEqualHaveOneHash() {
    assertEqual(Decimal.UNBOUNDED, "1.50", "1.5");
    assertEqual(Decimal.UNBOUNDED, "100.000", "100");
    assertEqual(Decimal.UNBOUNDED, "-0.00", "0");
    assertEqual(new Char(5, Collation.BINARY), "ab   ", "ab");
    assertEqual(new Json(true), "{\"b\":1,\"a\":[1.0]}", "{ \"a\":[1], \"b\":1 }");
    assertEqual(new ArrayOf(INT), "[1, 2]", "[1,2]");
    assertEqual(Decimal.UNBOUNDED, "0.000", "0");
    assertEqual(Decimal.UNBOUNDED, "-0.10", "-0.1");
    assertEqual(new Char(40, Collation.BINARY), " ".repeat(40), "");
    assertEqual(new Json(true), "no JSON", "no JSON");
    assertEqual(new Real(64), Double.NaN, Double.longBitsToDouble(0x7ff8_0000_0000_0001L));
  }

  @Test
  void theOrderAndThePartsOfRowsDoNotMatter() {
    List<LogicalType> types = List.of(INT, TEXT);
    RowBatch batch = batch(types);
    for (long i = 0; i < 1000; i++) {
      row(batch, i, "text " + i);
    }
    RowDigest whole = new RowDigest(types, 1);
    whole.add(batch);
    RowBatch thirds = batch(types);
    RowBatch rest = batch(types);
    for (int i = 999; i >= 0; i--) {
      (i % 3 == 0 ? thirds : rest).appendRows(batch, i, i + 1);
    }
    RowDigest front = new RowDigest(types, 1);
    RowDigest back = new RowDigest(types, 1);
    front.add(thirds);
    back.add(rest);
    assertThat(front.sum().plus(back.sum())).isEqualTo(whole.sum());
    assertThat(whole.sum().rows()).isEqualTo(1000);
    assertThat(whole.sum().high()).isPositive();
  }

  @Test
  void equalRowsDoNotCancelOut() {
    RowDigest twice = new RowDigest(List.of(TEXT), 1);
    RowDigest other = new RowDigest(List.of(TEXT), 1);
    RowBatch batch = batch(List.of(TEXT));
    row(batch, "x");
    twice.add(batch);
    twice.add(batch);
    RowBatch others = batch(List.of(TEXT));
    row(others, "y");
    other.add(others);
    other.add(others);
    assertThat(twice.sum()).isNotEqualTo(other.sum());
  }

  @Test
  void theSaltChangesEverything() {
    RowBatch batch = batch(List.of(INT));
    row(batch, 7L);
    assertThat(new RowDigest(List.of(INT), 1).rowHash(batch, 0))
        .isNotEqualTo(new RowDigest(List.of(INT), 2).rowHash(batch, 0));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 0, -1", "9, 8, 7", "3, -1, -9223372036854775808"})
  void sumsComeBackFromTheirText(long rows, long high, long low) {
    DigestSum sum = new DigestSum(rows, high, low);
    assertThat(DigestSum.parse(sum.toString())).isEqualTo(sum);
  }

  @Test
  void sumsCarryIntoTheUpperHalf() {
    DigestSum most = new DigestSum(1, 0, -1L);
    assertThat(most.plus(new DigestSum(1, 0, 1))).isEqualTo(new DigestSum(2, 1, 0));
    assertThat(most.toString()).isEqualTo("1:0000000000000000ffffffffffffffff");
    assertThatThrownBy(() -> DigestSum.parse("1:ff")).isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertDifferent(List<LogicalType> types, Object[] left, Object[] right) {
    assertThat(hash(types, left))
        .as("%s and %s", Arrays.toString(left), Arrays.toString(right))
        .isNotEqualTo(hash(types, right));
  }

  private static void assertEqual(LogicalType type, Object left, Object right) {
    assertThat(hash(List.of(type), left)).isEqualTo(hash(List.of(type), right));
  }

  private static long hash(List<LogicalType> types, Object... values) {
    RowBatch batch = batch(types);
    row(batch, values);
    return new RowDigest(types, 0).rowHash(batch, 0);
  }

  private static RowBatch batch(List<LogicalType> types) {
    return new RowBatch(types, 10_000, Long.MAX_VALUE);
  }

  private static void row(RowBatch batch, Object... values) {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value == null) {
        batch.column(i).appendNull();
      } else if (value instanceof Long number) {
        batch.longs(i).append(number);
      } else if (value instanceof Double number) {
        batch.doubles(i).append(number);
      } else {
        batch.bytes(i).append((String) value);
      }
    }
    batch.endRow();
  }
}

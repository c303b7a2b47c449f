package io.decant.converter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.converter.convert.TargetLimits.Special;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.SentRows;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Real;
import io.decant.converter.schema.LogicalType.Text;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowConversionTest {
  private static final List<LogicalType> FROM =
      List.of(new Int(64, false), new Real(64), Text.UNLIMITED);
  private static final List<LogicalType> TO =
      List.of(new Int(16, false), new Real(64), Text.UNLIMITED);
  private static final TargetLimits LIMITS =
      new TargetLimits(Set.of(Special.EXACT_JSON_NUMBERS), NotANumber.REFUSED, 0, 0, 6);

  private final RowBatch in = new RowBatch(FROM, 1000, Long.MAX_VALUE);
  private final RowConversion conversion = conversion();

  @Test
  void columnsThatNeedNothingAreShared() {
    row(1, 0.5, "a");
    RowBatch out = conversion.apply(in);
    assertThat(out.rows()).isEqualTo(1);
    assertThat(out.column(0)).isSameAs(in.column(0));
    assertThat(out.column(2)).isSameAs(in.column(2));
    assertThat(conversion.withoutProblems(out)).isSameAs(out);
  }

  @Test
  void theReadersColumnsAreLeftAloneByTheNextCall() {
    row(1, 0.5, "a");
    conversion.apply(in);
    assertThat(conversion.apply(in).longs(0).value(0)).isEqualTo(1);
    assertThat(in.column(0).size()).isEqualTo(1);
  }

  @Test
  void rowsStayAsTheyWereSentWhereEveryValueDoes() {
    SentRows sent = new SentRows() {};
    row(1, 0.5, "a");
    assertThat(conversion.apply(in).sent()).isNull();
    in.sentAs(sent);
    assertThat(conversion.apply(in).sent()).isSameAs(sent);
    in.clear();
    row(1, 0.5, "a");
    assertThat(conversion.apply(in).sent()).as("another batch").isNull();
  }

  @Test
  void rowsAreNotAsTheyWereSentWhereOneHasAProblem() {
    row(1, 0.5, "a");
    row(100_000, 0.5, "b");
    in.sentAs(new SentRows() {});
    RowBatch out = conversion.apply(in);
    assertThat(out.sent()).isNull();
    assertThat(conversion.withoutProblems(out).sent()).isNull();
    in.clear();
    row(1, 0.5, "a");
    in.sentAs(new SentRows() {});
    in.report(new RowProblem(0, 2, "INVALID_UTF8", "from the reader"));
    assertThat(conversion.apply(in).sent()).isNull();
  }

  @Test
  void refusedRowsAreTakenOut() {
    row(1, 0.5, "a");
    row(100_000, 0.5, "b");
    row(3, Double.NaN, "c\0");
    row(4, 0.5, "d");
    row(5, 0.5, "e");
    in.report(new RowProblem(4, 2, "INVALID_UTF8", "from the reader"));
    RowBatch out = conversion.apply(in);
    assertThat(out.problems())
        .extracting(problem -> problem.row() + " " + problem.column() + " " + problem.code())
        .containsExactly("4 2 INVALID_UTF8", "1 0 OUT_OF_RANGE", "2 1 FLOAT_NAN", "2 2 NUL_BYTE");
    RowBatch good = conversion.withoutProblems(out);
    assertThat(good.rows()).isEqualTo(2);
    assertThat(good.bytes(2).text(0)).isEqualTo("a");
    assertThat(good.bytes(2).text(1)).isEqualTo("d");
    assertThat(good.longs(0).value(1)).isEqualTo(4);
  }

  @Test
  void changesAreCountedWithTheKeysOfTheFirst() {
    IntStream.range(0, 30).forEach(i -> row(i, -0.0, "x"));
    conversion.apply(in);
    in.clear();
    row(100_000, -0.0, "refused, so not counted");
    row(30, -0.0, "x");
    row(31, 0.0, "x");
    conversion.apply(in);
    List<LossCount> losses = conversion.losses();
    assertThat(losses).hasSize(1);
    LossCount loss = losses.get(0);
    assertThat(loss.column()).isEqualTo(1);
    assertThat(loss.code()).isEqualTo("NEG_ZERO");
    assertThat(loss.rows()).isEqualTo(31);
    assertThat(loss.sampleKeys()).hasSize(20).startsWith("no=0", "no=1").endsWith("no=19");
  }

  @Test
  void aRowThatTheDatabaseRefusesDoesNotCount() {
    IntStream.range(0, 3).forEach(i -> row(i, -0.0, "x"));
    conversion.apply(in);
    conversion.withdraw(in, 1);
    conversion.withdraw(in, 1);
    in.clear();
    row(3, 0.0, "x");
    row(4, 0.0, "x");
    conversion.apply(in);
    conversion.withdraw(in, 1);
    assertThat(conversion.losses())
        .containsExactly(new LossCount(1, "NEG_ZERO", 2, List.of("no=0", "no=2")));
  }

  @Test
  void countsAddUp() {
    LossCount left = new LossCount(1, "NEG_ZERO", 2, List.of("1", "2"));
    LossCount right = new LossCount(1, "NEG_ZERO", 3, List.of("3"));
    assertThat(left.plus(right)).isEqualTo(new LossCount(1, "NEG_ZERO", 5, List.of("1", "2", "3")));
  }

  @Test
  void anEmptyBatchStaysEmpty() {
    assertThat(conversion.apply(in).rows()).isZero();
    assertThat(conversion.losses()).isEmpty();
  }

  private void row(long number, double real, String text) {
    in.longs(0).append(number);
    in.doubles(1).append(real);
    in.bytes(2).append(text);
    in.endRow();
  }

  private static RowConversion conversion() {
    List<ColumnConversion> columns =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    Conversions.between(
                            FROM.get(i), TO.get(i), LIMITS, ValuePolicies.DEFAULTS, true)
                        .orElseThrow())
            .toList();
    return new RowConversion(TO, columns, (batch, row) -> "no=" + batch.longs(0).value(row));
  }
}

package io.decant.converter.convert;

import io.decant.converter.benchmark.SampleRows;
import io.decant.converter.benchmark.Work;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Conversions by themselves, a column of the sample at a time. */
@State(Scope.Thread)
public class ConversionBenchmark {

  /** A column and the type that it is given. */
  public enum Pair {
    TEXT_WITHOUT_NUL(SampleRows.WIDE, "note", LogicalType.Text.UNLIMITED, Trial.POSTGRESQL),
    TEXT_TO_VARCHAR(
        SampleRows.WIDE, "note", new LogicalType.Varchar(255, Collation.BINARY), Trial.MYSQL),
    WORD_TO_TEXT(SampleRows.WIDE, "reference", LogicalType.Text.UNLIMITED, Trial.SQLITE),
    DECIMAL_TO_NARROWER(SampleRows.WIDE, "amount", new LogicalType.Decimal(8, 2), Trial.POSTGRESQL),
    DECIMAL_TO_REAL(SampleRows.WIDE, "amount", new LogicalType.Real(64), Trial.SQLITE),
    DECIMAL_TO_TEXT(SampleRows.WIDE, "amount", LogicalType.Text.UNLIMITED, Trial.SQLITE),
    WHOLE_TO_NARROWER(SampleRows.WIDE, "id", new LogicalType.Int(32, false), Trial.POSTGRESQL),
    WHOLE_TO_DECIMAL(SampleRows.WIDE, "id", new LogicalType.Decimal(20, 0), Trial.POSTGRESQL),
    FLAG_TO_WHOLE(SampleRows.WIDE, "paid", new LogicalType.Int(8, false), Trial.MYSQL),
    DATE_WITHIN_LIMITS(SampleRows.WIDE, "ordered_on", new LogicalType.Date(), Trial.POSTGRESQL),
    MOMENT_WITHIN_LIMITS(SampleRows.WIDE, "created_at", new LogicalType.Timestamp(6), Trial.MYSQL),
    MOMENT_TO_TEXT(SampleRows.WIDE, "created_at", LogicalType.Text.UNLIMITED, Trial.SQLITE),
    REAL_WITHIN_LIMITS(SampleRows.NARROW, "value", new LogicalType.Real(64), Trial.MYSQL),
    REAL_TO_TEXT(SampleRows.NARROW, "value", LogicalType.Text.UNLIMITED, Trial.SQLITE),
    JSON_TO_NORMALISED(SampleRows.WIDE, "attributes", new LogicalType.Json(true), Trial.POSTGRESQL),
    JSON_TO_TEXT(SampleRows.WIDE, "attributes", LogicalType.Text.UNLIMITED, Trial.SQLITE);

    private final SampleRows rows;
    private final String column;
    private final LogicalType to;
    private final TargetLimits limits;

    Pair(SampleRows rows, String column, LogicalType to, TargetLimits limits) {
      this.rows = rows;
      this.column = column;
      this.to = to;
      this.limits = limits;
    }
  }

  /** A loss is counted elsewhere; here it would count as time. */
  private static final ValueListener DEAF =
      new ValueListener() {
        @Override
        public void changed(int row, String code) {}

        @Override
        public void refused(int row, String code, String detail) {}
      };

  @Param public Pair pair;

  private ColumnConversion conversion;
  private ColumnVector in;
  private ColumnVector out;

  @Setup
  public void choose() {
    List<Column> columns = pair.rows.table().columns();
    int index = columns.stream().map(Column::name).toList().indexOf(pair.column);
    conversion =
        Conversions.between(
                columns.get(index).type(), pair.to, pair.limits, ValuePolicies.DEFAULTS, true)
            .orElseThrow();
    in = pair.rows.batch(0).column(index);
    out = ColumnVector.of(pair.to.carrier(), SampleRows.ROWS);
  }

  @Benchmark
  @OperationsPerInvocation(SampleRows.ROWS)
  public ColumnVector convert(Work work) {
    out.clear();
    ColumnVector converted = conversion.apply(in, SampleRows.ROWS, out, DEAF);
    work.done(in.bytes());
    return converted;
  }
}

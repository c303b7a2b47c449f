package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;

/** NaN and the infinities: not every engine has them, and sums over them are none. */
final class NoNumbers implements Detector {
  private final Column column;
  private final int index;
  private final Hits hits;

  NoNumbers(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.hits = new Hits(key);
  }

  @Override
  public void look(RowBatch rows) {
    ColumnVector values = rows.column(index);
    for (int row = 0; row < rows.rows(); row++) {
      if (!values.isNull(row) && isNone(values, row)) {
        hits.add(rows, row);
      }
    }
  }

  private static boolean isNone(ColumnVector values, int row) {
    if (values instanceof DoubleVector doubles) {
      return !Double.isFinite(doubles.value(row));
    }
    BytesVector digits = (BytesVector) values;
    int last = digits.length(row) == 0 ? '0' : digits.data()[digits.end(row) - 1];
    return last > '9';
  }

  @Override
  public List<Suspicion> found() {
    return hits.suspicion(
        Severity.LOW,
        "NAN_OR_INFINITY",
        column,
        "NaN or an infinity among the numbers",
        "policies: nan decides where the target has none.");
  }
}

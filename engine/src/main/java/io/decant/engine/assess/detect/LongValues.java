package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.engine.assess.Wording;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;

/** Values so long that memory and packets have to be made to fit them. */
final class LongValues implements Detector {
  /** Beyond what a batch is to hold: such a row goes alone. */
  static final int LONG = 1 << 20;

  private final Column column;
  private final int index;
  private final Hits hits;
  private int longest;

  LongValues(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.hits = new Hits(key);
  }

  @Override
  public void look(RowBatch rows) {
    BytesVector values = rows.bytes(index);
    for (int row = 0; row < rows.rows(); row++) {
      if (values.length(row) >= LONG) {
        hits.add(rows, row);
        longest = Math.max(longest, values.length(row));
      }
    }
  }

  @Override
  public List<Suspicion> found() {
    return hits.suspicion(
        Severity.LOW,
        "LONG_VALUES",
        column,
        "values of up to " + Wording.bytes(longest) + "; a row is held whole in memory",
        "Should memory not do: DECANT_JAVA_OPTS=-Xmx, and a lower --parallel.");
  }
}

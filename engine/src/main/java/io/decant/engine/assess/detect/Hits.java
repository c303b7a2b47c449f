package io.decant.engine.assess.detect;

import io.decant.converter.convert.LossCount;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.ArrayList;
import java.util.List;

/** How many rows something hits, and which are the first of them. */
final class Hits {
  private final RowKey key;
  private final List<String> keys = new ArrayList<>();
  private long rows;

  Hits(RowKey key) {
    this.key = key;
  }

  void add(RowBatch batch, int row) {
    rows++;
    if (keys.size() < LossCount.MAX_SAMPLES) {
      keys.add(key.text(batch, row));
    }
  }

  long rows() {
    return rows;
  }

  List<String> keys() {
    return keys;
  }

  /** What these rows are suspected of, as a detector answers: nothing where there are none. */
  List<Suspicion> suspicion(
      Severity severity, String code, Column column, String reason, String remedy) {
    return rows == 0
        ? List.of()
        : List.of(new Suspicion(severity, code, column.name(), reason, rows, keys, remedy));
  }
}

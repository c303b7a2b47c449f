package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;

/**
 * Texts that fill their column to the last character, while others do not: as texts do that were
 * cut off to fit.
 */
final class FullColumns implements Detector {
  /** Shorter ones are codes, which have a length. */
  private static final int SHORTEST = 10;

  private final Column column;
  private final int index;
  private final int most;
  private final Hits hits;
  private long shorter;

  FullColumns(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.most = column.type() instanceof LogicalType.Varchar varchar ? varchar.length() : 0;
    this.hits = new Hits(key);
  }

  @Override
  public void look(RowBatch rows) {
    if (most < SHORTEST) {
      return;
    }
    BytesVector texts = rows.bytes(index);
    for (int row = 0; row < rows.rows(); row++) {
      int bytes = texts.length(row);
      boolean full =
          bytes >= most && Utf8.codePoints(texts.data(), texts.start(row), bytes) >= most;
      if (full) {
        hits.add(rows, row);
      } else if (bytes > 0) {
        shorter++;
      }
    }
  }

  @Override
  public List<Suspicion> found() {
    return shorter == 0
        ? List.of()
        : hits.suspicion(
            Severity.LOW,
            "FULL_COLUMN",
            column,
            "text fills all " + most + " characters, and may have been cut off once",
            "");
  }
}

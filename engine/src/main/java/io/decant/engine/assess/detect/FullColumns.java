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
 * Texts that fill their column to the last character: as texts do that were cut off to fit. No more
 * of them than are a character shorter are as long by chance; and where most are as long, and are
 * one word, they are codes.
 */
final class FullColumns implements Detector {
  /** Shorter ones are codes, which have a length. */
  private static final int SHORTEST = 10;

  private final Column column;
  private final int index;
  private final int most;
  private final Hits hits;
  private long shorter;
  private long shorterByOne;
  private boolean spaced;

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
      int start = texts.start(row);
      int bytes = texts.length(row);
      int length = bytes < most - 1 ? bytes : Utf8.codePoints(texts.data(), start, bytes);
      if (length >= most) {
        hits.add(rows, row);
        spaced |= hasSpace(texts.data(), start, start + bytes);
      } else if (length > 0) {
        shorter++;
        shorterByOne += length == most - 1 ? 1 : 0;
      }
    }
  }

  private static boolean hasSpace(byte[] data, int start, int end) {
    for (int at = start; at < end; at++) {
      if (data[at] == ' ') {
        return true;
      }
    }
    return false;
  }

  private boolean areCodes() {
    return shorter == 0 || (hits.rows() > shorter && !spaced);
  }

  @Override
  public List<Suspicion> found() {
    return areCodes() || hits.rows() <= shorterByOne
        ? List.of()
        : hits.suspicion(
            Severity.LOW,
            "FULL_COLUMN",
            column,
            "text fills all " + most + " characters, and may have been cut off once",
            "");
  }
}

package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;

/**
 * Characters beyond U+FFFF: emoji, rare ideographs. They take 4 bytes in UTF-8, for which older
 * character sets, connections and programs have no place.
 */
final class WideCharacters implements Detector {
  private final Column column;
  private final int index;
  private final Hits hits;

  WideCharacters(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.hits = new Hits(key);
  }

  @Override
  public void look(RowBatch rows) {
    BytesVector texts = rows.bytes(index);
    for (int row = 0; row < rows.rows(); row++) {
      if (!texts.isNull(row) && isWide(texts.data(), texts.start(row), texts.end(row))) {
        hits.add(rows, row);
      }
    }
  }

  /** A first byte alone proves nothing: text that is no UTF-8 is read as it is, to be mended. */
  private static boolean isWide(byte[] data, int start, int end) {
    for (int at = start; at < end - 3; at++) {
      if ((data[at] & 0xF8) == 0xF0
          && isContinuation(data[at + 1])
          && isContinuation(data[at + 2])
          && isContinuation(data[at + 3])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isContinuation(byte each) {
    return (each & 0xC0) == 0x80;
  }

  @Override
  public List<Suspicion> found() {
    return hits.suspicion(
        Severity.LOW,
        "WIDE_CHARACTERS",
        column,
        "characters beyond U+FFFF (emoji, rare ideographs), of 4 bytes in UTF-8",
        "Columns and connections of utf8mb3 have no place for them, and programs that count"
            + " in UTF-16 count each as two.");
  }
}

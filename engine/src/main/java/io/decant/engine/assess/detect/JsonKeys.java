package io.decant.engine.assess.detect;

import io.decant.converter.row.BytesVector;
import io.decant.converter.row.JsonText;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Json;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;

/**
 * JSON objects that hold one key twice: which of the values counts, programs disagree. The
 * conversion tells only where the target keeps one of them.
 */
final class JsonKeys implements Detector {
  private final Column column;
  private final int index;
  private final boolean asSpelled;
  private final Hits hits;

  JsonKeys(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.asSpelled = column.type() instanceof Json json && !json.normalised();
    this.hits = new Hits(key);
  }

  @Override
  public void look(RowBatch rows) {
    BytesVector texts = rows.bytes(index);
    for (int row = 0; asSpelled && row < rows.rows(); row++) {
      if (!texts.isNull(row)
          && JsonText.hasDuplicateKeys(texts.data(), texts.start(row), texts.length(row))) {
        hits.add(rows, row);
      }
    }
  }

  @Override
  public List<Suspicion> found() {
    return hits.suspicion(
        Severity.LOW,
        "DUPLICATE_JSON_KEYS",
        column,
        "an object of the JSON holds one key twice",
        "A type rule to json keeps them as they are spelled, jsonb keeps the last.");
  }
}

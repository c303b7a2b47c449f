package io.decant.engine.assess.detect;

import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.List;

/**
 * Numbers at the very end of their type: left there by a program that cut off larger ones, or a
 * counter that is used up.
 */
final class NumberLimits implements Detector {
  private final Column column;
  private final int index;
  private final boolean small;
  private final long least;
  private final long most;
  private final Hits hits;

  NumberLimits(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    Int type = (Int) column.type();
    // In a byte, the limits are values like any other.
    this.small = type.bits() <= 8;
    this.least =
        type.unsigned() ? most(type) : type.bits() == 64 ? Long.MIN_VALUE : -most(type) - 1;
    this.most = most(type);
    this.hits = new Hits(key);
  }

  /** As a batch holds it: the largest unsigned number of 64 bits is all ones. */
  private static long most(Int type) {
    if (type.bits() == 64) {
      return type.unsigned() ? -1 : Long.MAX_VALUE;
    }
    return (1L << (type.unsigned() ? type.bits() : type.bits() - 1)) - 1;
  }

  @Override
  public void look(RowBatch rows) {
    LongVector numbers = rows.longs(index);
    for (int row = 0; !small && row < rows.rows(); row++) {
      long number = numbers.value(row);
      if ((number == most || number == least) && !numbers.isNull(row)) {
        hits.add(rows, row);
      }
    }
  }

  @Override
  public List<Suspicion> found() {
    return hits.suspicion(
        Severity.LOW,
        "TYPE_LIMIT",
        column,
        "numbers at the very limit of " + column.nativeType(),
        "Where larger ones were cut off to fit, the source has lost them already.");
  }
}

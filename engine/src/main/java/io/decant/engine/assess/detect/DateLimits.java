package io.decant.engine.assess.detect;

import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.engine.copy.RowKey;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.ArrayList;
import java.util.List;

/** Dates that stand for something else: zero dates, days that are in no calendar, "for ever". */
final class DateLimits implements Detector {
  private static final long FIRST_LATE_DAY = Temporals.date(9999, 1, 1);

  /** A zone may have moved it to the day before. What is earlier is history, and meant. */
  private static final long FIRST_DAY = Temporals.date(1, 1, 1);

  private final Column column;
  private final int index;
  private final boolean days;
  private final Hits zero;
  private final Hits impossible;
  private final Hits ends;

  DateLimits(Column column, int index, RowKey key) {
    this.column = column;
    this.index = index;
    this.days = column.type().kind() == Kind.DATE;
    this.zero = new Hits(key);
    this.impossible = new Hits(key);
    this.ends = new Hits(key);
  }

  @Override
  public void look(RowBatch rows) {
    LongVector moments = rows.longs(index);
    for (int row = 0; row < rows.rows(); row++) {
      if (moments.isNull(row)) {
        continue;
      }
      long moment = moments.value(row);
      if (Temporals.isImpossible(moment)) {
        (Temporals.isPartlyZero(moment) ? zero : impossible).add(rows, row);
      } else if (Temporals.isInfinite(moment)) {
        ends.add(rows, row);
      } else {
        long day = days ? moment : Math.floorDiv(moment, Temporals.MICROS_PER_DAY);
        if (day >= FIRST_LATE_DAY || day == FIRST_DAY || day == FIRST_DAY - 1) {
          ends.add(rows, row);
        }
      }
    }
  }

  @Override
  public List<Suspicion> found() {
    List<Suspicion> found = new ArrayList<>();
    add(found, zero, "ZERO_DATES", "dates of which a part is zero", "policies: zero-date decides.");
    add(
        found,
        impossible,
        "IMPOSSIBLE_DATES",
        "days that are in no calendar",
        "policies: invalid-date decides.");
    add(
        found,
        ends,
        "SENTINEL_DATES",
        "dates at the end of time, which stand for \"never\" or \"for ever\"",
        "");
    return found;
  }

  private void add(List<Suspicion> found, Hits hits, String code, String reason, String remedy) {
    if (hits.rows() > 0) {
      found.add(
          new Suspicion(
              Severity.LOW, code, column.name(), reason, hits.rows(), hits.keys(), remedy));
    }
  }
}

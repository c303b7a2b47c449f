package io.decant.engine.assess;

import io.decant.converter.convert.LossCount;
import io.decant.engine.assess.detect.Suspicion;
import io.decant.engine.plan.TablePlan;
import java.util.List;
import java.util.Map;

/**
 * What a table's sample told.
 *
 * @param rows read and converted
 * @param bytes of them, as Decant holds them
 * @param whole it was every row of the table
 * @param allRows how many the whole table has, as far as the sample tells; negative where it does
 *     not
 * @param changes what conversions changed
 * @param refusals rows that could not be written, by their column and code
 * @param notes what the reader met that no row tells of, by code
 * @param suspicions what the detectors found
 * @param failure why it could not be read; empty when it could
 */
record SampledTable(
    TablePlan plan,
    long rows,
    long bytes,
    boolean whole,
    long allRows,
    List<LossCount> changes,
    List<Refusal> refusals,
    Map<String, Long> notes,
    List<Suspicion> suspicions,
    String failure) {
  SampledTable {
    changes = List.copyOf(changes);
    refusals = List.copyOf(refusals);
    notes = Map.copyOf(notes);
    suspicions = List.copyOf(suspicions);
  }

  static SampledTable unread(TablePlan plan, String failure) {
    return new SampledTable(
        plan, 0, 0, false, -1, List.of(), List.of(), Map.of(), List.of(), failure);
  }

  /**
   * Rows that could not be written.
   *
   * @param count the column's index, the code, how many rows, and which were the first
   * @param detail of the first of them
   */
  record Refusal(LossCount count, String detail) {}

  /** Rows that the table has, as far as that is known; what was read where it is more. */
  long knownRows() {
    return Math.max(rows, supposedRows());
  }

  /** Rows that the table has, as far as that is known; negative where it is not. */
  long supposedRows() {
    if (whole) {
      return rows;
    }
    if (!plan.filter().isEmpty() && allRows >= 0) {
      return allRows; // statistics know of no condition
    }
    if (!isGuessed()) {
      return plan.source().statistics().rows();
    }
    long stored = plan.source().statistics().bytes();
    return rows == 0 || stored <= 0
        ? -1
        : Math.max(rows, Math.round(stored / (bytesPerRow() + Estimator.ROW_BYTES)));
  }

  /** What the database says of its number is missing, or older than most of its rows. */
  boolean isGuessed() {
    return !whole && plan.source().statistics().rows() <= rows;
  }

  /** Of an average row. */
  double bytesPerRow() {
    return rows == 0 ? 0 : (double) bytes / rows;
  }
}

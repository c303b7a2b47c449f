package io.decant.engine.report;

import io.decant.engine.report.AssessmentReport.Estimate;
import java.util.List;

/**
 * What a migration of a sample tells of the whole.
 *
 * @param verdict one sentence
 * @param place where the sample went, without secrets
 * @param kept the place is still there
 * @param removed places that rehearsals before had left
 * @param left places that others have left, or are using still
 * @param asked rows of each table, at most
 * @param seed of the choice: the same seed takes the same rows
 * @param rows that were read
 * @param totalRows of all tables, as far as they are known
 * @param seconds that it took altogether
 * @param estimatedDurationSeconds of {@code migrate} with its verification
 * @param tables what was taken of each
 * @param expected what the whole would lose, or have refused, the most first
 */
public record RehearsalReport(
    String verdict,
    String place,
    boolean kept,
    List<String> removed,
    List<String> left,
    long asked,
    long seed,
    long rows,
    long totalRows,
    double seconds,
    Estimate estimatedDurationSeconds,
    List<Part> tables,
    List<Expected> expected) {
  public RehearsalReport {
    removed = List.copyOf(removed);
    left = List.copyOf(left);
    tables = List.copyOf(tables);
    expected = List.copyOf(expected);
  }

  /**
   * What was taken of a table.
   *
   * @param rows that were read
   * @param knownRows that it has, as far as that is known; -1 when it is not
   * @param how {@code chosen}, {@code whole} or {@code left-out}
   * @param sampled rows chosen by chance
   * @param referred rows that others of the sample refer to
   * @param reason why it is whole or left out
   * @param unseenAtMost of the rows that were not read, so many may be of a kind that was not seen,
   *     with 95 of 100: three in as many as were seen; -1 when nothing can be said
   */
  public record Part(
      String table,
      long rows,
      long knownRows,
      String how,
      long sampled,
      long referred,
      String reason,
      long unseenAtMost) {}

  /**
   * What is to be expected of the whole, at the rate of the sample.
   *
   * @param effect {@code changes} or {@code refuses}
   * @param seen rows hit
   * @param of so many rows
   * @param rows hit of the whole table; -1 when nobody knows how many rows that has
   * @param low no fewer, with 95 of 100
   * @param high no more, in the same sense; -1 as of {@code rows}
   */
  public record Expected(
      String table,
      String column,
      String code,
      String effect,
      long seen,
      long of,
      long rows,
      long low,
      long high) {}
}

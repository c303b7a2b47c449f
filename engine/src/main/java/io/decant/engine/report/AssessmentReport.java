package io.decant.engine.report;

import java.util.List;

/**
 * What can be said of a migration before it: how well the source fits, what stands in the way, how
 * long it takes, and what to do about it. Every number is either counted or measured.
 *
 * @param compatibilityScore 100 less every deduction, at least 0
 * @param verdict one sentence
 * @param deductions why it is not 100, the largest first
 * @param effortHours of manual work, the sum of {@code effort}
 * @param estimatedDurationSeconds of {@code migrate} with its verification
 * @param largestTables by bytes, at most ten
 * @param widestTables by columns, at most ten
 * @param staysBehind every kind of object that does not come over by itself
 * @param sample what was read to find the risks
 * @param risks the worst first
 * @param rates measured on this very source and target
 * @param recommendations the most useful first
 */
public record AssessmentReport(
    int compatibilityScore,
    Complexity complexity,
    String verdict,
    List<Deduction> deductions,
    double effortHours,
    List<Effort> effort,
    Estimate estimatedDurationSeconds,
    Strategy strategy,
    Extent extent,
    List<TableExtent> largestTables,
    List<TableExtent> widestTables,
    List<StaysBehind> staysBehind,
    Sample sample,
    List<Risk> risks,
    List<Rate> rates,
    List<Recommendation> recommendations) {
  public AssessmentReport {
    deductions = List.copyOf(deductions);
    effort = List.copyOf(effort);
    largestTables = List.copyOf(largestTables);
    widestTables = List.copyOf(widestTables);
    staysBehind = List.copyOf(staysBehind);
    risks = List.copyOf(risks);
    rates = List.copyOf(rates);
    recommendations = List.copyOf(recommendations);
  }

  /** How much of it a person has to do. */
  public enum Complexity {
    LOW,
    MEDIUM,
    HIGH
  }

  /** How bad it is, the worst first. */
  public enum Severity {
    /** The migration cannot be done, or stops, unless something is decided first. */
    BLOCKER,
    /** Rows would be refused, or something would stop working. */
    HIGH,
    /** Values or definitions would be stored differently. */
    MEDIUM,
    /** Worth knowing. */
    LOW
  }

  /**
   * What the score is less by.
   *
   * @param code as of the risk, or the kind of object
   * @param count of what it is for: objects, columns, tables
   */
  public record Deduction(int points, String code, long count, String reason) {}

  /**
   * Work that no option takes off.
   *
   * @param kind of object, as in the inventory; or {@code decision}
   */
  public record Effort(String kind, long count, double hours, String reason) {}

  /**
   * An estimate of a whole run.
   *
   * @param expected seconds
   * @param low no less, with the confidence that {@code measuredOn} allows
   * @param high no more, in the same sense
   * @param stages what it consists of, in their order
   * @param measuredOn what was measured for it, in words
   * @param complete reading and writing were both measured; else the target's part is supposed
   */
  public record Estimate(
      double expected,
      double low,
      double high,
      List<StageSeconds> stages,
      String measuredOn,
      boolean complete) {
    public Estimate {
      stages = List.copyOf(stages);
    }
  }

  /** One stage's part of the estimate. */
  public record StageSeconds(String stage, double seconds) {}

  /**
   * How to go about it.
   *
   * @param way {@code big-bang}, {@code incremental}, {@code parallel-run} or {@code blue-green}
   * @param reason in words, with the numbers that it rests on
   * @param maxDowntimeSeconds what was said to be tolerated; -1 where nothing was
   * @param writesPerSecond of the source while it was looked at; -1 when it does not tell
   */
  public record Strategy(
      Way way, String reason, double maxDowntimeSeconds, double writesPerSecond) {

    /** The ways that there are. */
    public enum Way {
      /** Stop the application, migrate, start it on the target. */
      BIG_BANG,
      /** Copy while it runs, follow the changes, switch over. */
      INCREMENTAL,
      /** Keep both, and compare what they answer, before trusting the new one. */
      PARALLEL_RUN,
      /** Prepare the target beside the source, and switch at once. */
      BLUE_GREEN
    }
  }

  /**
   * How much there is.
   *
   * @param rows as far as they are known without counting
   * @param rowsExact they were counted
   * @param bytes as far as they are known
   */
  public record Extent(
      long tables,
      long columns,
      long rows,
      boolean rowsExact,
      long bytes,
      long indexes,
      long keys,
      long foreignKeys) {}

  /**
   * How large one table is.
   *
   * @param rows -1 when unknown
   * @param bytes -1 when unknown
   */
  public record TableExtent(
      String name, long rows, boolean rowsExact, long bytes, int columns, int indexes) {}

  /**
   * Objects of one kind that do not come over by themselves.
   *
   * @param names at most a hundred; {@code objects} of the report has all, with their definitions
   * @param reason of most of them
   */
  public record StaysBehind(String kind, long count, List<String> names, String reason) {
    public StaysBehind {
      names = List.copyOf(names);
    }
  }

  /**
   * What was read.
   *
   * @param asked as the user asked for it, or would have
   * @param rows read and converted
   * @param totalRows of all tables, as far as they are known
   * @param wholeTables how many of the tables were read to their last row
   * @param seconds that it took
   * @param seed of the choice: the same seed looks at the same places
   */
  public record Sample(
      String asked, long rows, long totalRows, int wholeTables, double seconds, long seed) {}

  /**
   * Something that can go wrong.
   *
   * @param code as migrate reports it, where it is one of its own: {@code NUL_BYTE}
   * @param table empty where it is no single table's
   * @param column empty where it is no single column's
   * @param reason in words
   * @param rows of the sample that it hits
   * @param sampledRows of that table
   * @param wholeTable every row of the table was looked at
   * @param keys of the first rows that it hits, at most {@code LossCount.MAX_SAMPLES}
   * @param remedy names the option to use, where there is one
   */
  public record Risk(
      Severity severity,
      String code,
      String table,
      String column,
      String reason,
      long rows,
      long sampledRows,
      boolean wholeTable,
      List<String> keys,
      String remedy) {
    public Risk {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A measured speed.
   *
   * @param what {@code read}, {@code write}, {@code index}, {@code read-back}
   * @param table it was measured on
   * @param threads at a time
   */
  public record Rate(
      String what,
      String table,
      long rows,
      long bytes,
      double seconds,
      double rowsPerSecond,
      double bytesPerSecond,
      int threads) {}

  /**
   * What to do.
   *
   * @param option to give, ready to be pasted; empty where no option does it
   * @param reason why
   */
  public record Recommendation(String option, String text, String reason) {}
}

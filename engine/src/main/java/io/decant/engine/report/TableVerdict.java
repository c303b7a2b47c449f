package io.decant.engine.report;

import java.util.List;

/**
 * One table compared.
 *
 * @param name in the source
 * @param reason why it was not compared, or what differs as a whole; else empty
 * @param sourceRows on the source's side; after a run, rejected ones left out
 * @param targetRows on the target's side
 * @param rowsCompared by value; 0 when only the numbers were compared
 * @param columnsNotCompared with the reasons
 * @param differences row by row, at most 1,000
 */
public record TableVerdict(
    String name,
    String target,
    Verdict verdict,
    String reason,
    long sourceRows,
    long targetRows,
    long rowsCompared,
    List<NotCompared> columnsNotCompared,
    List<Difference> differences) {
  public TableVerdict {
    columnsNotCompared = List.copyOf(columnsNotCompared);
    differences = List.copyOf(differences);
  }

  /** What the comparison says. */
  public enum Verdict {
    EQUAL,
    DIFFERENT,
    NOT_COMPARED
  }

  /** A column whose values were left out. */
  public record NotCompared(String column, String reason) {}

  /**
   * A row that is not the same on both sides.
   *
   * @param key its key columns and values; where the table has no key, all its values
   * @param columns those that differ; of a {@code MISSING} row, the one that the target cannot hold
   */
  public record Difference(Kind kind, String key, List<ValueDifference> columns) {
    public Difference {
      columns = List.copyOf(columns);
    }

    /** Seen from the target. */
    public enum Kind {
      MISSING,
      EXTRA,
      DIFFERENT
    }
  }

  /** One value on both sides, as text. */
  public record ValueDifference(String column, String source, String target) {}
}

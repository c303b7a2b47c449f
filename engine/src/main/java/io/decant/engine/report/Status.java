package io.decant.engine.report;

import java.util.List;

/**
 * What a target remembers of runs, oldest first.
 *
 * @param target without secrets
 */
public record Status(String target, List<RunStatus> runs) {
  public Status {
    runs = List.copyOf(runs);
  }

  /**
   * One run.
   *
   * @param state {@code running}, {@code stopped} or {@code done}
   * @param epoch how often it was started or resumed
   * @param steps statements of the schema that were run
   */
  public record RunStatus(
      String id,
      String state,
      long epoch,
      String source,
      String position,
      int steps,
      List<TableStatus> tables) {
    public RunStatus {
      tables = List.copyOf(tables);
    }
  }

  /**
   * One target table of a run.
   *
   * @param splitsDone durable
   * @param splits 0 when the table was not divided yet
   */
  public record TableStatus(
      String name, int splitsDone, int splits, long rows, long rejected, long bytes) {}
}

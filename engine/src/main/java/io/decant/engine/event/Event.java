package io.decant.engine.event;

import io.decant.connectors.spi.Finding;
import io.decant.converter.schema.TableName;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.TableVerdict;
import java.time.Duration;

/** One thing that happened in a run. Tables are named as in the source. */
public sealed interface Event {

  /** The stages of a run, in their order. */
  enum Stage {
    DISCOVER,
    PLAN,
    PREFLIGHT,
    /** Of an assessment: a part of the rows is looked at. */
    SAMPLE,
    /** Of an assessment: speeds are measured. */
    MEASURE,
    CREATE,
    COPY,
    FINISH,
    VERIFY
  }

  /** Both databases are known. {@code run} is empty where nothing is written. */
  record RunStarted(String run, boolean resumed, String source, String target, String sourceProduct)
      implements Event {}

  record StageStarted(Stage stage) implements Event {}

  record StageEnded(Stage stage, Duration took) implements Event {}

  /**
   * A table will be copied (or, by the verify command, compared).
   *
   * @param rows the source's guess, -1 when unknown
   * @param bytes the source's guess, -1 when unknown
   */
  record TablePlanned(TableName table, TableName target, long rows, long bytes) implements Event {}

  /** A table was divided. {@code done} of its splits were copied by an earlier attempt. */
  record TableSplit(TableName table, int splits, int done, long rowsDone, long bytesDone)
      implements Event {}

  /** A batch was handed to the target; not durable yet. */
  record RowsCopied(TableName table, long rows, long bytes) implements Event {}

  /** A split is durable. */
  record SplitDone(TableName table, int part, long rows, long rejected, long bytes)
      implements Event {}

  /**
   * A split is done again from its start; the rows told of by {@link RowsCopied} are taken back.
   */
  record SplitRetried(
      TableName table, int part, int attempt, long rowsUndone, long bytesUndone, String reason)
      implements Event {}

  /** All splits of a table are durable. */
  record TableDone(TableName table, long rows, long rejected, long bytes, Duration took)
      implements Event {}

  /** A statement of the target's schema was run. */
  record StepDone(TableName table, String stage, String statement, Duration took)
      implements Event {}

  /** A statement of the target's schema was refused; the others go on. */
  record StepFailed(TableName table, String stage, String statement, String reason)
      implements Event {}

  /** Rows were read back. */
  record RowsVerified(TableName table, long rows, long bytes) implements Event {}

  /** A table was compared. */
  record TableVerified(TableName table, TableVerdict verdict) implements Event {}

  /** Something that was found out before anything was written. */
  record PreflightFinding(Finding finding) implements Event {}

  /** Something that a person should know and that stops nothing. */
  record Warning(String where, String message) implements Event {}

  /** The last event of a run that has a report. */
  record RunEnded(Outcome outcome) implements Event {}
}

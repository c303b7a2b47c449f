package io.decant.engine.report;

/** How a run ended, as data. Errors before anything was written are no outcome; they are thrown. */
public enum Outcome {
  /** Everything asked for is done, and verified if asked. */
  DONE(0),
  /** Rows stand in the reject file. */
  REJECTS(3),
  /** Values lost more than was allowed. */
  LOSSES(3),
  /** Source and target differ. */
  DIFFERENT(4),
  /** The source refused to go on. */
  SOURCE_FAILED(5),
  /** The target refused to go on. */
  TARGET_FAILED(6),
  /** The data is in, but a key, an index or the like is not. */
  SCHEMA_FAILED(7),
  /** Stopped before the end; resuming continues. */
  STOPPED(8),
  /** Stopped by the user; resuming continues. */
  INTERRUPTED(130);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The process's exit code. An interruption by SIGTERM ends with 143 instead. */
  public int exitCode() {
    return exitCode;
  }

  /** True when there is something to continue; a failed step of the schema is tried again. */
  public boolean isResumable() {
    return switch (this) {
      case DONE, REJECTS, LOSSES, DIFFERENT -> false;
      case SOURCE_FAILED, TARGET_FAILED, SCHEMA_FAILED, STOPPED, INTERRUPTED -> true;
    };
  }
}

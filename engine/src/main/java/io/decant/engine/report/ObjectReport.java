package io.decant.engine.report;

/**
 * One object of the source.
 *
 * @param kind as in {@code ObjectKind.label()}
 * @param source its name there: {@code table}, {@code table.column}
 * @param target its name in the target; empty when it is not there
 * @param reason why it is not simply migrated; else empty
 */
public record ObjectReport(
    String kind, String source, String target, Status status, String code, String reason) {

  /** What became of it. */
  public enum Status {
    MIGRATED,
    CHANGED,
    SKIPPED,
    FAILED
  }
}

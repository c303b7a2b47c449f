package io.decant.engine.report;

/**
 * One object of the source.
 *
 * @param kind as in {@code ObjectKind.label()}
 * @param sourceName its name there: {@code table}, {@code table.column}
 * @param targetName its name in the target; empty when it is not there
 * @param reason why it is not simply migrated; else empty
 * @param definition its text in the source where it is not in the target, as far as it has one
 */
public record ObjectReport(
    String kind,
    String sourceName,
    String targetName,
    Status status,
    String code,
    String reason,
    String definition) {

  /** An object without a text of its own. */
  public ObjectReport(
      String kind,
      String sourceName,
      String targetName,
      Status status,
      String code,
      String reason) {
    this(kind, sourceName, targetName, status, code, reason, "");
  }

  /** What became of it. */
  public enum Status {
    MIGRATED,
    CHANGED,
    SKIPPED,
    FAILED
  }
}

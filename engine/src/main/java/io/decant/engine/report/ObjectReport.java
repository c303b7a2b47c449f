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
  /** Of objects of a kind that is not carried over, or that nobody selected. */
  public static final String NOT_MOVED = "NOT_MOVED";

  /** Of views whose query is left out or written anew. */
  public static final String VIEW_QUERY = "VIEW_QUERY";

  /** The reason of tables that the user left out. */
  public static final String NOT_SELECTED = "was not selected";

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

  /** It is left out, though nobody asked for that. */
  public boolean staysBehind() {
    return status == Status.SKIPPED && !reason.equals(NOT_SELECTED);
  }

  /** It is an object of the catalog, and no part of a table. */
  public boolean ofCatalog() {
    return code.equals(NOT_MOVED) || code.equals(VIEW_QUERY);
  }

  /** What became of it. */
  public enum Status {
    MIGRATED,
    CHANGED,
    SKIPPED,
    FAILED
  }
}

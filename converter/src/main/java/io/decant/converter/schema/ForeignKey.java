package io.decant.converter.schema;

import java.util.List;

/**
 * A reference to another table, or to the same one.
 *
 * @param name empty when the database gave none
 * @param columns the referring columns, in the order of {@code targetColumns}
 * @param validated the database has checked all rows (false for PostgreSQL's NOT VALID and for
 *     SQLite, which never checks old rows)
 * @param fullMatch either all referring columns are NULL or none is (MATCH FULL)
 */
public record ForeignKey(
    String name,
    List<String> columns,
    TableName target,
    List<String> targetColumns,
    Action onDelete,
    Action onUpdate,
    boolean deferrable,
    boolean initiallyDeferred,
    boolean validated,
    boolean fullMatch) {
  public ForeignKey {
    columns = List.copyOf(columns);
    targetColumns = List.copyOf(targetColumns);
  }

  /** A reference that a NULL in any column lifts, as is usual. */
  public ForeignKey(
      String name,
      List<String> columns,
      TableName target,
      List<String> targetColumns,
      Action onDelete,
      Action onUpdate,
      boolean deferrable,
      boolean initiallyDeferred,
      boolean validated) {
    this(
        name,
        columns,
        target,
        targetColumns,
        onDelete,
        onUpdate,
        deferrable,
        initiallyDeferred,
        validated,
        false);
  }

  public ForeignKey withName(String newName) {
    return new ForeignKey(
        newName,
        columns,
        target,
        targetColumns,
        onDelete,
        onUpdate,
        deferrable,
        initiallyDeferred,
        validated,
        fullMatch);
  }

  /** The same reference to the table under another name. */
  public ForeignKey withTarget(TableName newTarget) {
    return new ForeignKey(
        name,
        columns,
        newTarget,
        targetColumns,
        onDelete,
        onUpdate,
        deferrable,
        initiallyDeferred,
        validated,
        fullMatch);
  }

  /** The same reference, lifted by a NULL in any column. */
  public ForeignKey withoutFullMatch() {
    return new ForeignKey(
        name,
        columns,
        target,
        targetColumns,
        onDelete,
        onUpdate,
        deferrable,
        initiallyDeferred,
        validated);
  }

  /** What happens to the referring row. */
  public enum Action {
    NO_ACTION,
    RESTRICT,
    CASCADE,
    SET_NULL,
    SET_DEFAULT
  }
}

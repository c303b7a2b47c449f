package io.decant.converter.schema;

import java.util.List;

/**
 * A primary key or a unique constraint.
 *
 * @param name empty when the database gave none
 * @param columns in key order, at least one
 * @param nullsEqual two NULLs collide (PostgreSQL's NULLS NOT DISTINCT); always false for a primary
 *     key
 * @param deferrable checked at commit when the session asks for it
 * @param initiallyDeferred checked at commit unless the session asks otherwise
 */
public record Key(
    String name,
    List<String> columns,
    boolean nullsEqual,
    boolean deferrable,
    boolean initiallyDeferred) {
  public Key {
    columns = List.copyOf(columns);
  }

  /** A key that is not deferred by itself. */
  public Key(String name, List<String> columns, boolean nullsEqual, boolean deferrable) {
    this(name, columns, nullsEqual, deferrable, false);
  }

  public static Key of(String name, List<String> columns) {
    return new Key(name, columns, false, false);
  }
}

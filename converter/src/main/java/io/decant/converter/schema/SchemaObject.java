package io.decant.converter.schema;

import java.util.Optional;

/**
 * Something in a source database that is no table and does not move by itself: a view, a trigger, a
 * routine.
 *
 * @param name qualified enough to be told apart from others of its kind
 * @param table that it belongs to, and goes with: a trigger's, a policy's; empty for what stands by
 *     itself, or belongs to something that is no table
 * @param definition its text as the database gives it; empty when it gives none
 * @param reason why it stays behind, in words for the report
 */
public record SchemaObject(
    ObjectKind kind, String name, Optional<TableName> table, String definition, String reason) {

  /** One that stands by itself. */
  public SchemaObject(ObjectKind kind, String name, String definition, String reason) {
    this(kind, name, Optional.empty(), definition, reason);
  }

  /** The same, belonging to a table. */
  public SchemaObject of(TableName owner) {
    return new SchemaObject(kind, name, Optional.of(owner), definition, reason);
  }
}

package io.decant.converter.schema;

/**
 * Something in a source database that is no table and does not move by itself: a view, a trigger, a
 * routine.
 *
 * @param name qualified enough to be told apart from others of its kind
 * @param definition its text as the database gives it; empty when it gives none
 * @param reason why it stays behind, in words for the report
 */
public record SchemaObject(ObjectKind kind, String name, String definition, String reason) {}

package io.decant.converter.schema;

/**
 * A column's value computed by the database.
 *
 * @param stored kept on disk, else computed when read
 */
public record Generated(Expression expression, boolean stored) {}

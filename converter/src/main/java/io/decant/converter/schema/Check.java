package io.decant.converter.schema;

/**
 * A check constraint.
 *
 * @param name empty when the database gave none
 */
public record Check(String name, Expression expression) {}

package io.decant.converter.schema;

/**
 * A check constraint.
 *
 * @param name empty when the database gave none
 * @param engine the scheme of the connector that read it, whose language the expression is in
 */
public record Check(String name, String engine, String expression) {}

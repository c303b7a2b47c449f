package io.decant.converter.schema;

/**
 * A column's value computed by the database.
 *
 * @param engine the scheme of the connector that read it
 * @param expression as that engine spells it
 * @param stored kept on disk, else computed when read
 */
public record Generated(String engine, String expression, boolean stored) {}

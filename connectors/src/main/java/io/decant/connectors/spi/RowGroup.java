package io.decant.connectors.spi;

/**
 * Rows that agree in some columns.
 *
 * @param key what they agree in, as text
 * @param bytes that they take together
 */
public record RowGroup(String key, long rows, long bytes) {}

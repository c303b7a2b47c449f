package io.decant.connectors.spi;

/**
 * A database that nobody has opened: a new one, with the settings that its version comes with.
 *
 * @param product name and version that are assumed: {@code PostgreSQL 17}
 * @param schema what it can hold
 */
public record AssumedTarget(String product, TargetSchema schema) {}

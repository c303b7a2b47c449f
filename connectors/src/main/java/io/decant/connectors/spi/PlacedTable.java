package io.decant.connectors.spi;

import io.decant.converter.schema.Table;

/**
 * A table that a view can read.
 *
 * @param source as it was described
 * @param target as it will be, its columns in the same order
 */
public record PlacedTable(Table source, Table target) {}

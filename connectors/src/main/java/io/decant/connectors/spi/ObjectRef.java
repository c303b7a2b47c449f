package io.decant.connectors.spi;

import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.TableName;

/**
 * Names one object of a table's schema.
 *
 * @param table the source table's name, so that plan, inventory and report agree
 * @param name the column, key or index; the table's own name for a table
 */
public record ObjectRef(ObjectKind kind, TableName table, String name) {}

package io.decant.connectors.spi;

import io.decant.converter.schema.TableName;

/**
 * A part of a table: the unit of reading, of writing, of retry and of resume.
 *
 * @param table the source table
 * @param part from 0
 * @param parts how many the table has
 * @param bounds which rows, as text that only the source's connector reads, the user's filter
 *     included; it means the same after a restart
 */
public record Split(TableName table, int part, int parts, String bounds) {
  @Override
  public String toString() {
    return table + " [" + (part + 1) + "/" + parts + "]";
  }
}

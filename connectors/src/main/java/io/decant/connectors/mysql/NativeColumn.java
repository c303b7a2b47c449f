package io.decant.connectors.mysql;

import java.util.Locale;

/**
 * A row of information_schema.columns.
 *
 * @param columnDefault empty also where there is none; see {@code hasDefault}
 * @param srid 0 for none
 */
record NativeColumn(
    String table,
    String name,
    String columnType,
    String collation,
    boolean nullable,
    boolean hasDefault,
    String columnDefault,
    String extra,
    String generation,
    String comment,
    int srid) {

  boolean has(String word) {
    return extra.toLowerCase(Locale.ROOT).contains(word);
  }
}

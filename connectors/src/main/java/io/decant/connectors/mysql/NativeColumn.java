package io.decant.connectors.mysql;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A row of information_schema.columns.
 *
 * @param columnDefault empty also where there is none; see {@code hasDefault}
 * @param srid 0 for none, or while it was not asked for: it stands in a view of its own
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

  private static final Pattern SHAPE =
      Pattern.compile("(geom|(multi)?(point|linestring|polygon)).*", Pattern.CASE_INSENSITIVE);

  /** Facts: MySQL manual, "Spatial Data Types". */
  boolean isSpatial() {
    return SHAPE.matcher(columnType).matches();
  }

  NativeColumn withSrid(int bound) {
    return new NativeColumn(
        table,
        name,
        columnType,
        collation,
        nullable,
        hasDefault,
        columnDefault,
        extra,
        generation,
        comment,
        bound);
  }

  /** The same without NULLs. */
  NativeColumn bound() {
    return new NativeColumn(
        table,
        name,
        columnType,
        collation,
        false,
        hasDefault,
        columnDefault,
        extra,
        generation,
        comment,
        srid);
  }

  boolean has(String word) {
    return extra.toLowerCase(Locale.ROOT).contains(word);
  }
}

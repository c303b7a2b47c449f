package io.decant.connectors.sql;

/**
 * A part of the SQL that is written.
 *
 * @param text safe to stand beside any operator
 */
record Written(String text, ValueType type) {
  boolean is(ValueType.Kind kind) {
    return type.is(kind);
  }
}

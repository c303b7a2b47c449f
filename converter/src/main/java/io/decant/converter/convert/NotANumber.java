package io.decant.converter.convert;

/** What becomes of NaN in a database's floats and decimals. */
public enum NotANumber {
  /** It is held. */
  KEPT,
  /**
   * The database stores NULL in its place, as SQLite does; counted as {@code NAN_AS_NULL}, and
   * refused where the column is not nullable.
   */
  AS_NULL,
  /** It cannot be held: {@code FLOAT_NAN}. */
  REFUSED
}

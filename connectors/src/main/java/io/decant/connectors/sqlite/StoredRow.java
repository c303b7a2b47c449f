package io.decant.connectors.sqlite;

/**
 * One row as SQLite holds it: every value with its storage class. Whoever reads asks for the class
 * first, and then only in that form: nothing is converted here.
 */
interface StoredRow {
  /** SQLite's fundamental datatypes (sqlite3.h). */
  int INTEGER = 1;

  int FLOAT = 2;
  int TEXT = 3;
  int BLOB = 4;
  int NULL = 5;

  /** The value's storage class. */
  int form(int column);

  /** The value of an integer. */
  long integer(int column);

  /** The value of a float. */
  double real(int column);

  /**
   * Where the bytes of a text or a blob are, from {@link #start} on, {@link #length} of them; only
   * to be read, and only until the next row.
   */
  byte[] data(int column);

  int start(int column);

  int length(int column);
}

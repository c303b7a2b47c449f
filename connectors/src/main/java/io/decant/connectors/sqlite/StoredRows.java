package io.decant.connectors.sqlite;

/**
 * A few rows as SQLite holds them, of which one is looked at: whoever goes through them column by
 * column does the same with one value after the other.
 */
interface StoredRows extends StoredRow {
  /** Looks at another row. */
  void moveTo(int row);
}

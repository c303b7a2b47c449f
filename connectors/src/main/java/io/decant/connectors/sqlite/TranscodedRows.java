package io.decant.connectors.sqlite;

import java.sql.SQLException;
import java.util.Arrays;

/** Rows of a database in UTF-16, with their texts in UTF-8. */
final class TranscodedRows implements TableRows, StoredRow {
  private final TableRows rows;
  private final TextEncoding encoding;
  private StoredRow row;

  TranscodedRows(TableRows rows, TextEncoding encoding) {
    this.rows = rows;
    this.encoding = encoding;
    this.row = rows.row();
  }

  @Override
  public boolean next() throws SQLException {
    boolean found = rows.next();
    row = rows.row();
    return found;
  }

  @Override
  public StoredRow row() {
    return this;
  }

  @Override
  public int form(int column) {
    return row.form(column);
  }

  @Override
  public long integer(int column) {
    return row.integer(column);
  }

  @Override
  public double real(int column) {
    return row.real(column);
  }

  @Override
  public byte[] data(int column) {
    return form(column) == TEXT ? utf8(column) : row.data(column);
  }

  @Override
  public int start(int column) {
    return form(column) == TEXT ? 0 : row.start(column);
  }

  @Override
  public int length(int column) {
    return form(column) == TEXT ? utf8(column).length : row.length(column);
  }

  /** Made again whenever it is asked for: databases in UTF-16 are rare. */
  private byte[] utf8(int column) {
    int start = row.start(column);
    return encoding.utf8(Arrays.copyOfRange(row.data(column), start, start + row.length(column)));
  }

  @Override
  public void close() {
    rows.close();
  }
}

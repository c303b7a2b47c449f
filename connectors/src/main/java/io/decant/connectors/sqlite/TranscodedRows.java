package io.decant.connectors.sqlite;

import java.sql.SQLException;
import java.util.Arrays;

/** Rows of a database in UTF-16, with their texts in UTF-8. */
final class TranscodedRows implements TableRows, StoredRows {
  private final TableRows rows;
  private final TextEncoding encoding;
  private StoredRows row;

  TranscodedRows(TableRows rows, TextEncoding encoding) {
    this.rows = rows;
    this.encoding = encoding;
    this.row = rows.rows();
  }

  @Override
  public int next(int most, long bytes) throws SQLException {
    int count = rows.next(most, bytes);
    row = rows.rows();
    return count;
  }

  @Override
  public StoredRows rows() {
    return this;
  }

  @Override
  public void moveTo(int taken) {
    row.moveTo(taken);
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

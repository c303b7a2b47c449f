package io.decant.connectors.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collections;

/**
 * Inserts one row by binding its values, with a call for each: for what a {@link RowImage} has no
 * place for.
 */
final class BoundRow implements Cells, AutoCloseable {
  /** Is it a text, and its bytes: SQLite then calls them one, and they arrive as they are. */
  private static final String VALUE = "iif(?, CAST(? AS TEXT), ?)";

  private static final int PARAMETERS = 3;

  private final TextEncoding encoding;
  private final PreparedStatement insert;
  private int next = 1;

  /**
   * @param into the beginning of the INSERT, up to its columns
   */
  BoundRow(Connection connection, String into, int columns, TextEncoding encoding)
      throws SQLException {
    this.encoding = encoding;
    String values = String.join(", ", Collections.nCopies(columns, VALUE));
    this.insert = connection.prepareStatement(into + " VALUES (" + values + ")");
  }

  /** Inserts the row whose values were handed over since the last one. */
  void insert() throws SQLException {
    next = 1;
    RowInsert.run(insert, 1);
  }

  @Override
  public void absent() throws SQLException {
    begin(false);
  }

  @Override
  public void integer(long value) throws SQLException {
    insert.setLong(begin(false), value);
  }

  @Override
  public void real(double value) throws SQLException {
    insert.setDouble(begin(false), value);
  }

  @Override
  public void text(byte[] data, int offset, int length) throws SQLException {
    insert.setBytes(begin(true) - 1, encoding.encoded(data, offset, length));
  }

  @Override
  public void blob(byte[] data, int offset, int length) throws SQLException {
    insert.setBytes(begin(false), Arrays.copyOfRange(data, offset, offset + length));
  }

  /** Prepares the next value's parameters and tells the last of them, both still NULL. */
  private int begin(boolean text) throws SQLException {
    int first = next;
    next += PARAMETERS;
    insert.setLong(first, text ? 1 : 0);
    insert.setNull(first + 1, Types.NULL);
    insert.setNull(first + 2, Types.NULL);
    return first + 2;
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}

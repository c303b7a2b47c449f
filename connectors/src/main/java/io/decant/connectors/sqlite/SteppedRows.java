package io.decant.connectors.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/** The rows of a statement, asked for value by value: for rows that do not travel in chunks. */
final class SteppedRows implements TableRows, StoredRows {
  private static final int SQLITE_ROW = 100;
  private static final int SQLITE_DONE = 101;
  private static final byte[] EMPTY = {};

  private final PreparedStatement statement;
  private final int[] forms;
  private final long[] integers;
  private final double[] reals;
  private final byte[][] bytes;
  private boolean found;

  SteppedRows(SQLiteConnection connection, String sql, int columns) throws SQLException {
    this.statement = connection.prepareStatement(sql);
    this.forms = new int[columns];
    this.integers = new long[columns];
    this.reals = new double[columns];
    this.bytes = new byte[columns][];
  }

  @Override
  public int next(int most, long length) throws SQLException {
    ((CoreStatement) statement).pointer.<SQLException>safeRunConsume(this::step);
    return found ? 1 : 0;
  }

  private void step(DB db, long pointer) throws SQLException {
    int result = db.step(pointer);
    found = result == SQLITE_ROW;
    if (!found && result != SQLITE_DONE) {
      db.throwex(result);
    }
    for (int i = 0; found && i < forms.length; i++) {
      forms[i] = db.column_type(pointer, i);
      switch (forms[i]) {
        case INTEGER -> integers[i] = db.column_long(pointer, i);
        case FLOAT -> reals[i] = db.column_double(pointer, i);
        case TEXT, BLOB -> {
          byte[] value = db.column_blob(pointer, i);
          bytes[i] = value == null ? EMPTY : value;
        }
        default -> bytes[i] = EMPTY;
      }
    }
  }

  @Override
  public StoredRows rows() {
    return this;
  }

  /** There is only one. */
  @Override
  public void moveTo(int row) {}

  @Override
  public int form(int column) {
    return forms[column];
  }

  @Override
  public long integer(int column) {
    return integers[column];
  }

  @Override
  public double real(int column) {
    return reals[column];
  }

  @Override
  public byte[] data(int column) {
    return bytes[column];
  }

  @Override
  public int start(int column) {
    return 0;
  }

  @Override
  public int length(int column) {
    return bytes[column].length;
  }

  @Override
  public void close() {
    try {
      statement.close();
    } catch (SQLException gone) {
      // The error that a statement ended with is told again when it is closed.
    }
  }
}

package io.decant.connectors.mysql;

import io.decant.converter.row.RowBatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Rows as text, read by the driver: how any server and any proxy answers. */
final class TextRows implements Rows {
  private final List<ColumnReader> columns;
  private final Statement statement;
  private final ResultSet rows;

  TextRows(Connection connection, String query, List<ColumnReader> columns) throws SQLException {
    this.columns = columns;
    this.statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    // The driver's word for "hand me rows as they come": anything else buffers the whole result.
    statement.setFetchSize(Integer.MIN_VALUE);
    this.rows = statement.executeQuery(query);
  }

  @Override
  public boolean fill(RowBatch into) throws SQLException {
    while (!into.isFull()) {
      if (!rows.next()) {
        return false;
      }
      read(into);
    }
    return true;
  }

  private void read(RowBatch into) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      byte[] text = rows.getBytes(i + 1);
      if (text == null) {
        into.column(i).appendNull();
        continue;
      }
      String code = columns.get(i).decoder().decode(text, 0, text.length, into.column(i));
      if (!code.isEmpty()) {
        Rows.report(Flaw.of(code, text, 0, text.length), into, i);
      }
    }
    into.endRow();
  }

  @Override
  public void close() throws SQLException {
    rows.close();
    statement.close();
  }
}

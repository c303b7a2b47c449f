package io.decant.connectors.mysql;

import io.decant.connectors.spi.BatchReader;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Streams one split's rows, row by row out of the socket's buffer. */
final class MySqlReader implements BatchReader {
  private static final int SHOWN_BYTES = 64;
  private static final int INTERRUPTED = 1317;

  private final MySqlSnapshot snapshot;
  private final MySqlDialect dialect;
  private final Role role;
  private final String where;
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;
  private final List<ColumnReader> columns;
  private boolean ended;
  private boolean broken;

  MySqlReader(
      MySqlSnapshot snapshot, MySqlDialect dialect, Role role, Table table, String condition) {
    this.snapshot = snapshot;
    this.dialect = dialect;
    this.role = role;
    this.where = table.name().toString();
    this.columns = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (Column column : table.storedColumns()) {
      ColumnReader reader = ColumnReader.of(column, dialect);
      columns.add(reader);
      selected.add(reader.expression());
    }
    String query =
        "SELECT "
            + (selected.isEmpty() ? "1" : String.join(", ", selected))
            + " FROM "
            + dialect.table(table.name())
            + (condition.equals("1=1") ? "" : " WHERE " + condition);
    Connection borrowed = borrow();
    try {
      this.connection = borrowed;
      this.statement =
          borrowed.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
      // The driver's word for "hand me rows as they come": anything else buffers the whole result.
      statement.setFetchSize(Integer.MIN_VALUE);
      this.rows = statement.executeQuery(query);
    } catch (SQLException failure) {
      snapshot.discard(borrowed);
      throw dialect.classify(failure, role, where);
    }
  }

  private Connection borrow() {
    try {
      return snapshot.borrow();
    } catch (SQLException failure) {
      throw dialect.classify(failure, role, where);
    }
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    try {
      while (!ended && !into.isFull()) {
        if (rows.next()) {
          readRow(into);
        } else {
          ended = true;
        }
      }
    } catch (SQLException failure) {
      broken = true;
      throw dialect.classify(failure, role, where);
    }
    return into.rows() > 0;
  }

  private void readRow(RowBatch into) throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      byte[] text = rows.getBytes(i + 1);
      if (text == null) {
        into.column(i).appendNull();
        continue;
      }
      String problem = columns.get(i).decoder().decode(text, into.column(i));
      if (!problem.isEmpty()) {
        if (into.column(i).size() == into.rows()) {
          into.column(i).appendNull();
        }
        into.report(new RowProblem(into.rows(), i, problem, shown(text)));
      }
    }
    into.endRow();
  }

  private static String shown(byte[] text) {
    int length = Math.min(SHOWN_BYTES, text.length);
    return "'" + new String(text, 0, length, StandardCharsets.UTF_8) + "'";
  }

  @Override
  public void close() {
    if (broken) {
      snapshot.discard(connection);
      return;
    }
    try {
      if (!ended) {
        cancel();
      }
      statement.close();
      snapshot.giveBack(connection);
    } catch (SQLException failure) {
      snapshot.discard(connection);
    }
  }

  /** Closing reads the rest of the result; cancelling first makes that rest short. */
  private void cancel() throws SQLException {
    try {
      statement.cancel();
      rows.close();
    } catch (SQLException cancelled) {
      // The cancelled statement's own error ends the result, as was wished.
    }
    try (Statement next = connection.createStatement()) {
      next.execute("DO 0");
    } catch (SQLException late) {
      // Where the result had ended already, the cancel hits the statement that comes next: this
      // one.
      if (late.getErrorCode() != INTERRUPTED) {
        throw late;
      }
    }
  }
}

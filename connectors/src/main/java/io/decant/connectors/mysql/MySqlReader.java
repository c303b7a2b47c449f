package io.decant.connectors.mysql;

import io.decant.connectors.spi.BatchReader;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Streams one split's rows: in binary, or as text where the server does not answer in binary. That
 * is told by asking, so a proxy that prepares no statements is slow, but right.
 */
final class MySqlReader implements BatchReader {
  private static final int INTERRUPTED = 1317;

  private final MySqlSnapshot snapshot;
  private final MySqlDialect dialect;
  private final Role role;
  private final String where;
  private final Connection connection;
  private final Rows rows;
  private boolean ended;
  private boolean broken;

  MySqlReader(
      MySqlSnapshot snapshot, MySqlDialect dialect, Role role, Table table, String condition) {
    this.snapshot = snapshot;
    this.dialect = dialect;
    this.role = role;
    this.where = table.name().toString();
    Connection borrowed = borrow();
    try {
      this.connection = borrowed;
      this.rows = rows(borrowed, table, condition);
    } catch (SQLException failure) {
      snapshot.discard(borrowed);
      throw dialect.classify(failure, role, where);
    }
  }

  private Rows rows(Connection connection, Table table, String condition) throws SQLException {
    List<Column> columns = table.storedColumns();
    List<ColumnReader> readers =
        columns.stream().map(column -> ColumnReader.of(column, dialect)).toList();
    String from =
        " FROM "
            + dialect.table(table.name())
            + (condition.equals("1=1") ? "" : " WHERE " + condition);
    Optional<BinaryRows> binary =
        BinaryRows.of(connection, select(readers, ColumnReader::plain) + from, columns, readers);
    return binary.isPresent()
        ? binary.get()
        : new TextRows(connection, select(readers, ColumnReader::printed) + from, readers);
  }

  private static String select(
      List<ColumnReader> columns, Function<ColumnReader, String> expression) {
    return "SELECT "
        + (columns.isEmpty()
            ? "1"
            : columns.stream().map(expression).collect(Collectors.joining(", ")));
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
      ended = ended || !rows.fill(into);
    } catch (SQLException failure) {
      broken = true;
      throw dialect.classify(failure, role, where);
    }
    return into.rows() > 0;
  }

  @Override
  public void close() {
    if (broken) {
      snapshot.discard(connection);
      return;
    }
    try {
      if (ended) {
        rows.close();
      } else {
        cancel();
      }
      snapshot.giveBack(connection);
    } catch (SQLException failure) {
      snapshot.discard(connection);
    }
  }

  /** Closing reads the rest of the result; cancelling first makes that rest short. */
  private void cancel() throws SQLException {
    snapshot.interrupt(connection);
    try {
      rows.close();
    } catch (SQLException cancelled) {
      requireInterrupted(cancelled);
    }
    try (Statement next = connection.createStatement()) {
      // Where the result had ended already, the cancel hits the statement that comes next: this
      // one.
      next.execute("DO 0");
    } catch (SQLException late) {
      requireInterrupted(late);
    }
  }

  private static void requireInterrupted(SQLException failure) throws SQLException {
    if (failure.getErrorCode() != INTERRUPTED) {
      throw failure;
    }
  }
}

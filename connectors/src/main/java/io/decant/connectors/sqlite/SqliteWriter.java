package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/**
 * Writes a split in one transaction that holds the file's write lock from its first statement. Many
 * rows go in with one INSERT: a statement's fixed costs are as large as those of three small rows.
 */
final class SqliteWriter implements BatchWriter {
  /** What the sink lends for the length of the transaction. */
  interface Desk {
    Connection borrow();

    void giveBack(Connection connection, boolean healthy);

    DecantException classify(SQLException failure, String where);
  }

  private static final int ROWS_PER_INSERT = 64;

  /** Beyond so many parameters a longer INSERT gains nothing. */
  private static final int MAX_PARAMETERS = 2_000;

  private final Desk desk;
  private final JdbcLedger ledger;
  private final Lease lease;
  private final WriteMode mode;
  private final String where;
  private final Connection connection;
  private final ValueWriter[] writers;
  private final int parametersPerRow;
  private final int rowsPerInsert;
  private final PreparedStatement many;
  private final PreparedStatement one;
  private boolean broken;
  private boolean closed;

  SqliteWriter(
      Desk desk, JdbcLedger ledger, Table table, Split split, Lease lease, WriteMode mode) {
    this.desk = desk;
    this.ledger = ledger;
    this.lease = lease;
    this.mode = mode;
    this.where = "table " + table.name();
    this.connection = desk.borrow();
    boolean begun = false;
    try {
      begin();
      claim(table, split);
      TextEncoding encoding = TextEncoding.of(connection);
      this.writers =
          table.storedColumns().stream()
              .map(column -> ValueWriter.of(column.type(), encoding))
              .toArray(ValueWriter[]::new);
      int parameters = 0;
      for (ValueWriter writer : writers) {
        parameters += writer.parameters();
      }
      this.parametersPerRow = parameters;
      this.rowsPerInsert =
          Math.max(1, Math.min(ROWS_PER_INSERT, MAX_PARAMETERS / Math.max(1, parameters)));
      this.many = connection.prepareStatement(insert(table, rowsPerInsert));
      this.one = connection.prepareStatement(insert(table, 1));
      begun = true;
    } catch (SQLException failure) {
      throw desk.classify(failure, where);
    } finally {
      if (!begun) {
        desk.giveBack(connection, false);
      }
    }
  }

  /** Takes the write lock at once: to get it later, after reading, can fail without remedy. */
  private void begin() throws SQLException {
    mode(TransactionMode.IMMEDIATE);
    connection.setAutoCommit(false);
  }

  private void mode(TransactionMode transactionMode) throws SQLException {
    connection.unwrap(SQLiteConnection.class).setCurrentTransactionMode(transactionMode);
  }

  private void claim(Table table, Split split) throws SQLException {
    try {
      ledger.claim(connection, lease, table.name(), split.part());
    } catch (SQLException failure) {
      if (SqliteDialect.isConstraint(failure)) {
        throw new EndpointFailure(
            DecantException.Role.TARGET,
            where,
            "part " + split.part() + " is in the ledger already",
            "",
            failure);
      }
      throw failure;
    }
  }

  private String insert(Table table, int rows) {
    SqliteDialect dialect = SqliteDialect.INSTANCE;
    StringBuilder names = new StringBuilder();
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < writers.length; i++) {
      names.append(i == 0 ? "" : ", ");
      names.append(dialect.quote(table.storedColumns().get(i).name()));
      row.append(i == 0 ? "(" : ", ").append(writers[i].placeholder());
    }
    row.append(')');
    return "INSERT INTO %s (%s) VALUES %s"
        .formatted(
            dialect.table(table.name()),
            names,
            String.join(", ", Collections.nCopies(rows, row.toString())));
  }

  @Override
  public void write(RowBatch batch) {
    requireWhole();
    try {
      if (mode == WriteMode.CAREFUL) {
        writeCarefully(batch);
      } else {
        insert(batch);
      }
    } catch (SQLException failure) {
      broken = true;
      throw desk.classify(failure, where);
    }
  }

  private void writeCarefully(RowBatch batch) throws SQLException {
    execute("SAVEPOINT decant");
    try {
      insert(batch);
    } catch (SQLException failure) {
      // Fails when SQLite has rolled the whole transaction back by itself, as it does when the disk
      // is full: then nothing may be written any more.
      execute("ROLLBACK TO decant");
      execute("RELEASE decant");
      throw desk.classify(failure, where);
    }
    execute("RELEASE decant");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void insert(RowBatch batch) throws SQLException {
    int row = 0;
    for (; row + rowsPerInsert <= batch.rows(); row += rowsPerInsert) {
      for (int i = 0; i < rowsPerInsert; i++) {
        bind(batch, row + i, many, i * parametersPerRow + 1);
      }
      many.executeUpdate();
    }
    for (; row < batch.rows(); row++) {
      bind(batch, row, one, 1);
      one.executeUpdate();
    }
  }

  private void bind(RowBatch batch, int row, PreparedStatement statement, int first)
      throws SQLException {
    int parameter = first;
    for (int i = 0; i < writers.length; i++) {
      writers[i].bind(batch.column(i), row, statement, parameter);
      parameter += writers[i].parameters();
    }
  }

  @Override
  public void commit(LedgerEntry entry) {
    requireWhole();
    broken = true;
    try {
      ledger.complete(connection, lease, entry);
      // The driver begins the next transaction together with this commit; it may not wait for
      // locks.
      mode(TransactionMode.DEFERRED);
      connection.commit();
      broken = false;
    } catch (SQLException failure) {
      throw desk.classify(failure, where);
    }
  }

  private void requireWhole() {
    if (broken || closed) {
      throw new Transient(
          DecantException.Role.TARGET, where, "the transaction of this split is gone", null);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean healthy = !broken;
    try {
      many.close();
      one.close();
      mode(TransactionMode.DEFERRED);
      connection.rollback();
    } catch (SQLException failure) {
      healthy = false;
    }
    desk.giveBack(connection, healthy);
  }
}

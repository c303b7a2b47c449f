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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/** Writes a split in one transaction that holds the file's write lock from its first statement. */
final class SqliteWriter implements BatchWriter {
  /** What the sink lends for the length of the transaction. */
  interface Desk {
    Connection borrow();

    void giveBack(Connection connection, boolean healthy);

    /** How to show rows to SQLite, if there is a way; for the borrower of the turn alone. */
    Optional<ImageFile> images();

    DecantException classify(SQLException failure, String where);
  }

  private final Desk desk;
  private final JdbcLedger ledger;
  private final Lease lease;
  private final WriteMode mode;
  private final String where;
  private final Connection connection;
  private final RowInsert insert;
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
      this.insert = RowInsert.into(connection, table, desk.images());
      begin();
      claim(table, split);
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

  @Override
  public void write(RowBatch batch) {
    requireWhole();
    try {
      if (mode == WriteMode.CAREFUL) {
        writeCarefully(batch);
      } else {
        insert.insert(batch);
      }
    } catch (SQLException failure) {
      broken = true;
      throw desk.classify(failure, where);
    }
  }

  private void writeCarefully(RowBatch batch) throws SQLException {
    execute("SAVEPOINT decant");
    try {
      insert.insert(batch);
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
      mode(TransactionMode.DEFERRED);
      connection.rollback();
      insert.close();
    } catch (SQLException failure) {
      healthy = false;
    }
    desk.giveBack(connection, healthy);
  }
}

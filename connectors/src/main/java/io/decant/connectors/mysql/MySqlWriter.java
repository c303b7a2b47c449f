package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes one split in one transaction. Every statement must store every row and raise no warning:
 * LOCAL makes warnings of errors, and INSERT makes notes of rounding.
 */
final class MySqlWriter implements BatchWriter {
  private final ConnectionPool pool;
  private final MySqlDialect dialect;
  private final JdbcLedger ledger;
  private final Lease lease;
  private final Role role;
  private final String where;
  private final boolean careful;
  private final Connection connection;
  private final RowStatement statement;
  private final RowStatement forLongRows;
  private boolean open = true;

  /**
   * @param connection in the split's transaction, which has claimed it
   */
  MySqlWriter(
      ConnectionPool pool,
      MySqlDialect dialect,
      ServerTraits traits,
      JdbcLedger ledger,
      Lease lease,
      Role role,
      Table table,
      WriteMode mode,
      Connection connection) {
    this.pool = pool;
    this.dialect = dialect;
    this.ledger = ledger;
    this.lease = lease;
    this.role = role;
    this.where = table.name().toString();
    this.careful = mode == WriteMode.CAREFUL;
    this.connection = connection;
    this.statement = RowStatement.of(table, dialect, traits, careful, false);
    this.forLongRows = RowStatement.of(table, dialect, traits, careful, true);
  }

  @Override
  public void write(RowBatch batch) {
    try {
      if (careful) {
        writeCarefully(batch);
      } else {
        append(batch);
      }
    } catch (SQLException failure) {
      throw dialect.classify(failure, role, where);
    }
  }

  private void append(RowBatch batch) throws SQLException {
    RowStatement way = statement.takes(batch) ? statement : forLongRows;
    for (int row = 0; row < batch.rows(); row++) {
      way.add(batch, row);
      if (way.isFull()) {
        send(way);
      }
    }
  }

  private void writeCarefully(RowBatch batch) throws SQLException {
    execute("SAVEPOINT decant");
    try {
      append(batch);
      send(statement);
    } catch (SQLException failure) {
      DecantException known = dialect.classify(failure, role, where);
      undo(known);
      throw known;
    } catch (BadValue refused) {
      undo(refused);
      throw refused;
    }
  }

  private void undo(DecantException failure) throws SQLException {
    statement.clear();
    if (failure instanceof BadValue) {
      execute("ROLLBACK TO SAVEPOINT decant");
    }
  }

  private void send(RowStatement statement) throws SQLException {
    if (statement.rows() == 0) {
      return;
    }
    long stored = statement.send(connection);
    requireNoWarning();
    if (stored != statement.rows()) {
      throw new BadValue(
          where,
          "ROWS_MISSING",
          "the server stored " + stored + " of " + statement.rows() + " rows and did not say why",
          "Look for triggers on the table.",
          null);
    }
    statement.clear();
  }

  private void requireNoWarning() throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SHOW WARNINGS LIMIT 1")) {
      if (row.next()) {
        throw dialect.classifyWarning(row.getInt(2), row.getString(3), role, where);
      }
    }
  }

  @Override
  public void commit(LedgerEntry entry) {
    try {
      send(statement);
      send(forLongRows);
      statement.close();
      ledger.complete(connection, lease, entry);
      connection.commit();
      open = false;
      pool.giveBack(connection);
    } catch (SQLException failure) {
      throw dialect.classify(failure, role, where);
    }
  }

  /**
   * A transaction that did not commit ends with its connection: nobody knows what it still holds.
   */
  @Override
  public void close() {
    if (open) {
      open = false;
      pool.discard(connection);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement plain = connection.createStatement()) {
      plain.execute(sql);
    }
  }
}

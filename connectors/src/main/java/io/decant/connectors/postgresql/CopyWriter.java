package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * A split's rows by COPY, in one transaction with the ledger's entry. In bulk one COPY takes all of
 * them; with care each batch has its own, behind a savepoint.
 */
final class CopyWriter implements BatchWriter {
  private final Connection connection;
  private final ConnectionPool pool;
  private final Endpoint endpoint;
  private final JdbcLedger ledger;
  private final Lease lease;
  private final WriteMode mode;
  private final String where;
  private final CopyFormat format;
  private final String statement;
  private final CopyBuffer buffer = new CopyBuffer(this::send);
  private @Nullable CopyIn copy;
  private long copied;
  private boolean committed;

  /** Takes the connection over, in a transaction that holds the claim. */
  CopyWriter(
      Connection connection,
      ConnectionPool pool,
      Endpoint endpoint,
      JdbcLedger ledger,
      Lease lease,
      Table table,
      WriteMode mode) {
    this.connection = connection;
    this.pool = pool;
    this.endpoint = endpoint;
    this.ledger = ledger;
    this.lease = lease;
    this.mode = mode;
    this.where = table.name().toString();
    this.format = CopyFormat.of(table);
    this.statement = statement(table, format);
  }

  private static String statement(Table table, CopyFormat format) {
    PostgresDialect dialect = PostgresDialect.INSTANCE;
    List<String> names = table.storedColumns().stream().map(Column::name).toList();
    return "COPY "
        + dialect.table(table.name())
        + (names.isEmpty() ? "" : " (" + dialect.quoteAll(names) + ")")
        + " FROM STDIN "
        + format.options();
  }

  @Override
  public void write(RowBatch batch) {
    if (batch.rows() == 0) {
      return;
    }
    try {
      switch (mode) {
        case BULK -> {
          if (copy == null) {
            begin();
          }
          encode(batch);
        }
        case CAREFUL -> writeAlone(batch);
      }
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  private void writeAlone(RowBatch batch) throws SQLException {
    execute("SAVEPOINT batch");
    try {
      begin();
      encode(batch);
      end();
    } catch (SQLException failure) {
      DecantException meaning = failed(failure);
      if (meaning instanceof BadValue refused) {
        forget(refused);
      }
      throw meaning;
    } catch (BadValue refused) {
      forget(refused);
    }
    execute("RELEASE SAVEPOINT batch");
  }

  private void forget(BadValue refused) throws SQLException {
    abandon();
    // Rolling back keeps the savepoint, and with it a lock; there may be as many as bad rows.
    execute("ROLLBACK TO SAVEPOINT batch; RELEASE SAVEPOINT batch");
    throw refused;
  }

  private void begin() throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    copied = 0;
    format.begin(buffer);
  }

  private void encode(RowBatch batch) throws SQLException {
    try {
      format.encode(batch, buffer);
    } catch (IllegalArgumentException | ArithmeticException unfit) {
      throw new BadValue(where, "UNFIT", String.valueOf(unfit.getMessage()), "", unfit);
    }
    copied += batch.rows();
  }

  private void end() throws SQLException {
    CopyIn open = copy;
    if (open == null) {
      return;
    }
    format.end(buffer);
    buffer.flush();
    copy = null;
    long counted = open.endCopy();
    if (counted != copied) {
      throw new SQLException("the server counted " + counted + " of " + copied + " rows", "XX000");
    }
  }

  private void send(byte[] data, int offset, int length) throws SQLException {
    CopyIn open = copy;
    if (open == null) {
      throw new IllegalStateException("no COPY is open");
    }
    open.writeToCopy(data, offset, length);
  }

  @Override
  public void commit(LedgerEntry entry) {
    try {
      end();
      ledger.complete(connection, lease, entry);
      connection.commit();
      committed = true;
    } catch (SQLException failure) {
      throw failed(failure);
    }
  }

  private DecantException failed(SQLException failure) {
    return PostgresDialect.INSTANCE.classify(failure, endpoint.role(), where);
  }

  @Override
  public void close() {
    if (committed) {
      pool.giveBack(connection);
    } else {
      abandon();
      pool.discard(connection);
    }
  }

  private void abandon() {
    CopyIn open = copy;
    copy = null;
    buffer.clear();
    try {
      if (open != null && open.isActive()) {
        open.cancelCopy();
      }
    } catch (SQLException ignored) {
      // It had failed already: that is why it is abandoned.
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * A split as a binary COPY: one message a row, each field with its length in front. Source:
 * PostgreSQL manual, COPY, "Binary Format".
 */
final class CopyReader implements BatchReader {
  /** Signature of 11 bytes and two numbers of 4: flags, and the length of an extension, 0. */
  private static final int HEADER = 19;

  private final Connection connection;
  private final ConnectionPool pool;
  private final Endpoint endpoint;
  private final Table table;
  private final Split split;
  private final ColumnDecoder[] decoders;
  private final CopyOut copy;
  private byte[] message = {};
  private int at;
  private long rows;
  private boolean started;
  private boolean finished;

  /** Takes the connection over, in a transaction that stands on the snapshot. */
  CopyReader(
      Connection connection,
      ConnectionPool pool,
      Endpoint endpoint,
      Table table,
      Split split,
      boolean uncheckedText)
      throws SQLException {
    this.connection = connection;
    this.pool = pool;
    this.endpoint = endpoint;
    this.table = table;
    this.split = split;
    List<Column> columns = table.storedColumns();
    this.decoders =
        columns.stream()
            .map(column -> ColumnDecoder.of(column.type(), uncheckedText))
            .toArray(ColumnDecoder[]::new);
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement(columns));
  }

  private String statement(List<Column> columns) {
    PostgresDialect dialect = PostgresDialect.INSTANCE;
    String selected =
        columns.stream()
            .map(column -> PostgresTypes.selected(column.type(), dialect.quote(column.name())))
            .collect(Collectors.joining(", "));
    String from = Blocks.parse(split).from(dialect.table(table.name()));
    return "COPY (SELECT " + selected + from + ") TO STDOUT (FORMAT binary)";
  }

  @Override
  public boolean read(RowBatch into) {
    into.clear();
    try {
      while (!finished && !into.isFull()) {
        if (at < message.length) {
          decode(into);
        } else {
          receive();
        }
      }
    } catch (SQLException failure) {
      throw PostgresDialect.INSTANCE.classify(failure, endpoint.role(), split.toString());
    }
    return into.rows() > 0;
  }

  /** A message has whole rows; the first one has the header too, and the last one the end mark. */
  private void receive() throws SQLException {
    byte[] received = copy.readFromCopy();
    if (received == null) {
      finish();
    } else {
      message = received;
      at = started ? 0 : HEADER;
      started = true;
    }
  }

  private void decode(RowBatch into) {
    byte[] data = message;
    int next = at;
    if (BigEndian.shortAt(data, next) < 0) {
      at = data.length;
      return;
    }
    next += 2;
    for (int i = 0; i < decoders.length; i++) {
      int length = BigEndian.intAt(data, next);
      next += 4;
      if (length < 0) {
        into.column(i).appendNull();
      } else {
        decoders[i].decode(data, next, length, into, i);
        next += length;
      }
    }
    into.endRow();
    rows++;
    at = next;
  }

  /** Only a complete result of an unchanged table counts. */
  private void finish() throws SQLException {
    if (copy.getHandledRowCount() != rows) {
      throw new SQLException(
          "the server sent " + copy.getHandledRowCount() + " rows, " + rows + " arrived", "08006");
    }
    boolean[] rewritten = new boolean[1];
    PostgresCatalog.query(
        connection,
        "rewritten",
        row -> rewritten[0] = row.getBoolean(1),
        PostgresDialect.schema(table.name()),
        table.name().name());
    if (rewritten[0]) {
      throw new EndpointFailure(
          endpoint.role(),
          table.name().toString(),
          "was truncated or rewritten (TRUNCATE, CLUSTER, VACUUM FULL, ALTER TABLE) after the"
              + " snapshot was taken, which no longer sees its rows",
          "Start the run anew while nobody does that.",
          null);
    }
    connection.rollback();
    finished = true;
  }

  @Override
  public void close() {
    if (finished) {
      pool.giveBack(connection);
    } else {
      cancel();
      pool.discard(connection);
    }
  }

  private void cancel() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException ignored) {
      // The connection is thrown away in any case, and its end ends the server's work.
    }
  }
}

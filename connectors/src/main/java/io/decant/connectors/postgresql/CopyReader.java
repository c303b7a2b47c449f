package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.row.BigEndian;
import io.decant.converter.row.BytesVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.row.Utf8;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType.Kind;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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
  private final FieldDecoder[] decoders;

  /** What would make the fields again; as many as there are columns, or rows are not kept. */
  private final List<FieldEncoder> encoders;

  /** The server does not promise that its text is UTF-8 (encoding SQL_ASCII). */
  private final boolean uncheckedText;

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
    this.uncheckedText = uncheckedText;
    this.decoders =
        columns.stream().map(column -> FieldDecoder.of(column.type())).toArray(FieldDecoder[]::new);
    this.encoders =
        List.of(decoders).stream().map(FieldDecoder::inverse).flatMap(Optional::stream).toList();
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
    CopiedRows sent = new CopiedRows(encoders);
    try {
      while (!finished && !into.isFull()) {
        if (at < message.length) {
          decode(into, sent);
        } else {
          receive();
        }
      }
    } catch (SQLException failure) {
      throw PostgresDialect.INSTANCE.classify(failure, endpoint.role(), split.toString());
    }
    if (encoders.size() == decoders.length) {
      into.sentAs(sent);
    }
    if (uncheckedText) {
      requireText(into);
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

  /** Takes rows from the message until that ends or the batch is full. */
  private void decode(RowBatch into, CopiedRows sent) {
    int from = at;
    while (at < message.length && !into.isFull()) {
      if (BigEndian.shortAt(message, at) < 0) {
        sent.add(message, from, at);
        at = message.length;
        return;
      }
      at = decodeRow(message, at + Short.BYTES, into);
    }
    sent.add(message, from, at);
  }

  private int decodeRow(byte[] data, int first, RowBatch into) {
    FieldDecoder[] fields = decoders;
    int next = first;
    for (int i = 0; i < fields.length; i++) {
      int length = BigEndian.intAt(data, next);
      next += Integer.BYTES;
      if (length < 0) {
        into.column(i).appendNull();
      } else {
        fields[i].decode(data, next, length, into, i);
        next += length;
      }
    }
    into.endRow();
    rows++;
    return next;
  }

  private void requireText(RowBatch into) {
    for (int i = 0; i < decoders.length; i++) {
      Kind kind = into.types().get(i).kind();
      if (into.column(i) instanceof BytesVector texts
          && kind != Kind.BYTES
          && kind != Kind.UUID
          && !Utf8.areValid(texts)) {
        report(texts, i, into);
      }
    }
  }

  private static void report(BytesVector texts, int column, RowBatch into) {
    for (int row = 0; row < into.rows(); row++) {
      if (!Utf8.isValid(texts.data(), texts.start(row), texts.length(row))) {
        String detail = "the text of this SQL_ASCII database is not UTF-8";
        into.report(new RowProblem(row, column, "INVALID_UTF8", detail));
      }
    }
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

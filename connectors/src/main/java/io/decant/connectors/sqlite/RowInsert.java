package io.decant.connectors.sqlite;

import static java.util.stream.Collectors.joining;

import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Inserts batches into a table, in the order of their rows: as images, and what these do not take
 * value by value.
 */
final class RowInsert implements AutoCloseable {
  private final ValueWriter[] writers;
  private final Optional<ImageInsert> images;
  private final BoundRow bound;

  private RowInsert(ValueWriter[] writers, Optional<ImageInsert> images, BoundRow bound) {
    this.writers = writers;
    this.images = images;
    this.bound = bound;
  }

  /**
   * Makes it on a connection on which no transaction is open.
   *
   * @param file how to show rows to SQLite, if there is a way
   */
  static RowInsert into(Connection connection, Table table, Optional<ImageFile> file)
      throws SQLException {
    SqliteDialect dialect = SqliteDialect.INSTANCE;
    TextEncoding encoding = TextEncoding.of(connection);
    ValueWriter[] writers =
        table.storedColumns().stream().map(ValueWriter::of).toArray(ValueWriter[]::new);
    String names =
        table.storedColumns().stream()
            .map(column -> dialect.quote(column.name()))
            .collect(joining(", "));
    // OR ABORT is what happens anyhow, but where the table's own ON CONFLICT wants rows passed
    // over.
    String into = "INSERT OR ABORT INTO main.%s (%s)".formatted(dialect.table(table.name()), names);
    BoundRow bound = new BoundRow(connection, into, writers.length, encoding);
    // A database's texts have one encoding, and those attached to it have the same; images are in
    // UTF-8.
    Optional<ImageInsert> images =
        file.isPresent() && encoding == TextEncoding.UTF_8
            ? ImageInsert.of(connection, file.get(), into, writers.length)
            : Optional.empty();
    return new RowInsert(writers, images, bound);
  }

  void insert(RowBatch batch) throws SQLException {
    if (images.isEmpty()) {
      for (int row = 0; row < batch.rows(); row++) {
        bind(batch, row);
      }
      return;
    }
    ImageInsert image = images.get();
    image.clear();
    for (int row = 0; row < batch.rows(); row++) {
      if (!image.add(writers, batch, row)) {
        image.flush();
        bind(batch, row);
      }
    }
    image.flush();
  }

  /** Runs an INSERT of so many rows; a trigger may take some of them away without an error. */
  static void run(PreparedStatement insert, int rows) throws SQLException {
    int stored = insert.executeUpdate();
    if (stored != rows) {
      throw new LostRows(stored, rows);
    }
  }

  private void bind(RowBatch batch, int row) throws SQLException {
    ValueWriter.writeRow(writers, batch, row, bound);
    bound.insert();
  }

  /** Call it when the transaction is over. */
  @Override
  public void close() throws SQLException {
    bound.close();
    if (images.isPresent()) {
      images.get().close();
    }
  }
}

package io.decant.connectors.sqlite;

import static java.util.stream.Collectors.joining;

import io.decant.converter.row.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Inserts rows by showing them to SQLite as a {@link RowImage} and letting it select them into the
 * table: an ordinary INSERT, with every rule of that table, for a thousand rows a call.
 */
final class ImageInsert implements AutoCloseable {
  private static final String COUNT =
      "SELECT count(*) FROM " + ImageFile.SCHEMA + "." + RowImage.TABLE;

  private final Connection connection;
  private final ImageFile file;
  private final RowImage image;
  private final RowRecord record;
  private final PreparedStatement insert;

  private ImageInsert(
      Connection connection,
      ImageFile file,
      RowImage image,
      RowRecord record,
      PreparedStatement insert) {
    this.connection = connection;
    this.file = file;
    this.image = image;
    this.record = record;
    this.insert = insert;
  }

  /**
   * Makes it on a connection on which no transaction is open.
   *
   * @param into the beginning of the INSERT, up to its columns
   * @return nothing when SQLite does not see at once what is shown
   */
  static Optional<ImageInsert> of(Connection connection, ImageFile file, String into, int columns)
      throws SQLException {
    RowImage image = new RowImage(columns);
    RowRecord record = new RowRecord(columns, RowImage.MAX_RECORD);
    image.finish();
    if (!file.attach(connection, image)) {
      return Optional.empty();
    }
    if (!isSeen(connection, file, image, record, columns)) {
      ImageFile.detach(connection);
      return Optional.empty();
    }
    String select =
        IntStream.range(0, columns)
            .mapToObj(RowImage::column)
            .collect(joining(", ", " SELECT ", " FROM " + ImageFile.SCHEMA + "." + RowImage.TABLE));
    return Optional.of(
        new ImageInsert(
            connection, file, image, record, connection.prepareStatement(into + select)));
  }

  /**
   * Whether SQLite sees what is shown, on every page and every time within a transaction. Where it
   * does not map the file, which it does not say, it keeps the pages that it has read first.
   */
  private static boolean isSeen(
      Connection connection, ImageFile file, RowImage image, RowRecord record, int columns)
      throws SQLException {
    boolean seen = true;
    execute(connection, "BEGIN");
    for (int rowsPerPage = 1; rowsPerPage <= 2; rowsPerPage++) {
      byte[] large = new byte[(RowImage.MAX_RECORD - 3 * columns - 3) / rowsPerPage - 16];
      record.clear();
      record.blob(large, 0, large.length);
      for (int i = 1; i < columns; i++) {
        record.absent();
      }
      image.clear();
      while (image.append(record)) {
        // until it is full
      }
      image.finish();
      file.show(image);
      seen &= Queries.number(connection, COUNT) == rowsPerPage * RowImage.MAX_LEAVES;
    }
    execute(connection, "ROLLBACK");
    image.clear();
    return seen;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Forgets rows that a failure has left behind. */
  void clear() {
    image.clear();
  }

  /**
   * Takes a row; it is in the table after {@link #flush} at the latest.
   *
   * @return false when it is too long for this way
   */
  boolean add(ValueWriter[] writers, RowBatch batch, int row) throws SQLException {
    record.clear();
    ValueWriter.writeRow(writers, batch, row, record);
    if (record.isTooLong()) {
      return false;
    }
    if (!image.append(record)) {
      flush();
      image.append(record);
    }
    return true;
  }

  /** Inserts what was taken. */
  void flush() throws SQLException {
    if (!image.isEmpty()) {
      image.finish();
      file.show(image);
      RowInsert.run(insert, image.rows());
      image.clear();
    }
  }

  /** Call it when the transaction is over. */
  @Override
  public void close() throws SQLException {
    insert.close();
    ImageFile.detach(connection);
  }
}

package io.decant.cli.benchmark;

import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** COPY in its binary format, out by ranges of pages, in from prepared bytes. */
record PostgreSqlBulkPath() implements BulkPath {

  private static final int SENT_BYTES = 1 << 18;

  @Override
  public void fill(SampleFile file, TestDatabase home) throws SQLException, IOException {
    try (Connection connection = home.connect()) {
      for (Path half : file.halves()) {
        send(connection, "COPY " + file.table().label() + " FROM STDIN", half);
      }
      execute(connection, "VACUUM ANALYZE " + file.table().label());
      for (int i = 0; i < SampleFile.STREAMS; i++) {
        try (OutputStream out = Files.newOutputStream(binary(file, i))) {
          copy(connection).copyOut(range(connection, file.table(), i), out);
        }
      }
    }
  }

  @Override
  public List<Stream> read(SampleFile file, TestDatabase home) {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < SampleFile.STREAMS; i++) {
      int half = i;
      streams.add(
          () -> {
            try (Connection connection = home.connect()) {
              CopyOut out = copy(connection).copyOut(range(connection, file.table(), half));
              while (out.readFromCopy() != null) {
                // dropped
              }
            }
          });
    }
    return streams;
  }

  @Override
  public List<Stream> write(SampleFile file, TestDatabase home, TestDatabase target) {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < SampleFile.STREAMS; i++) {
      Path bytes = binary(file, i);
      streams.add(
          () -> {
            try (Connection connection = target.connect()) {
              String sql = "COPY " + file.table().label() + " FROM STDIN (FORMAT binary)";
              send(connection, sql, bytes);
            }
          });
    }
    return streams;
  }

  /** By pages, for the table has no index that would find a range of ids. */
  private static String range(Connection connection, SampleTable table, int half)
      throws SQLException {
    long pages;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT pg_relation_size('%s') / current_setting('block_size')::int"
                    .formatted(table.label()))) {
      row.next();
      pages = row.getLong(1) + 1;
    }
    return "COPY (SELECT * FROM %s WHERE ctid >= '(%d,0)' AND ctid < '(%d,0)') TO STDOUT (FORMAT binary)"
        .formatted(
            table.label(),
            pages * half / SampleFile.STREAMS,
            pages * (half + 1) / SampleFile.STREAMS);
  }

  private static Path binary(SampleFile file, int half) {
    return file.halves().get(half).resolveSibling(file.table().label() + half + ".copy");
  }

  private static void send(Connection connection, String sql, Path bytes)
      throws SQLException, IOException {
    try (InputStream in = Files.newInputStream(bytes)) {
      copy(connection).copyIn(sql, in, SENT_BYTES);
    }
  }

  private static CopyManager copy(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

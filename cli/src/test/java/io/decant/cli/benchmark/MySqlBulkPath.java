package io.decant.cli.benchmark;

import io.decant.connectors.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** LOAD DATA LOCAL from prepared text; out as a stream of rows in the binary protocol. */
record MySqlBulkPath() implements BulkPath {

  /** The binary protocol, and rows that the driver keeps as the packet they came in. */
  private static final String RAW_ROWS =
      "?sslMode=DISABLED&allowPublicKeyRetrieval=true&useServerPrepStmts=true"
          + "&useBufferRowSizeThreshold=0";

  @Override
  public void fill(SampleFile file, TestDatabase home) throws SQLException {
    for (int i = 0; i < SampleFile.STREAMS; i++) {
      BulkPath.execute(home, load(file, i));
    }
    BulkPath.execute(home, "ANALYZE TABLE " + file.table().label());
  }

  @Override
  public List<Stream> read(SampleFile file, TestDatabase home) {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < SampleFile.STREAMS; i++) {
      String sql = "SELECT * FROM " + file.table().label() + " WHERE " + file.condition(i);
      streams.add(() -> drop(home, sql));
    }
    return streams;
  }

  private static void drop(TestDatabase home, String sql) throws SQLException {
    URI url = URI.create(home.url());
    String[] login = url.getUserInfo().split(":", 2);
    String jdbc = "jdbc:mysql://" + url.getHost() + ":" + url.getPort() + url.getPath() + RAW_ROWS;
    try (Connection connection = DriverManager.getConnection(jdbc, login[0], login[1]);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(Integer.MIN_VALUE); // the driver's word for a stream
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          // dropped
        }
      }
    }
  }

  @Override
  public List<Stream> write(SampleFile file, TestDatabase home, TestDatabase target) {
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < SampleFile.STREAMS; i++) {
      String sql = load(file, i);
      streams.add(() -> BulkPath.execute(target, sql));
    }
    return streams;
  }

  private static String load(SampleFile file, int half) {
    return "LOAD DATA LOCAL INFILE '%s' INTO TABLE %s CHARACTER SET utf8mb4"
        .formatted(file.halves().get(half), file.table().label());
  }
}

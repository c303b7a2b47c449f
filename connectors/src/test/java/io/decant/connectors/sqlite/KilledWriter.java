package io.decant.connectors.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a writer leaves that is killed amid a transaction: a file with a journal beside it. */
final class KilledWriter {
  private KilledWriter() {}

  /**
   * @param file with a table {@code t (a)}; it stays as it is
   * @param left the file as it would be left
   */
  static void leaves(Path file, Path left) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size=5"); // so that pages are written before the commit
      connection.setAutoCommit(false);
      statement.execute(
          "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) INSERT INTO t SELECT"
              + " hex(randomblob(100)) FROM n");
      for (String suffix : List.of("", "-journal")) {
        Files.copy(Path.of(file + suffix), Path.of(left + suffix));
      }
      connection.rollback();
    }
  }
}

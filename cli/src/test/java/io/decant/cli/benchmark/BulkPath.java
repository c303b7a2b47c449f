package io.decant.cli.benchmark;

import io.decant.cli.endtoend.Engine;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The shortest way into an engine and out of it: its own bulk interface, and a client that neither
 * looks at a value nor makes one. The measuring rod for everything that does.
 */
interface BulkPath {

  /** Work of one connection. */
  @FunctionalInterface
  interface Stream {
    void run() throws SQLException, IOException;
  }

  static BulkPath of(Engine engine) {
    return switch (engine) {
      case POSTGRESQL -> new PostgreSqlBulkPath();
      case MYSQL, MARIADB -> new MySqlBulkPath();
      case SQLITE -> new SqliteBulkPath();
    };
  }

  /** Fills the engine's home, from which it is read, and prepares what {@link #write} will send. */
  void fill(SampleFile file, TestDatabase home) throws SQLException, IOException;

  /** Reads every row out of the home and drops it. */
  List<Stream> read(SampleFile file, TestDatabase home);

  /** Writes every row into the empty table of the target. */
  List<Stream> write(SampleFile file, TestDatabase home, TestDatabase target);

  static void execute(TestDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.connect()) {
      for (String sql : statements) {
        try (var statement = connection.createStatement()) {
          statement.execute(sql);
        }
      }
    }
  }
}

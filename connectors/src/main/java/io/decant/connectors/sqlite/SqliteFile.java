package io.decant.connectors.sqlite;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConnection;

/**
 * The file of an endpoint, and how it is opened. It is never read other than through SQLite:
 * closing any other handle on it would drop the locks that SQLite holds in this process (SQLite
 * documentation, "How To Corrupt An SQLite Database File", 2.2).
 */
record SqliteFile(Endpoint endpoint) {
  /** How long a statement waits for another process's lock. */
  private static final int BUSY_MILLIS = 30_000;

  private static final int LONGEST_STATEMENT = 100_000_000;

  Path path() {
    return Path.of(endpoint.path()).toAbsolutePath();
  }

  boolean exists() {
    return Files.exists(path());
  }

  /**
   * Opens it for reading only, never creating it. What a killed run has half written into a target
   * is taken back first.
   *
   * @throws DecantException it is missing, not a database, or cannot be read
   */
  SQLiteConnection openToRead() {
    requireFile();
    if (endpoint.role() == Role.TARGET) {
      takeBack();
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    SQLiteConnection connection = open(config);
    try {
      requireWhole(connection);
    } catch (IOException | SQLException | DecantException failure) {
      closeQuietly(connection);
      throw failure instanceof DecantException own
          ? own
          : failure(String.valueOf(failure.getMessage()), "");
    }
    return connection;
  }

  /**
   * SQLite does that by itself, from the journal that was left beside the file, but for nobody who
   * may only read: then it refuses (SQLITE_READONLY_ROLLBACK). A journal that is in use it leaves
   * alone.
   */
  private void takeBack() {
    boolean left = Files.exists(path().resolveSibling(path().getFileName() + "-journal"));
    if (left && Files.isWritable(path())) {
      closeQuietly(openToWrite());
    }
  }

  /** What is missing at the end of a file reads as zeros, and SQLite says nothing of it. */
  private void requireWhole(SQLiteConnection connection) throws IOException, SQLException {
    Path log = path().resolveSibling(path().getFileName() + "-wal");
    if (Files.exists(log)) {
      return; // pages may still stand there alone
    }
    long expected =
        Queries.number(connection, "PRAGMA page_count")
            * Queries.number(connection, "PRAGMA page_size");
    long found = Files.size(path());
    if (found < expected) {
      throw failure(
          "is cut off: %d bytes of %d".formatted(found, expected),
          "Copy it again, or use a backup.");
    }
  }

  private static void closeQuietly(SQLiteConnection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      // Whatever it had to write is written.
    }
  }

  /**
   * Opens it for writing; makes it when it is not there.
   *
   * @throws DecantException it is not a database, or cannot be written
   */
  SQLiteConnection openToWrite() {
    requireFolder();
    // 64 MB of cache keep the inner pages of large indexes in memory while rows arrive unsorted.
    return open(new SQLiteConfig(), "PRAGMA cache_size=-65536", "PRAGMA foreign_keys=OFF");
  }

  /** Fails unless a file is there that can be opened. */
  void requireFile() {
    if (!exists()) {
      throw failure("no such file", "Check the path; a relative one begins in the working folder.");
    }
    if (Files.isDirectory(path())) {
      throw failure("is a folder, not a file", "Name the database file in it.");
    }
    if (!Files.isReadable(path())) {
      throw failure("no permission to read the file", "Grant this user read access.");
    }
  }

  /** Fails unless the file can be written, or made. */
  void requireFolder() {
    Path folder = path().getParent();
    if (Files.isDirectory(path())) {
      throw failure("is a folder, not a file", "Name the database file in it.");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw failure("there is no folder " + folder, "Make the folder first.");
    }
    if (folder != null && !Files.isWritable(folder)) {
      throw failure(
          "no permission to write in " + folder,
          "SQLite keeps its journal beside the file: grant this user write access to the folder.");
    }
    if (exists() && !Files.isWritable(path())) {
      throw failure("no permission to write the file", "Grant this user write access.");
    }
  }

  DecantException classify(SQLException failure, String where) {
    return SqliteDialect.INSTANCE.classify(failure, endpoint.role(), where);
  }

  DecantException classify(SQLException failure) {
    return classify(failure, where());
  }

  String where() {
    return (endpoint.role() == Role.SOURCE ? "source " : "target ") + endpoint;
  }

  private EndpointFailure failure(String message, String hint) {
    return new EndpointFailure(endpoint.role(), where(), message, hint, null);
  }

  private SQLiteConnection open(SQLiteConfig config, String... pragmas) {
    config.enableLoadExtension(false);
    config.setBusyTimeout(BUSY_MILLIS);
    // A condition may name many keys, and the driver allows a million bytes.
    config.setPragma(Pragma.LIMIT_SQL_LENGTH, Integer.toString(LONGEST_STATEMENT));
    try {
      SQLiteConnection connection =
          (SQLiteConnection)
              config.createConnection("jdbc:sqlite:file:" + encoded(path().toString()));
      try {
        pin(connection, pragmas);
      } catch (SQLException failure) {
        connection.close();
        throw failure;
      }
      return connection;
    } catch (SQLException failure) {
      throw classify(failure);
    }
  }

  /**
   * A hostile file can hold a schema that runs functions, and cells that lie about their size: both
   * are refused (SQLite documentation, "Defense Against The Dark Arts").
   */
  private static void pin(SQLiteConnection connection, String... pragmas) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema=OFF");
      statement.execute("PRAGMA cell_size_check=ON");
      for (String pragma : pragmas) {
        statement.execute(pragma);
      }
      // The first real read of the file: one that is no database, or encrypted, shows here.
      try (ResultSet row = statement.executeQuery("SELECT count(*) FROM sqlite_schema")) {
        row.next();
      }
    }
  }

  /** As the path of a file: URI, so that no character of it means anything to the driver. */
  static String encoded(String path) {
    StringBuilder text = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "/._-".indexOf(b) >= 0;
      if (plain) {
        text.append((char) b);
      } else {
        text.append(String.format("%%%02X", b & 0xFF));
      }
    }
    return text.toString();
  }
}

package io.decant.connectors.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteJDBCLoader;

/** SQLite needs no server: a database is a file in a temporary folder of its own. */
record SqliteFiles() implements TestServer {

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public String version() {
    return SQLiteJDBCLoader.getVersion();
  }

  @Override
  public String url() {
    File file = newFile();
    file.path().getParent().toFile().deleteOnExit();
    file.path().toFile().deleteOnExit();
    return file.url();
  }

  @Override
  public TestDatabase newDatabase() {
    return newFile();
  }

  private static File newFile() {
    try {
      return new File(Files.createTempDirectory("decant-sqlite").resolve("test.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record File(Path path) implements TestDatabase {

    @Override
    public String url() {
      return "sqlite://" + path.toUri().getRawPath();
    }

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection("jdbc:sqlite:" + path);
    }

    /** Removes the whole folder, because a journal or a write-ahead log may lie beside the file. */
    @Override
    public void close() {
      Folders.delete(path.getParent());
    }
  }
}

package io.decant.connectors.sqlite;

import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sqlite.SQLiteConnection;

/**
 * Connections that all stand in a read transaction over the same state of the database. Whoever
 * reads borrows one.
 *
 * <p>A target is read with a transaction for each borrowing: one that stayed open would keep us
 * from writing, and nobody but us writes a target.
 */
final class SnapshotReaders implements AutoCloseable {
  private static final int ATTEMPTS = 50;
  private static final long WAIT_SECONDS = 120;

  private final SqliteFile file;
  private final LinkedBlockingQueue<SQLiteConnection> free = new LinkedBlockingQueue<>();
  private final AtomicInteger usable;
  private boolean closed;

  private SnapshotReaders(SqliteFile file, List<SQLiteConnection> connections) {
    this.file = file;
    this.usable = new AtomicInteger(connections.size());
    free.addAll(connections);
  }

  /**
   * Begins {@code count} read transactions between two looks at the database's data version: when
   * it is the same, nobody committed meanwhile and all see one state. A source that may only be
   * read cannot be locked, so that is tried again when somebody did commit; under a writer that
   * never pauses, one reader serves all.
   *
   * @throws DecantException the database cannot be read
   */
  static SnapshotReaders open(SqliteFile file, int count, SQLiteConnection watch) {
    List<SQLiteConnection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < Math.max(1, count); i++) {
        SQLiteConnection connection = file.openToRead();
        connections.add(connection);
      }
      boolean same = isAnew(file);
      for (int attempt = 0; attempt < ATTEMPTS && !same; attempt++) {
        if (attempt > 0) {
          execute(connections, "ROLLBACK");
        }
        long before = version(watch);
        begin(connections);
        same = version(watch) == before;
      }
      while (!same && connections.size() > 1) {
        connections.remove(connections.size() - 1).close();
      }
      return new SnapshotReaders(file, connections);
    } catch (SQLException failure) {
      connections.forEach(SnapshotReaders::end);
      throw file.classify(failure);
    }
  }

  private static long version(SQLiteConnection watch) throws SQLException {
    return Queries.number(watch, "PRAGMA data_version");
  }

  private static void begin(List<SQLiteConnection> connections) throws SQLException {
    execute(connections, "BEGIN");
    for (SQLiteConnection connection : connections) {
      // BEGIN alone takes no view; the first read does.
      Queries.number(connection, "SELECT count(*) FROM sqlite_schema");
    }
  }

  private static void execute(List<SQLiteConnection> connections, String sql) throws SQLException {
    for (SQLiteConnection connection : connections) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** How many can read at a time. */
  int count() {
    return usable.get();
  }

  /** Waits for a free one. */
  SQLiteConnection borrow() {
    if (usable.get() == 0) {
      throw new Transient(
          file.endpoint().role(), file.where(), "errors have ended the snapshot", null);
    }
    try {
      SQLiteConnection connection = free.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (connection != null) {
        return begun(connection);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new Transient(
        file.endpoint().role(), file.where(), "no reader became free in time", null);
  }

  private SQLiteConnection begun(SQLiteConnection connection) {
    if (isAnew(file)) {
      try {
        begin(List.of(connection));
      } catch (SQLException failure) {
        discard(connection);
        throw file.classify(failure);
      }
    }
    return connection;
  }

  private static boolean isAnew(SqliteFile file) {
    return file.endpoint().role() == Role.TARGET;
  }

  void giveBack(SQLiteConnection connection) {
    if (isAnew(file)) {
      try {
        execute(List.of(connection), "ROLLBACK");
      } catch (SQLException lost) {
        discard(connection);
        return;
      }
    }
    synchronized (free) {
      if (!closed) {
        free.add(connection);
        return;
      }
    }
    end(connection);
  }

  /** Instead of giving it back after an error: its transaction, and so its view, may be lost. */
  void discard(SQLiteConnection connection) {
    usable.decrementAndGet();
    end(connection);
  }

  @Override
  public void close() {
    synchronized (free) {
      closed = true;
    }
    for (SQLiteConnection each = free.poll(); each != null; each = free.poll()) {
      end(each);
    }
  }

  private static void end(SQLiteConnection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      // It held nothing that could be lost.
    }
  }
}

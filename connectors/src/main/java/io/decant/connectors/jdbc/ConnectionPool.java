package io.decant.connectors.jdbc;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Transient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Deque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one endpoint. A connection is made when it is wanted and none is free, and its
 * session pinned, by the island's {@link Opener}; after that it is used again until something goes
 * wrong on it: then it is {@linkplain #discard discarded}, because nobody knows what a broken
 * session still holds. Thread-safe.
 *
 * <p>Of our own, because a run needs nothing else of a pool, and is often over in a second: no
 * connection is made to try whether one can be made, and no thread looks after those that rest.
 */
public final class ConnectionPool implements AutoCloseable {
  /** For a connection to become free, or for a server that is gone to come back. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  /** A connection that rested longer may have died meanwhile, and is asked first. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final int ANSWER_SECONDS = 5;
  private static final long FAREWELL_MILLIS = 2_000;

  private final Endpoint endpoint;
  private final Dialect dialect;
  private final Opener opener;
  private final Semaphore places;
  private final Deque<Resting> resting = new ConcurrentLinkedDeque<>();
  private final Set<Connection> lent = ConcurrentHashMap.newKeySet();
  private final Queue<Thread> ending = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private record Resting(Connection connection, long since) {}

  /** Makes a new connection and pins its session. */
  @FunctionalInterface
  public interface Opener {
    Connection open() throws SQLException;
  }

  /** What is done on one connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Opens the first connection at once, so that a wrong host or password shows here.
   *
   * @param size connections at most; whoever wants one more waits
   * @throws DecantException the database cannot be reached or refuses us, as classified by the
   *     dialect
   */
  public ConnectionPool(Endpoint endpoint, Dialect dialect, int size, Opener opener) {
    this.endpoint = endpoint;
    this.dialect = dialect;
    this.opener = opener;
    this.places = new Semaphore(size);
    try {
      rest(opener.open());
    } catch (SQLException failure) {
      throw classified(failure);
    }
  }

  /**
   * A connection in auto-commit mode. Give it back or discard it.
   *
   * @throws DecantException none can be had, and not even after some patience
   */
  public Connection borrow() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    boolean found = false;
    takePlace();
    try {
      Connection connection = found(deadline);
      lent.add(connection);
      found = true;
      return connection;
    } catch (SQLException failure) {
      throw classified(failure);
    } finally {
      if (!found) {
        places.release();
      }
    }
  }

  private void takePlace() {
    try {
      if (places.tryAcquire(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw classified(
        new SQLTransientConnectionException("no connection became free in time", "08000"));
  }

  /** One that rests, or else a new one: a server that does not answer is asked again. */
  private Connection found(long deadline) throws SQLException {
    for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      if (closed) {
        throw new SQLException("the connections are closed");
      }
      Connection rested = rested();
      if (rested != null) {
        return rested;
      }
      try {
        return opener.open();
      } catch (SQLException failure) {
        boolean late = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause) > deadline;
        if (late || !(classified(failure) instanceof Transient) || !isSlept(pause)) {
          throw failure;
        }
      }
    }
  }

  private @Nullable Connection rested() {
    for (Resting next = resting.pollFirst(); next != null; next = resting.pollFirst()) {
      if (System.nanoTime() - next.since() < FRESH_NANOS || isAlive(next.connection())) {
        return next.connection();
      }
      end(next.connection());
    }
    return null;
  }

  private static boolean isAlive(Connection connection) {
    try {
      return connection.isValid(ANSWER_SECONDS);
    } catch (SQLException dead) {
      return false;
    }
  }

  private static boolean isSlept(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Does some work on a connection, which comes back only when nothing failed on it.
   *
   * @param where the table, column or endpoint that is worked on
   * @throws DecantException none can be had, or the work failed, as classified by the dialect
   */
  public <T> T lend(String where, Work<T> work) {
    Connection connection = borrow();
    boolean healthy = false;
    try {
      T result = work.run(connection);
      healthy = true;
      return result;
    } catch (SQLException failure) {
      throw dialect.classify(failure, endpoint.role(), where);
    } finally {
      if (healthy) {
        giveBack(connection);
      } else {
        discard(connection);
      }
    }
  }

  /** Takes a healthy connection back; what was not committed is rolled back. */
  public void giveBack(Connection connection) {
    if (!lent.remove(connection)) {
      return;
    }
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      connection.clearWarnings();
      rest(connection);
    } catch (SQLException failure) {
      end(connection);
    } finally {
      places.release();
    }
  }

  /** Ends a connection on which something failed. Never throws. */
  public void discard(Connection connection) {
    if (lent.remove(connection)) {
      end(connection);
      places.release();
    }
  }

  /** The one that was used last is the first to be used again. */
  private void rest(Connection connection) {
    resting.addFirst(new Resting(connection, System.nanoTime()));
    if (closed) {
      endResting();
    }
  }

  private void endResting() {
    for (Resting next = resting.pollFirst(); next != null; next = resting.pollFirst()) {
      quietly(next.connection());
    }
  }

  /** Without waiting: a broken connection may take its time to say good-bye. */
  private void end(Connection connection) {
    ending.removeIf(thread -> !thread.isAlive());
    Thread thread = new Thread(() -> quietly(connection), "connection-end");
    thread.setDaemon(true);
    thread.start();
    ending.add(thread);
  }

  private static void quietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // It was to be gone, and is.
    }
  }

  /** Ends every connection; one that somebody still works on is torn from them. */
  @Override
  public void close() {
    closed = true;
    endResting();
    for (Connection connection : lent) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException ignored) {
        // It was to be gone, and is.
      }
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MILLIS);
    for (Thread thread : ending) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      try {
        thread.join(Math.max(1, left));
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private DecantException classified(SQLException failure) {
    return dialect.classify(failure, endpoint.role(), endpoint.toString());
  }
}

package io.decant.connectors.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Transient;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Locale;

/**
 * The connections to one endpoint. A connection is made, and its session pinned, by the island's
 * {@link Opener}; after that it is used again until something goes wrong on it: then it is
 * {@linkplain #discard discarded}, because nobody knows what a broken session still holds.
 * Thread-safe.
 */
public final class ConnectionPool implements AutoCloseable {
  /** Who does not answer is waited for: a server that starts again takes a while. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Who answers that no connection is left is asked again: a session takes a moment to end. */
  private static final Duration PATIENCE_WITH_THE_FULL = Duration.ofSeconds(3);

  private static final long LOOK_MILLIS = 1_000;

  private final HikariDataSource pool;
  private final Endpoint endpoint;
  private final Dialect dialect;

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
    HikariConfig config = new HikariConfig();
    config.setPoolName(endpoint.role().name().toLowerCase(Locale.ROOT));
    config.setDataSource(new OpenerDataSource(opener));
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1); // with none kept, the one that is tried would be closed again
    config.setConnectionTimeout(LOOK_MILLIS);
    config.setInitializationFailTimeout(1); // in milliseconds: one attempt
    config.setMaxLifetime(0);
    config.setIdleTimeout(0);
    this.pool = opened(config);
    pool.setMinimumIdle(0); // from now on one is opened only for somebody who waits for it
  }

  private HikariDataSource opened(HikariConfig config) {
    long started = System.nanoTime();
    while (true) {
      try {
        return new HikariDataSource(config); // which rests for a second when it fails
      } catch (PoolInitializationException failure) {
        DecantException meant = meaning(failure);
        if (!isFull(meant) || isLate(started, PATIENCE_WITH_THE_FULL)) {
          throw meant;
        }
      }
    }
  }

  /**
   * A connection in auto-commit mode. Give it back or discard it.
   *
   * @throws DecantException none can be had
   */
  public Connection borrow() {
    long started = System.nanoTime();
    while (true) {
      try {
        return pool.getConnection();
      } catch (SQLTransientConnectionException late) {
        DecantException meant = meaning(late);
        if (isLate(started, isFull(meant) ? PATIENCE_WITH_THE_FULL : PATIENCE)) {
          throw meant;
        }
      } catch (SQLException failure) {
        throw meaning(failure);
      }
    }
  }

  private DecantException meaning(Exception failure) {
    return dialect.classify(rootOf(failure), endpoint.role(), endpoint.toString());
  }

  /** The server has no connection for us, and may not have one soon. */
  private static boolean isFull(DecantException failure) {
    return failure instanceof Transient refused && refused.mayLast();
  }

  private static boolean isLate(long started, Duration patience) {
    return System.nanoTime() - started > patience.toNanos();
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
    try {
      connection.close();
    } catch (SQLException failure) {
      discard(connection);
    }
  }

  /** Ends a connection on which something failed. Never throws. */
  public void discard(Connection connection) {
    pool.evictConnection(connection);
  }

  /** Ends the connections that nobody has borrowed. */
  public void rest() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  @Override
  public void close() {
    pool.close();
  }

  /** The driver's own error beneath what the pool made of it. */
  private static SQLException rootOf(Throwable failure) {
    SQLException found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        found = sql;
      }
    }
    return found != null ? found : new SQLException(failure.getMessage(), failure);
  }

  /** The pool asks a data source for connections; ours is a lambda. */
  private static final class OpenerDataSource extends DriverlessDataSource {
    private final Opener opener;

    OpenerDataSource(Opener opener) {
      this.opener = opener;
    }

    @Override
    public Connection getConnection() throws SQLException {
      return opener.open();
    }
  }
}

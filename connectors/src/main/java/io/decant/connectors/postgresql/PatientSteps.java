package io.decant.connectors.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * Runs steps side by side that may want the same locks: two keys of one table, two foreign keys to
 * one table. A lock is waited for as long as {@code lock_timeout} says, lest somebody else's
 * session stop ours for ever; but the build of a large key takes longer, so while another step of
 * ours is at work, whoever waited in vain waits again. Thread-safe.
 */
final class PatientSteps {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** The server's processes that run our steps. */
  private final Set<Integer> running = ConcurrentHashMap.newKeySet();

  /**
   * @param connection in auto-commit mode, so that a refusal leaves nothing behind
   */
  void run(Connection connection, String statement) throws SQLException {
    int process = connection.unwrap(PGConnection.class).getBackendPID();
    running.add(process);
    try {
      boolean waits = true;
      while (waits) {
        waits = !isRun(connection, statement);
      }
    } finally {
      running.remove(process);
    }
  }

  /** False when it could not get its locks and may wait on. */
  private boolean isRun(Connection connection, String sql) throws SQLException {
    // Asked before: whoever held the lock may end just as the waiting does.
    boolean mayWait = isOneAtWork(connection);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return true;
    } catch (SQLException failure) {
      if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())
          && (mayWait || isOneAtWork(connection))) {
        return false;
      }
      throw failure;
    }
  }

  /** Whether one of our steps is doing something else than to wait for a lock too. */
  private boolean isOneAtWork(Connection connection) throws SQLException {
    String ours = running.stream().map(String::valueOf).collect(Collectors.joining(", "));
    boolean[] found = new boolean[1];
    PostgresCatalog.queryText(
        connection,
        "SELECT count(*) > 0 FROM pg_catalog.pg_stat_activity WHERE pid <> pg_backend_pid()"
            + " AND state = 'active' AND wait_event_type IS DISTINCT FROM 'Lock' AND pid IN ("
            + ours
            + ")",
        row -> found[0] = row.getBoolean(1));
    return found[0];
  }
}

package io.decant.connectors.mysql;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Position;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that all see the same moment, one a reader. How they are brought to agree depends on
 * what the server allows, in this order: MariaDB's transactions know their place in the binary log,
 * so they are begun until all name the same one; else writers are held off for the few milliseconds
 * that it takes to begin them all, by a global read lock or by locks on the tables that were
 * described; else there is one reader only. Tables of engines without transactions have no moment
 * at all.
 */
final class MySqlSnapshot implements AutoCloseable {
  private static final String BEGIN = "START TRANSACTION WITH CONSISTENT SNAPSHOT";
  private static final int TRIES = 20;
  private static final int ANSWER_SECONDS = 5;
  private static final String ONE_READER =
      "the source is read by one reader only, because this user may neither hold off all writers"
          + " nor lock the tables for the moment that several need to begin together; GRANT RELOAD"
          + " ON *.* or GRANT LOCK TABLES ON the database to it, and it goes faster";

  private final MySqlSession session;
  private final ServerTraits traits;
  private final MySqlDialect dialect;
  private final Endpoint endpoint;
  private final List<TableName> tables;

  /**
   * Each reader begins anew with every split. So a target is read back on MariaDB, which keeps
   * tables that a transaction has read from being altered or dropped until it ends, savepoints or
   * not; and nobody but us writes a target.
   */
  private final boolean anew;

  private final BlockingQueue<Optional<Connection>> readers = new LinkedBlockingQueue<>();
  private Position position = Position.UNKNOWN;
  private volatile boolean taken;
  private volatile boolean closed;

  /**
   * @param tables to be locked where the server allows no better
   */
  MySqlSnapshot(
      MySqlSession session,
      ServerTraits traits,
      MySqlDialect dialect,
      Endpoint endpoint,
      List<TableName> tables) {
    this.session = session;
    this.traits = traits;
    this.dialect = dialect;
    this.endpoint = endpoint;
    this.tables = List.copyOf(tables);
    this.anew = traits.mariaDb() && endpoint.role() == Role.TARGET;
  }

  /** Begins them. */
  Position take(int count) throws SQLException {
    Taken begun = agree(count);
    position = begun.position();
    taken = true;
    begun.connections().forEach(connection -> readers.add(Optional.of(connection)));
    return position;
  }

  /**
   * A reader of the snapshot; waits until one is free. One that was lost is begun again, if the
   * database still stands where the snapshot was taken.
   *
   * @throws EndpointFailure the snapshot cannot be had again
   */
  Connection borrow() throws SQLException {
    if (!taken) {
      throw new IllegalStateException("snapshot() comes before split() and read()");
    }
    Optional<Connection> reader;
    try {
      reader = readers.take();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for a reader", "08000", interrupted);
    }
    if (reader.isPresent()) {
      if (anew) {
        execute(reader.get(), BEGIN);
      }
      return reader.get();
    }
    try {
      return again();
    } catch (SQLException | RuntimeException failure) {
      readers.add(Optional.empty());
      throw failure;
    }
  }

  /** Lets go of the tables that were read, so that whoever alters them need not wait for us. */
  void giveBack(Connection connection) {
    if (closed) {
      quietly(connection);
      return;
    }
    try {
      execute(connection, anew ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT decant");
      readers.add(Optional.of(connection));
    } catch (SQLException lost) {
      discard(connection);
    }
  }

  /** Ends what the server does for this reader; to be called while that still runs. */
  void interrupt(Connection connection) throws SQLException {
    session.interrupt(connection);
  }

  /** The reader's connection is lost; its place stays. */
  void discard(Connection connection) {
    quietly(connection);
    readers.add(Optional.empty());
  }

  @Override
  public void close() {
    closed = true;
    List<Optional<Connection>> all = new ArrayList<>();
    readers.drainTo(all);
    all.forEach(reader -> reader.ifPresent(MySqlSnapshot::quietly));
  }

  private Connection again() throws SQLException {
    Taken begun = agree(1);
    if (anew) {
      execute(begun.connections().get(0), BEGIN);
      return begun.connections().get(0);
    }
    if (position.token().isEmpty() || !begun.position().token().equals(position.token())) {
      begun.connections().forEach(MySqlSnapshot::quietly);
      throw new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          "the connection of a reader was lost, and the source has changed since the snapshot",
          "Start again, or stop writing to the source meanwhile.",
          null);
    }
    return begun.connections().get(0);
  }

  private record Taken(List<Connection> connections, Position position) {}

  private Taken agree(int count) throws SQLException {
    List<Connection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        connections.add(session.open());
      }
      if (anew) {
        return new Taken(connections, Position.UNKNOWN);
      }
      Position agreed = agreeByBinlog(connections);
      if (agreed == null) {
        agreed = agreeUnderLock(connections, "FLUSH TABLES WITH READ LOCK");
      }
      if (agreed == null && !tables.isEmpty()) {
        agreed = agreeUnderLock(connections, lockTables());
      }
      if (agreed == null) {
        while (connections.size() > 1) {
          quietly(connections.remove(connections.size() - 1));
        }
        execute(connections.get(0), BEGIN);
        agreed = count > 1 ? Position.UNKNOWN.withCaveat(ONE_READER, true) : Position.UNKNOWN;
      }
      for (Connection connection : connections) {
        execute(connection, "SAVEPOINT decant");
      }
      return new Taken(connections, agreed);
    } catch (SQLException | RuntimeException failure) {
      connections.forEach(MySqlSnapshot::quietly);
      throw failure;
    }
  }

  /** Lock-free; null where the server does not know, or is written too fast. */
  private @Nullable Position agreeByBinlog(List<Connection> connections) throws SQLException {
    for (int attempt = 0; traits.binlogSnapshot() && attempt < TRIES; attempt++) {
      List<Position> seen = new ArrayList<>();
      for (Connection connection : connections) {
        execute(connection, BEGIN);
      }
      for (Connection connection : connections) {
        seen.add(binlogSnapshot(connection));
      }
      if (!seen.get(0).token().isEmpty() && seen.stream().distinct().count() == 1) {
        return seen.get(0);
      }
      for (Connection connection : connections) {
        execute(connection, "ROLLBACK");
      }
      if (seen.get(0).token().isEmpty()) {
        return null;
      }
    }
    return null;
  }

  /** Null where the lock is not granted: no privilege, or a long query that will not end. */
  private @Nullable Position agreeUnderLock(List<Connection> connections, String lock)
      throws SQLException {
    try (Connection holder = session.open()) {
      try {
        execute(holder, "SET SESSION lock_wait_timeout = 5");
        execute(holder, lock);
      } catch (SQLException refused) {
        // A server that is gone has refused nothing: to go on with one reader would be a guess.
        if (!holder.isValid(ANSWER_SECONDS)) {
          throw refused;
        }
        return null;
      }
      for (Connection connection : connections) {
        execute(connection, BEGIN);
      }
      Position here = position(holder);
      execute(holder, "UNLOCK TABLES");
      return here;
    }
  }

  private String lockTables() {
    return "LOCK TABLES "
        + String.join(", ", tables.stream().map(table -> dialect.table(table) + " READ").toList());
  }

  private static Position binlogSnapshot(Connection connection) throws SQLException {
    StringBuilder place = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'binlog_snapshot_%'")) {
      while (row.next()) {
        place.append(':').append(row.getString(2));
      }
    }
    return place.length() > 2
        ? new Position(firstOf(connection, "SELECT @@server_uid") + place)
        : Position.UNKNOWN;
  }

  /**
   * Where the writers stand while they are held off; unknown without a binary log or the privilege.
   */
  private Position position(Connection holder) throws SQLException {
    if (traits.mariaDb()) {
      String place = firstOf(holder, "SELECT @@gtid_binlog_pos");
      return place.isEmpty()
          ? Position.UNKNOWN
          : new Position(firstOf(holder, "SELECT @@server_uid") + ":" + place);
    }
    String server = firstOf(holder, "SELECT @@server_uuid");
    String executed = firstOf(holder, "SELECT @@global.gtid_executed");
    for (String query : List.of("SHOW BINARY LOG STATUS", "SHOW MASTER STATUS")) {
      if (executed.isEmpty()) {
        executed = firstOf(holder, query);
      }
    }
    return executed.isEmpty() ? Position.UNKNOWN : new Position(server + ":" + executed);
  }

  /** The first row's columns; empty where the server does not answer. */
  private static String firstOf(Connection connection, String query) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      StringBuilder text = new StringBuilder();
      int columns = Math.min(2, row.getMetaData().getColumnCount());
      if (row.next()) {
        for (int i = 1; i <= columns; i++) {
          text.append(i == 1 ? "" : ":").append(row.getString(i));
        }
      }
      return text.toString().replace("\n", "");
    } catch (SQLException unknown) {
      return "";
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends a connection without a word to the server, which may be gone or busy. */
  private static void quietly(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException gone) {
      // It was to be ended, and it has.
    }
  }
}

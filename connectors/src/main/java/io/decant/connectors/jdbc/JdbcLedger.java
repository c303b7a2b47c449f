package io.decant.connectors.jdbc;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The ledger in the target's own tables. The island gives the statements that make them, each
 * harmless when they are there, for the tables {@code run}, {@code split}, {@code entry}, {@code
 * step} and {@code origin}; see {@code ledger.sql} of any island for their columns.
 *
 * <p>Writers call {@link #claim} and {@link #complete} inside their own transaction: that is what
 * makes "the rows are there" and "the ledger says so" one fact.
 */
public final class JdbcLedger implements Ledger {
  /** The ledger of a database that is only read. */
  public static JdbcLedger reading(
      ConnectionPool pool, Dialect dialect, Endpoint endpoint, String prefix) {
    return new JdbcLedger(pool, dialect, endpoint, new Tables(prefix, "", "", List.of()));
  }

  /** How the island's ledger tables are named and locked. */
  public record Tables(String prefix, String shareLock, String wholeLock, List<String> create) {
    /**
     * @param prefix what stands before {@code run}, {@code split}, {@code entry} and {@code step},
     *     ready for SQL
     * @param shareLock appended to a SELECT to hold the row against update until the transaction
     *     ends; empty where a transaction locks the whole database
     * @param wholeLock keeps everybody else off the runs until the transaction ends; empty where
     *     none is needed or can be had
     */
    public Tables {
      create = List.copyOf(create);
    }
  }

  private final ConnectionPool pool;
  private final Dialect dialect;
  private final Endpoint endpoint;
  private final Tables tables;
  private final PrefixedSql sql;
  private volatile boolean created;

  public JdbcLedger(ConnectionPool pool, Dialect dialect, Endpoint endpoint, Tables tables) {
    this.pool = pool;
    this.dialect = dialect;
    this.endpoint = endpoint;
    this.tables = tables;
    this.sql = new PrefixedSql(tables.prefix());
  }

  @Override
  public List<RunRecord> runs() {
    return inTransaction(
        connection ->
            exists(connection, "SELECT run_id FROM %run WHERE run_id = ''")
                ? sql.query(
                    connection,
                    "SELECT run_id, epoch, plan_digest, source, snapshot, salt, state FROM %run"
                        + " ORDER BY started, run_id",
                    row ->
                        new RunRecord(
                            row.getString(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(6),
                            row.getString(7)))
                : List.of());
  }

  @Override
  public Lease begin(RunRecord run) {
    create();
    return inTransaction(
        connection -> {
          if (epoch(connection, run.run()) >= 0) {
            throw new UserError(
                "run " + run.run(), "exists already in " + endpoint, "Choose another --run id.");
          }
          sql.update(
              connection,
              "INSERT INTO %run (run_id, epoch, plan_digest, source, snapshot, salt, state, started)"
                  + " VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
              run.run(),
              run.planDigest(),
              run.source(),
              run.position(),
              run.salt(),
              run.state(),
              System.currentTimeMillis());
          return new Lease(run.run(), 1);
        });
  }

  @Override
  public Lease takeOver(String run, String position) {
    return inTransaction(
        connection -> {
          int known =
              sql.update(
                  connection,
                  "UPDATE %run SET epoch = epoch + 1, snapshot = ?, state = 'running' WHERE run_id = ?",
                  position,
                  run);
          if (known == 0) {
            throw new UserError("run " + run, "is not in the ledger of " + endpoint, "");
          }
          return new Lease(run, epoch(connection, run));
        });
  }

  @Override
  public void plan(Lease lease, TableName target, List<Split> splits) {
    inTransaction(
        connection -> {
          requireLease(connection, lease);
          sql.insertAll(
              connection,
              "INSERT INTO %split (run_id, table_schema, table_name, part, parts, source_schema,"
                  + " source_name, bounds) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              splits,
              split ->
                  new Object[] {
                    lease.run(),
                    target.schema(),
                    target.name(),
                    split.part(),
                    split.parts(),
                    split.table().schema(),
                    split.table().name(),
                    split.bounds()
                  });
          return splits;
        });
  }

  @Override
  public List<Split> splits(String run, TableName target) {
    return inTransaction(
        connection ->
            sql.query(
                connection,
                "SELECT part, parts, source_schema, source_name, bounds FROM %split"
                    + " WHERE run_id = ? AND table_schema = ? AND table_name = ? ORDER BY part",
                row ->
                    new Split(
                        new TableName(row.getString(3), row.getString(4)),
                        row.getInt(1),
                        row.getInt(2),
                        row.getString(5)),
                run,
                target.schema(),
                target.name()));
  }

  @Override
  public List<LedgerEntry> entries(String run) {
    return inTransaction(
        connection ->
            sql.query(
                connection,
                "SELECT table_schema, table_name, part, row_count, rejected, byte_count, digest,"
                    + " detail FROM %entry WHERE run_id = ? AND row_count >= 0",
                row ->
                    new LedgerEntry(
                        new TableName(row.getString(1), row.getString(2)),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getString(8)),
                run));
  }

  @Override
  public List<String> steps(String run) {
    return inTransaction(
        connection ->
            sql.query(
                connection,
                "SELECT statement FROM %step WHERE run_id = ?",
                row -> row.getString(1),
                run));
  }

  @Override
  public void step(Lease lease, SchemaStep step) {
    inTransaction(
        connection -> {
          requireLease(connection, lease);
          return sql.update(
              connection,
              "INSERT INTO %step (run_id, statement) VALUES (?, ?)",
              lease.run(),
              step.statement());
        });
  }

  @Override
  public void forget(Lease lease, TableName target) {
    inTransaction(
        connection -> {
          requireLease(connection, lease);
          for (String table : List.of("%entry", "%split")) {
            sql.update(
                connection,
                "DELETE FROM "
                    + table
                    + " WHERE run_id = ? AND table_schema = ? AND table_name = ?",
                lease.run(),
                target.schema(),
                target.name());
          }
          return lease;
        });
  }

  @Override
  public void remember(Lease lease, Map<TableName, String> origins) {
    inTransaction(
        connection -> {
          requireLease(connection, lease);
          for (Map.Entry<TableName, String> origin : origins.entrySet()) {
            TableName name = origin.getKey();
            sql.update(
                connection,
                "DELETE FROM %origin WHERE table_schema = ? AND table_name = ?",
                name.schema(),
                name.name());
            sql.update(
                connection,
                "INSERT INTO %origin (table_schema, table_name, run_id, description)"
                    + " VALUES (?, ?, ?, ?)",
                name.schema(),
                name.name(),
                lease.run(),
                origin.getValue());
          }
          return lease;
        });
  }

  /** What {@link #remember} was told, for the source that reads the same database. */
  public Map<TableName, String> origins() {
    return inTransaction(
        connection -> {
          Map<TableName, String> origins = new HashMap<>();
          if (exists(connection, "SELECT run_id FROM %origin WHERE run_id = ''")) {
            sql.query(
                connection,
                "SELECT table_schema, table_name, description FROM %origin",
                row ->
                    origins.put(
                        new TableName(row.getString(1), row.getString(2)), row.getString(3)));
          }
          return origins;
        });
  }

  @Override
  public void state(Lease lease, String state) {
    inTransaction(
        connection -> {
          requireLease(connection, lease);
          return sql.update(
              connection, "UPDATE %run SET state = ? WHERE run_id = ?", state, lease.run());
        });
  }

  @Override
  public void erase(String run) {
    pool.lend(
        "ledger of " + endpoint,
        connection -> {
          boolean there = exists(connection, "SELECT run_id FROM %run WHERE run_id = ''");
          connection.setAutoCommit(false);
          created &= there && !new RunRemoval(sql, tables).erase(connection, run);
          connection.commit();
          return run;
        });
  }

  /**
   * Claims a split inside the writer's transaction: makes sure that the lease is still ours, and
   * keeps it so until the transaction ends; then writes an unfinished entry, on which a rival waits
   * or fails.
   *
   * @throws EndpointFailure the run was taken over
   * @throws SQLException also when the split is in the ledger already
   */
  public void claim(Connection connection, Lease lease, TableName target, int part)
      throws SQLException {
    requireLease(connection, lease);
    sql.update(
        connection,
        "INSERT INTO %entry (run_id, table_schema, table_name, part, epoch, row_count, rejected, byte_count, digest,"
            + " detail) VALUES (?, ?, ?, ?, ?, -1, 0, 0, '', '')",
        lease.run(),
        target.schema(),
        target.name(),
        part,
        lease.epoch());
  }

  /**
   * Finishes the entry that {@link #claim} began, inside the same transaction; the caller commits.
   */
  public void complete(Connection connection, Lease lease, LedgerEntry entry) throws SQLException {
    int updated =
        sql.update(
            connection,
            "UPDATE %entry SET row_count = ?, rejected = ?, byte_count = ?, digest = ?, detail = ?"
                + " WHERE run_id = ? AND table_schema = ? AND table_name = ? AND part = ? AND epoch = ?",
            entry.rows(),
            entry.rejected(),
            entry.bytes(),
            entry.digest(),
            entry.detail(),
            lease.run(),
            entry.table().schema(),
            entry.table().name(),
            entry.part(),
            lease.epoch());
    if (updated != 1) {
      throw new SQLException(
          "the claim of " + entry.table() + " part " + entry.part() + " is gone");
    }
  }

  private void create() {
    if (created) {
      return;
    }
    inTransaction(
        connection -> {
          for (String statement : tables.create()) {
            sql.update(connection, statement);
          }
          return true;
        });
    created = true;
  }

  /**
   * Asks by reading: the catalog's own questions differ from engine to engine. A server that cannot
   * answer now has not said that there is no ledger.
   */
  private boolean exists(Connection connection, String probe) throws SQLException {
    if (!created) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(true);
      try {
        sql.query(connection, probe, row -> true);
      } catch (SQLException refused) {
        if (dialect.classify(refused, endpoint.role(), "ledger of " + endpoint)
            instanceof Transient lost) {
          throw lost;
        }
        return false;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    }
    return true;
  }

  private void requireLease(Connection connection, Lease lease) throws SQLException {
    long epoch = epoch(connection, lease.run());
    if (epoch != lease.epoch()) {
      throw new EndpointFailure(
          endpoint.role(),
          "run " + lease.run(),
          epoch < 0
              ? "is not in the ledger of " + endpoint + " any more"
              : "was taken over by another process (epoch "
                  + epoch
                  + ", ours is "
                  + lease.epoch()
                  + ")",
          "Let the other process finish, or stop it and use --resume.",
          null);
    }
  }

  /** The run's epoch, held until the transaction ends; -1 when there is no such run. */
  private long epoch(Connection connection, String run) throws SQLException {
    List<Long> epochs =
        sql.query(
            connection,
            "SELECT epoch FROM %run WHERE run_id = ? " + tables.shareLock(),
            row -> row.getLong(1),
            run);
    return epochs.isEmpty() ? -1 : epochs.get(0);
  }

  private <T> T inTransaction(ConnectionPool.Work<T> work) {
    return pool.lend(
        "ledger of " + endpoint,
        connection -> {
          connection.setAutoCommit(false);
          T result = work.run(connection);
          connection.commit();
          return result;
        });
  }
}

package io.decant.connectors.sqlite;

import static io.decant.connectors.sqlite.SqliteCatalog.folded;
import static java.util.stream.Collectors.toSet;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.jdbc.SqlFile;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a database file. SQLite lets one transaction write at a time, so whoever writes takes its
 * turn here, in the order of asking: SQLite's own waiting is polling, and not fair.
 *
 * <p>The file keeps its journal, so a kill at any moment leaves whole transactions. The rollback
 * journal, which a new file has, writes every page once and the write-ahead log three times
 * (measured: 3 million rows of 180 bytes in 2.7 instead of 3.6 seconds); the price is that whoever
 * reads meanwhile may have to wait for the end of a part.
 */
final class SqliteSink implements Sink, SqliteWriter.Desk {
  private static final int CONNECTIONS = 4;
  private static final int SAMPLES = 3;

  private final SqliteFile file;
  private final SqliteSchema schema = new SqliteSchema();
  private final Semaphore turn = new Semaphore(1, true);
  private @Nullable ConnectionPool pool;
  private @Nullable JdbcLedger rows;
  private Optional<ImageFile> images = Optional.empty();

  SqliteSink(SqliteFile file) {
    this.file = file;
    file.requireFolder();
    if (file.exists()) {
      try {
        file.openToRead().close();
      } catch (SQLException failure) {
        throw file.classify(failure);
      }
    }
  }

  @Override
  public TargetSchema schema() {
    return schema;
  }

  @Override
  public List<Finding> findings(List<Table> tables, List<SchemaStep> steps) {
    return SqliteFindings.ofTarget(file, tables);
  }

  @Override
  public void run(SchemaStep step) {
    String where = "table " + step.table();
    if (step.stage() == SchemaStep.Stage.FOREIGN_KEY) {
      inTurn(where, connection -> requireNoOrphans(connection, step));
    } else if (step.stage() == SchemaStep.Stage.VIEW) {
      inTurn("view " + step.table(), connection -> view(connection, step));
    } else {
      inTurn(where, connection -> execute(connection, step.statement()));
    }
  }

  /** SQLite takes any view: whether it works shows when it is read. */
  private static void view(Connection connection, SchemaStep step) throws SQLException {
    String name = SqliteDialect.INSTANCE.table(step.table());
    execute(connection, step.statement());
    try {
      execute(connection, "SELECT 1 FROM " + name + " LIMIT 0");
    } catch (SQLException broken) {
      execute(connection, "DROP VIEW " + name);
      throw broken;
    }
  }

  private void requireNoOrphans(Connection connection, SchemaStep step) throws SQLException {
    List<String> orphans =
        Queries.run(
            connection,
            step.statement(),
            row -> {
              String rowid = row.getString(2);
              return (rowid == null ? "a row" : "row " + rowid) + " to table " + row.getString(3);
            });
    if (!orphans.isEmpty()) {
      throw new EndpointFailure(
          file.endpoint().role(),
          "table " + step.table(),
          "%d references lead nowhere, such as %s"
              .formatted(
                  orphans.size(),
                  String.join(", ", orphans.subList(0, Math.min(SAMPLES, orphans.size())))),
          "The rows are there; mend them, or leave the foreign key out.",
          null);
    }
  }

  @Override
  public void drop(List<TableName> names) {
    Set<String> going = names.stream().map(name -> folded(name.name())).collect(toSet());
    names.forEach(name -> drop(name, going));
  }

  private void drop(TableName name, Set<String> going) {
    String where = "table " + name;
    inTurn(
        where,
        connection -> {
          Set<String> referring = References.outside(connection, name, going).keySet();
          if (!referring.isEmpty()) {
            throw refusal(
                where,
                "cannot be dropped: foreign keys of %s refer to it"
                    .formatted(String.join(", ", referring)),
                "Drop those tables first.");
          }
          execute(connection, "DROP TABLE IF EXISTS " + SqliteDialect.INSTANCE.table(name));
        });
  }

  @Override
  public void dropView(TableName name) {
    String sql = "DROP VIEW IF EXISTS " + SqliteDialect.INSTANCE.table(name);
    inTurn("view " + name, connection -> execute(connection, sql));
  }

  @Override
  public void empty(List<TableName> names) {
    Set<String> going = names.stream().map(name -> folded(name.name())).collect(toSet());
    names.forEach(name -> empty(name, going));
  }

  /** Foreign keys are off where we write, so nobody else looks after the rows that refer. */
  private void empty(TableName name, Set<String> going) {
    String where = "table " + name;
    inTurn(
        where,
        connection -> {
          for (var referring : References.outside(connection, name, going).entrySet()) {
            if (!Queries.run(connection, referring.getValue(), row -> true).isEmpty()) {
              throw refusal(
                  where,
                  "cannot be emptied: rows of %s refer to it".formatted(referring.getKey()),
                  "Empty that table first, or take it into the run.");
            }
          }
          execute(connection, "DELETE FROM " + SqliteDialect.INSTANCE.table(name));
        });
  }

  private EndpointFailure refusal(String where, String message, String hint) {
    return new EndpointFailure(file.endpoint().role(), where, message, hint, null);
  }

  @Override
  public Ledger ledger() {
    return new SqliteLedger(this);
  }

  @Override
  public BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode) {
    return new SqliteWriter(this, rows(), accepted, split, lease, mode);
  }

  // ---- the desk of the writers

  @Override
  public Connection borrow() {
    turn.acquireUninterruptibly();
    try {
      return pool().borrow();
    } catch (RuntimeException failure) {
      turn.release();
      throw failure;
    }
  }

  @Override
  public void giveBack(Connection connection, boolean healthy) {
    try {
      if (healthy) {
        pool().giveBack(connection);
      } else {
        pool().discard(connection);
      }
    } finally {
      turn.release();
    }
  }

  /** Without a folder for temporary files there is none. */
  @Override
  public synchronized Optional<ImageFile> images() {
    if (images.isEmpty()) {
      try {
        images = Optional.of(new ImageFile());
      } catch (IOException failure) {
        // Rows then go value by value: slower, and right.
      }
    }
    return images;
  }

  @Override
  public DecantException classify(SQLException failure, String where) {
    return file.classify(failure, where);
  }

  // ---- turns

  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private void inTurn(String where, Work work) {
    Connection connection = borrow();
    boolean healthy = false;
    try {
      work.run(connection);
      healthy = true;
    } catch (SQLException failure) {
      throw classify(failure, where);
    } finally {
      giveBack(connection, healthy);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Changes the ledger when it is our turn to write. */
  <T> T inTurn(Function<JdbcLedger, T> change) {
    JdbcLedger ledger = rows();
    turn.acquireUninterruptibly();
    try {
      return change.apply(ledger);
    } finally {
      turn.release();
    }
  }

  boolean isMissing() {
    return !file.exists();
  }

  synchronized JdbcLedger rows() {
    if (rows == null) {
      JdbcLedger.Tables tables =
          new JdbcLedger.Tables(
              "_decant_",
              "",
              "",
              List.copyOf(SqlFile.load(SqliteSink.class, "ledger.sql").values()));
      rows = new JdbcLedger(pool(), SqliteDialect.INSTANCE, file.endpoint(), tables);
    }
    return rows;
  }

  private synchronized ConnectionPool pool() {
    if (pool == null) {
      file.requireFolder();
      pool =
          new ConnectionPool(
              file.endpoint(), SqliteDialect.INSTANCE, CONNECTIONS, file::openToWrite);
    }
    return pool;
  }

  @Override
  public synchronized void close() {
    if (pool == null) {
      return;
    }
    pool.close();
    pool = null;
    images.ifPresent(ImageFile::close);
    images = Optional.empty();
  }
}

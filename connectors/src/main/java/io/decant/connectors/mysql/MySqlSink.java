package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.jdbc.SqlFile;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes a MySQL or MariaDB database. */
final class MySqlSink implements Sink {
  static final String LEDGER_PREFIX = "_decant_";
  private static final int ORPHANS = 1452;

  private final Endpoint endpoint;
  private final MySqlDialect dialect;
  private final ConnectionPool pool;
  private final ServerTraits traits;
  private final MySqlSchema schema;
  private final JdbcLedger ledger;
  private final Clearing clearing;
  private final Object alone = new Object();

  /** By the statements that make the foreign keys. */
  private final Map<String, ForeignKeyProof> foreignKeys = new ConcurrentHashMap<>();

  MySqlSink(Endpoint endpoint, MySqlDialect dialect, ConnectionPool pool, ServerTraits traits) {
    this.endpoint = endpoint;
    this.dialect = dialect;
    this.pool = pool;
    this.traits = traits;
    this.schema = new MySqlSchema(dialect, traits);
    this.clearing = new Clearing(endpoint, dialect, pool, traits);
    this.ledger =
        new JdbcLedger(
            pool,
            dialect,
            endpoint,
            new JdbcLedger.Tables(
                LEDGER_PREFIX,
                "LOCK IN SHARE MODE",
                "",
                List.copyOf(SqlFile.load(MySqlSink.class, "ledger.sql").values())));
  }

  @Override
  public TargetSchema schema() {
    return schema;
  }

  @Override
  public List<SchemaStep> steps(Table accepted) {
    return schema.steps(accepted, foreignKeys::put);
  }

  @Override
  public List<Finding> findings(List<Table> tables, List<SchemaStep> steps) {
    return pool.lend(
            endpoint.toString(), connection -> MySqlFindings.ask(connection, endpoint, traits))
        .ofTarget(tables, steps);
  }

  @Override
  public void run(SchemaStep step) {
    pool.lend(
        step.table().toString(),
        connection -> {
          ForeignKeyProof proof = foreignKeys.get(step.statement());
          boolean proved = proof != null && proof.isGiven(connection);
          if (isAlone(step)) {
            synchronized (alone) {
              return send(step, connection, proved);
            }
          }
          return send(step, connection, proved);
        });
  }

  /**
   * What goes one after the other, since MariaDB 11.4 (11.4.5 measured, 10.11 not) lets two of them
   * wait for each other. Counters of tables whose foreign keys make a circle: busily and without
   * end. Foreign keys of a table and of one that it refers to already: as long as
   * innodb_lock_wait_timeout says; then one of them is refused.
   */
  private boolean isAlone(SchemaStep step) {
    return switch (step.stage()) {
      case COUNTER -> true;
      case FOREIGN_KEY -> traits.mariaDb();
      default -> false;
    };
  }

  private boolean send(SchemaStep step, Connection connection, boolean proved) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return proved
          ? ForeignKeyProof.unchecked(statement, step.statement())
          : statement.execute(step.statement());
    } catch (SQLException refused) {
      throw explained(refused, step, connection);
    }
  }

  /** A step has no rows to reject: what the server refuses here fails as a whole. */
  private RuntimeException explained(SQLException refused, SchemaStep step, Connection connection)
      throws SQLException {
    RuntimeException known = dialect.classify(refused, endpoint.role(), step.table().toString());
    if (!(known instanceof BadValue)) {
      return known;
    }
    String samples =
        refused.getErrorCode() == ORPHANS && foreignKeys.containsKey(step.statement())
            ? "; rows refer to nothing: "
                + String.join(" | ", foreignKeys.get(step.statement()).orphans(connection))
            : "";
    return new EndpointFailure(
        endpoint.role(), step.table().toString(), refused.getMessage() + samples, "", refused);
  }

  @Override
  public void drop(List<TableName> names) {
    clearing.drop(names);
  }

  @Override
  public void dropView(TableName name) {
    execute(name, "DROP VIEW IF EXISTS " + dialect.table(name));
  }

  @Override
  public void empty(List<TableName> names) {
    clearing.empty(names);
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode) {
    Connection connection = pool.borrow();
    boolean claimed = false;
    try {
      connection.setAutoCommit(false);
      ledger.claim(connection, lease, accepted.name(), split.part());
      claimed = true;
      return new MySqlWriter(
          pool, dialect, traits, ledger, lease, endpoint.role(), accepted, mode, connection);
    } catch (SQLException failure) {
      if (failure.getErrorCode() == MySqlDialect.DUPLICATE_KEY) {
        throw new EndpointFailure(
            endpoint.role(),
            accepted.name() + " part " + split.part(),
            "is in the ledger already",
            "",
            failure);
      }
      throw dialect.classify(failure, endpoint.role(), accepted.name().toString());
    } finally {
      if (!claimed) {
        pool.discard(connection);
      }
    }
  }

  @Override
  public void rest() {
    pool.rest();
  }

  @Override
  public void close() {
    pool.close();
  }

  private void execute(TableName name, String sql) {
    pool.lend(
        name.toString(),
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}

package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.jdbc.SqlFile;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.AcceptedView;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.PlacedTable;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.TargetSchema;
import io.decant.connectors.spi.WantedView;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a PostgreSQL database. */
final class PostgresSink implements Sink {
  private static final String LEDGER = "_decant";

  static final String NOT_VALID = " NOT VALID";

  private static final int CONNECTIONS = 64;
  private static final String DUPLICATE_OBJECT = "42710";

  private final Endpoint endpoint;
  private final ConnectionPool pool;
  private final JdbcLedger ledger;
  private final PostgresDialect dialect = PostgresDialect.INSTANCE;
  private final PostgresSchema schema = new PostgresSchema();
  private final PatientSteps steps = new PatientSteps();
  private final ScratchSchemas placed;

  PostgresSink(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.placed = ScratchSchemas.of(endpoint);
    this.pool = PostgresSession.writing(endpoint).pool(CONNECTIONS);
    this.ledger = new JdbcLedger(pool, dialect, endpoint, ledgerTables(placed.schema(LEDGER)));
  }

  private static JdbcLedger.Tables ledgerTables(String schema) {
    List<String> create =
        SqlFile.load(PostgresSink.class, "ledger.sql").values().stream()
            .map(statement -> statement.replace(LEDGER, schema))
            .toList();
    String wholeLock = "LOCK TABLE " + schema + ".run IN ACCESS EXCLUSIVE MODE";
    return new JdbcLedger.Tables(schema + ".", "FOR SHARE", wholeLock, create);
  }

  /** What the tables of a database's ledger begin with. */
  static String ledgerPrefix(Endpoint endpoint) {
    return ScratchSchemas.of(endpoint).schema(LEDGER) + ".";
  }

  @Override
  public TargetSchema schema() {
    return schema;
  }

  @Override
  public Acceptance accept(Table table) {
    return schema.accept(placed.of(table));
  }

  @Override
  public List<AcceptedView> accept(List<WantedView> views, List<PlacedTable> tables) {
    return schema.accept(placed.of(views), tables);
  }

  @Override
  public List<Finding> findings(List<Table> tables, List<SchemaStep> steps) {
    List<String> schemas =
        steps.stream()
            .filter(step -> step.stage() == SchemaStep.Stage.TABLE)
            .map(step -> PostgresDialect.schema(step.table()))
            .distinct()
            .toList();
    return pool.lend(
            endpoint.toString(), connection -> PostgresFindings.ask(connection, endpoint, schemas))
        .ofTarget(tables);
  }

  @Override
  public void run(SchemaStep step) {
    pool.lend(
        step.table().toString(),
        connection -> {
          try {
            build(connection, step);
          } catch (SQLException failure) {
            if (!isThere(connection, step, failure)) {
              throw refused(connection, step, failure);
            }
          }
          return step;
        });
  }

  /**
   * Indexes are built with the memory that the server has for them. The join that checks a foreign
   * key takes as much, and is slower the more it gets, because its table no longer fits into the
   * processor's caches (measured: 5 million references to a million rows, 1.9 s of CPU with 8 MB,
   * 3.3 s with 64 MB, 4.0 s with 256 MB).
   */
  private void build(Connection connection, SchemaStep step) throws SQLException {
    boolean joins = step.stage() == SchemaStep.Stage.FOREIGN_KEY;
    if (joins) {
      execute(connection, "SET maintenance_work_mem = '8MB'");
    }
    steps.run(connection, step.statement());
    if (joins) {
      execute(connection, "RESET maintenance_work_mem");
    }
  }

  /** A type belongs to several tables, and stays when they are dropped. */
  private boolean isThere(Connection connection, SchemaStep step, SQLException failure)
      throws SQLException {
    if (step.stage() != SchemaStep.Stage.TYPE || !DUPLICATE_OBJECT.equals(failure.getSQLState())) {
      return false;
    }
    boolean[] same = new boolean[1];
    PostgresCatalog.query(
        connection,
        "enums",
        row -> {
          String name =
              dialect.quote(row.getString("schema")) + "." + dialect.quote(row.getString("name"));
          List<String> labels = PostgresCatalog.texts(row, "labels");
          same[0] |= PostgresDdl.createEnum(name, labels).equals(step.statement());
        });
    return same[0];
  }

  private DecantException refused(Connection connection, SchemaStep step, SQLException failure)
      throws SQLException {
    DecantException meaning = dialect.classify(failure, endpoint.role(), step.table().toString());
    if (!(meaning instanceof BadValue)) {
      return meaning;
    }
    String words = PostgresDialect.words(failure);
    if (PostgresDialect.FOREIGN_KEY_VIOLATION.equals(failure.getSQLState())) {
      words += (words.endsWith(".") ? " " : ". ") + Orphans.describe(connection, step);
    }
    return new EndpointFailure(
        endpoint.role(),
        step.table().toString(),
        words,
        "Mend the rows, then run: " + step.statement() + ";",
        failure);
  }

  @Override
  public void drop(List<TableName> names) {
    String tables =
        names.stream().map(placed::of).map(dialect::table).collect(Collectors.joining(", "));
    execute(names.get(0), "DROP TABLE IF EXISTS " + tables);
  }

  @Override
  public void dropView(TableName name) {
    execute(name, "DROP VIEW IF EXISTS " + dialect.table(name));
  }

  private void execute(TableName name, String sql) {
    pool.lend(
        name.toString(),
        connection -> {
          execute(connection, sql);
          return name;
        });
  }

  /**
   * All at once, because the server refuses a table that another refers to, even an empty one.
   * Tables that inherit keep their rows; those of a partitioned table are its own.
   */
  @Override
  public void empty(List<TableName> names) {
    if (names.isEmpty()) {
      return;
    }
    pool.lend(
        names.get(0).toString(),
        connection -> {
          List<String> tables = new ArrayList<>();
          for (TableName name : names) {
            boolean[] partitioned = new boolean[1];
            PostgresCatalog.query(
                connection,
                "extent",
                row -> partitioned[0] = row.getBoolean("partitioned"),
                PostgresDialect.schema(name),
                name.name());
            tables.add((partitioned[0] ? "" : "ONLY ") + dialect.table(name));
          }
          execute(connection, "TRUNCATE TABLE " + String.join(", ", tables));
          return names;
        });
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public BatchWriter write(Table accepted, Split split, Lease lease, WriteMode mode) {
    Connection connection = pool.borrow();
    try {
      connection.setAutoCommit(false);
      // A crash may undo this commit, but then it undoes rows and ledger together; the commit that
      // ends the run waits for the disk and brings everything before it along.
      execute(connection, "SET LOCAL synchronous_commit = off");
      ledger.claim(connection, lease, accepted.name(), split.part());
      return new CopyWriter(connection, pool, endpoint, ledger, lease, accepted, mode);
    } catch (SQLException failure) {
      pool.discard(connection);
      throw claimFailed(failure, split);
    } catch (RuntimeException failure) {
      pool.discard(connection);
      throw failure;
    }
  }

  private DecantException claimFailed(SQLException failure, Split split) {
    DecantException meaning = dialect.classify(failure, endpoint.role(), split.toString());
    return meaning instanceof BadValue
        ? new EndpointFailure(
            endpoint.role(), split.toString(), "is in the ledger already", "", failure)
        : meaning;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
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
}

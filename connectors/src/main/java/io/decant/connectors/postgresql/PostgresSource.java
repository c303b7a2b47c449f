package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.jdbc.LargestGroup;
import io.decant.connectors.postgresql.PostgresCatalog.RowReader;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.RowGroup;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.sql.DescribedViews;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a PostgreSQL database. */
final class PostgresSource implements Source {
  /** More than any sensible number of readers; none is opened before it is wanted. */
  private static final int CONNECTIONS = 64;

  /** From here on the server reads a range of blocks without looking at the others. */
  private static final int RANGE_SCANS = 140_000;

  private static final int OLDEST = 120_000;

  private final Endpoint endpoint;
  private final ConnectionPool pool;
  private final PostgresDialect dialect = PostgresDialect.INSTANCE;
  private int version;
  private boolean unchecked;
  private Optional<Snapshot> snapshot = Optional.empty();

  /** A transaction that does nothing but keep its snapshot alive for the readers. */
  private record Snapshot(Connection holder, String id) {}

  PostgresSource(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.pool = PostgresSession.reading(endpoint).pool(CONNECTIONS);
    try {
      ask(
          "product",
          row -> {
            version = row.getInt("version_number");
            unchecked = row.getString("encoding").equals("SQL_ASCII");
          });
      if (version < OLDEST) {
        throw new EndpointFailure(
            endpoint.role(), endpoint.toString(), "PostgreSQL is older than 12", "", null);
      }
    } catch (RuntimeException failure) {
      pool.close();
      throw failure;
    }
  }

  @Override
  public Catalog catalog() {
    return pool.lend(endpoint.toString(), PostgresCatalog::list);
  }

  @Override
  public Catalog tables() {
    return pool.lend(endpoint.toString(), PostgresCatalog::listTables);
  }

  @Override
  public Map<TableName, String> origins() {
    return JdbcLedger.reading(
            pool, PostgresDialect.INSTANCE, endpoint, PostgresSink.ledgerPrefix(endpoint))
        .origins();
  }

  @Override
  public List<Table> describe(List<TableName> names) {
    return pool.lend(
        endpoint.toString(), connection -> new TableReader(connection, endpoint).describe(names));
  }

  @Override
  public List<Remark> remarks(Table table) {
    return UnspokenFacts.of(table);
  }

  @Override
  public Optional<String> having(Table table, List<String> columns, Collection<List<String>> keys) {
    return PostgresKeys.KEYS.condition(table, columns, keys);
  }

  @Override
  public List<Finding> findings(List<Table> tables) {
    return pool.lend(
            endpoint.toString(),
            connection -> PostgresFindings.ask(connection, endpoint, List.of()))
        .ofSource();
  }

  @Override
  public OptionalLong writes() {
    List<Long> counted = new ArrayList<>();
    ask("writes", row -> counted.add(row.getLong("writes")));
    return OptionalLong.of(counted.get(0));
  }

  @Override
  public List<View> views(List<Table> tables) {
    List<View> views =
        pool.lend(
            endpoint.toString(),
            connection -> {
              List<View> found = new ArrayList<>();
              PostgresCatalog.query(connection, "views", row -> found.add(view(row)));
              return found;
            });
    return DescribedViews.of(
        PostgresGrammar.INSTANCE, views, tables, column -> ValueType.of(column.type()));
  }

  private static View view(ResultSet row) throws SQLException {
    return new View(
        new TableName(row.getString("schema"), row.getString("name")),
        PostgresCatalog.texts(row, "columns"),
        Expression.of(PostgresTypes.ENGINE, query(row.getString("definition"))),
        PostgresCatalog.texts(row, "needs"));
  }

  /** The server ends it with a semicolon. */
  private static String query(String definition) {
    String query = definition.strip();
    return query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
  }

  @Override
  public Optional<RowGroup> largestGroup(
      Table table, String filter, List<String> columns, long rowBytes) {
    return pool.lend(
        table.name().toString(),
        connection ->
            LargestGroup.of(
                connection,
                dialect,
                table,
                filter,
                columns,
                rowBytes,
                (column, type) ->
                    type.kind() == LogicalType.Kind.BYTES
                        ? "octet_length(" + column + ")"
                        : "octet_length(" + column + "::text)"));
  }

  @Override
  public synchronized Position snapshot(int readers) {
    release();
    Connection holder = pool.borrow();
    try {
      holder.setAutoCommit(false);
      execute(holder, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      StringBuilder id = new StringBuilder();
      StringBuilder position = new StringBuilder();
      PostgresCatalog.queryText(
          holder, "SELECT pg_export_snapshot()", row -> id.append(row.getString(1)));
      PostgresCatalog.query(holder, "position", row -> position.append(row.getString(1)));
      snapshot = Optional.of(new Snapshot(holder, id.toString()));
      return new Position(position.toString());
    } catch (SQLException failure) {
      pool.discard(holder);
      throw dialect.classify(failure, endpoint.role(), endpoint.toString());
    }
  }

  @Override
  public List<Split> split(Table table, String filter, long targetBytes) {
    requireUnderstood(table, filter);
    TableName name = table.name();
    long[] extent = new long[2];
    boolean[] kind = new boolean[2];
    ask(
        "extent",
        row -> {
          extent[0] = row.getLong("blocks");
          extent[1] = row.getLong("bytes");
          kind[0] = row.getBoolean("partitioned");
          kind[1] = row.getBoolean("ordinary");
        },
        PostgresDialect.schema(name),
        name.name());
    boolean ranges = version >= RANGE_SCANS && (kind[0] || kind[1]);
    return Blocks.split(name, kind[0], ranges ? extent[0] : 0, extent[1], targetBytes, filter);
  }

  /** The server reads the condition twice, in different surroundings, so that it must be one. */
  @Override
  public void requireUnderstood(Table table, String filter) {
    if (filter.isBlank()) {
      return;
    }
    TableName name = table.name();
    Connection connection = pool.borrow();
    try {
      connection.setAutoCommit(false);
      execute(connection, "SET TRANSACTION READ ONLY");
      execute(connection, "SET LOCAL search_path TO DEFAULT");
      String from = " FROM " + dialect.table(name) + " ";
      execute(connection, "EXPLAIN SELECT CASE WHEN " + filter + "\n THEN 1 END" + from);
      execute(connection, "EXPLAIN SELECT 1" + from + "WHERE (" + filter + "\n)");
      connection.rollback();
      pool.giveBack(connection);
    } catch (SQLException failure) {
      pool.discard(connection);
      if (dialect.classify(failure, endpoint.role(), name.toString()) instanceof Transient lost) {
        throw lost;
      }
      throw new UserError(
          "filter of " + name,
          PostgresDialect.words(failure) + " in: " + filter,
          "Write it as it would stand after WHERE in PostgreSQL.");
    }
  }

  @Override
  public BatchReader read(Table table, Split split) {
    Connection connection = pool.borrow();
    String where = split.toString();
    try {
      Blocks blocks = Blocks.parse(split);
      connection.setAutoCommit(false);
      execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      Optional<Snapshot> shared = current();
      if (shared.isPresent()) {
        join(connection, shared.get());
      }
      if (!blocks.filter().isBlank()) {
        // The user's condition may use operators and functions of the user's own schemas.
        execute(connection, "SET LOCAL search_path TO DEFAULT");
      }
      return new CopyReader(connection, pool, endpoint, table, split, unchecked);
    } catch (SQLException failure) {
      pool.discard(connection);
      throw dialect.classify(failure, endpoint.role(), where);
    } catch (RuntimeException failure) {
      pool.discard(connection);
      throw failure;
    }
  }

  private synchronized Optional<Snapshot> current() {
    return snapshot;
  }

  private void join(Connection connection, Snapshot shared) throws SQLException {
    try {
      execute(connection, "SET TRANSACTION SNAPSHOT " + dialect.literal(shared.id()));
    } catch (SQLException failure) {
      if (dialect.classify(failure, endpoint.role(), "") instanceof Transient) {
        throw failure;
      }
      throw new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          "the snapshot that all readers share is gone: " + PostgresDialect.words(failure),
          "The server ended the session that held it. Use --resume to go on with a new one.",
          failure);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void ask(String query, RowReader reader, Object... parameters) {
    pool.lend(
        endpoint.toString(),
        connection -> {
          PostgresCatalog.query(connection, query, reader, parameters);
          return true;
        });
  }

  private void release() {
    snapshot.ifPresent(old -> pool.discard(old.holder()));
    snapshot = Optional.empty();
  }

  @Override
  public synchronized void close() {
    release();
    pool.close();
  }
}

package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.jdbc.LargestGroup;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.RowGroup;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.sql.DescribedTable;
import io.decant.connectors.sql.DescribedViews;
import io.decant.connectors.sql.ValueType;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a MySQL or MariaDB database. */
final class MySqlSource implements Source {
  private static final int PARSE_ERROR = 1064;
  private static final int UNKNOWN_COLUMN = 1054;

  private final Endpoint endpoint;
  private final MySqlSession session;
  private final MySqlDialect dialect;
  private final ConnectionPool pool;
  private final ServerTraits traits;
  private volatile MySqlSnapshot snapshot;
  private volatile List<Table> described = List.of();

  MySqlSource(
      Endpoint endpoint,
      MySqlSession session,
      MySqlDialect dialect,
      ConnectionPool pool,
      ServerTraits traits) {
    this.endpoint = endpoint;
    this.session = session;
    this.dialect = dialect;
    this.pool = pool;
    this.traits = traits;
    this.snapshot = newSnapshot();
  }

  @Override
  public Catalog catalog() {
    return pool.lend(
        "catalog of " + endpoint, connection -> new MySqlCatalog(connection, traits).catalog());
  }

  @Override
  public Map<TableName, String> origins() {
    return JdbcLedger.reading(pool, dialect, endpoint, MySqlSink.LEDGER_PREFIX).origins();
  }

  @Override
  public List<Table> describe(List<TableName> names) {
    MySqlDescription description =
        pool.lend("catalog of " + endpoint, connection -> new MySqlDescription(connection, traits));
    List<Table> tables = new ArrayList<>();
    for (TableName name : names) {
      Table declared =
          description
              .table(name)
              .orElseThrow(
                  () ->
                      new EndpointFailure(
                          endpoint.role(),
                          name.toString(),
                          "there is no table " + name + " in " + endpoint + " that we may see",
                          "Check its name, or GRANT SELECT on it.",
                          null));
      tables.add(
          pool.lend(
              traits.database() + "." + name,
              connection ->
                  DescribedTable.of(
                      new DataEvidence(connection, dialect).complete(declared),
                      MySqlGrammar.INSTANCE,
                      column -> ValueType.of(column.type()))));
    }
    described = List.copyOf(tables);
    return tables;
  }

  @Override
  public List<Remark> remarks(Table table) {
    return UnspokenFacts.of(table);
  }

  @Override
  public Optional<String> having(Table table, List<String> columns, Collection<List<String>> keys) {
    return MySqlKeys.of(dialect).condition(table, columns, keys);
  }

  @Override
  public List<Finding> findings(List<Table> tables) {
    return pool.lend(
            endpoint.toString(), connection -> MySqlFindings.ask(connection, endpoint, traits))
        .ofSource();
  }

  @Override
  public OptionalLong writes() {
    return OptionalLong.of(pool.lend(endpoint.toString(), WriteCount::of));
  }

  @Override
  public List<View> views(List<Table> tables) {
    List<View> views =
        pool.lend(
            "catalog of " + endpoint, connection -> new MySqlCatalog(connection, traits).views());
    return DescribedViews.of(
        MySqlGrammar.INSTANCE, views, tables, column -> ValueType.of(column.type()));
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
                (column, type) -> "OCTET_LENGTH(" + column + ")"));
  }

  @Override
  public synchronized Position snapshot(int readers) {
    MySqlSnapshot next = newSnapshot();
    try {
      Position position = unguarded(next.take(readers));
      MySqlSnapshot last = snapshot;
      snapshot = next;
      last.close();
      return position;
    } catch (SQLException failure) {
      next.close();
      throw dialect.classify(failure, endpoint.role(), endpoint.toString());
    }
  }

  /** Tables of engines without transactions have no moment. */
  private Position unguarded(Position position) {
    List<String> names =
        described.stream()
            .filter(table -> table.options().stream().anyMatch(UnspokenFacts::isUnguarded))
            .map(table -> table.name().toString())
            .toList();
    return names.isEmpty()
        ? position
        : position.withCaveat(
            "tables of a storage engine without transactions are read as they are at the time, not"
                + " in the snapshot: "
                + String.join(", ", names)
                + "; stop writing to them meanwhile, or make them InnoDB",
            false);
  }

  @Override
  public void requireUnderstood(Table table, String filter) {
    pool.lend(
        table.name().toString(),
        connection -> {
          verifyFilter(connection, table, filter);
          return true;
        });
  }

  @Override
  public List<Split> split(Table table, String filter, long targetBytes) {
    MySqlSnapshot view = snapshot;
    Connection connection = borrow(view);
    boolean healthy = false;
    try {
      verifyFilter(connection, table, filter);
      List<Split> splits = new MySqlSplits(connection, dialect).split(table, filter, targetBytes);
      healthy = true;
      return splits;
    } catch (SQLException failure) {
      throw dialect.classify(failure, endpoint.role(), table.name().toString());
    } catch (UserError refused) {
      healthy = true;
      throw refused;
    } finally {
      if (healthy) {
        view.giveBack(connection);
      } else {
        view.discard(connection);
      }
    }
  }

  @Override
  public BatchReader read(Table table, Split split) {
    return new MySqlReader(
        snapshot,
        dialect,
        endpoint.role(),
        table.withName(split.table()),
        MySqlSplits.condition(split.bounds(), dialect));
  }

  @Override
  public void close() {
    snapshot.close();
    pool.close();
  }

  private MySqlSnapshot newSnapshot() {
    List<TableName> tables = described.stream().map(Table::name).toList();
    return new MySqlSnapshot(session, traits, dialect, endpoint, tables);
  }

  private Connection borrow(MySqlSnapshot view) {
    try {
      return view.borrow();
    } catch (SQLException failure) {
      throw dialect.classify(failure, endpoint.role(), endpoint.toString());
    }
  }

  private void verifyFilter(Connection connection, Table table, String filter) throws SQLException {
    if (filter.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement
          .executeQuery(
              "SELECT 1 FROM " + dialect.table(table.name()) + " WHERE (" + filter + ") LIMIT 0")
          .close();
    } catch (SQLException refused) {
      DecantException known = dialect.classify(refused, endpoint.role(), table.name().toString());
      boolean inFilter =
          refused.getErrorCode() == PARSE_ERROR || refused.getErrorCode() == UNKNOWN_COLUMN;
      if (inFilter || refused.getSQLState() != null && refused.getSQLState().startsWith("42")) {
        throw new UserError(
            "filter of " + table.name(),
            String.valueOf(refused.getMessage()),
            "Write it as behind WHERE.");
      }
      throw known;
    }
  }
}

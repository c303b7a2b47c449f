package io.decant.connectors.postgresql;

import static io.decant.connectors.postgresql.PostgresCatalog.query;
import static io.decant.connectors.postgresql.PostgresCatalog.queryText;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes tables, with the same number of queries for one as for thousands. */
final class TableReader {
  private final Connection connection;
  private final Endpoint endpoint;
  private final Map<Long, TableDescription> tables = new LinkedHashMap<>();

  TableReader(Connection connection, Endpoint endpoint) {
    this.connection = connection;
    this.endpoint = endpoint;
  }

  List<Table> describe(List<TableName> names) throws SQLException {
    query(
        connection,
        "describe-tables",
        this::addTable,
        names.stream().map(PostgresDialect::schema).toArray(String[]::new),
        names.stream().map(TableName::name).toArray(String[]::new));
    if (tables.size() < names.size()) {
      throw missing(names);
    }
    Long[] oids = tables.keySet().toArray(Long[]::new);
    List<ColumnFacts> columns = new ArrayList<>();
    query(connection, "columns", row -> columns.add(ColumnFacts.of(row)), (Object) oids);
    Sequences sequences = Sequences.read(connection, columns);
    for (ColumnFacts facts : columns) {
      TableDescription table = table(facts.table());
      requireReadable(facts.readable(), table.name() + "." + facts.name(), table.name());
      table.addColumn(facts.column(table.name().schema(), sequences), facts.ownCollation());
    }
    query(connection, "keys", row -> table(row, "conrelid").addKey(row), (Object) oids);
    query(connection, "indexes", row -> table(row, "indrelid").addIndexPart(row), (Object) oids);
    query(
        connection,
        "foreign-keys",
        row -> table(row, "conrelid").addForeignKey(row),
        (Object) oids);
    query(
        connection,
        "checks",
        row -> table(row, "conrelid").addCheck(row.getString("name"), row.getString("expression")),
        (Object) oids);
    query(connection, "domain-checks", this::addDomainCheck, (Object) oids);
    for (TableDescription table : tables.values()) {
      measureKeys(table);
    }
    return tables.values().stream().map(TableDescription::table).toList();
  }

  private void addTable(ResultSet row) throws SQLException {
    TableDescription table = TableDescription.of(row);
    requireReadable(row.getBoolean("readable"), table.name().toString(), table.name());
    if (row.getBoolean("hidden")) {
      throw hidden(table.name());
    }
    tables.put(row.getLong("oid"), table);
  }

  /** A text may be a key here however long it is, which other databases do not allow. */
  private void measureKeys(TableDescription table) throws SQLException {
    List<String> columns = table.longKeyColumns();
    if (columns.isEmpty()) {
      return;
    }
    String lengths =
        columns.stream()
            .map(column -> "max(length(" + PostgresDialect.INSTANCE.quote(column) + "::text))")
            .collect(Collectors.joining(", "));
    queryText(
        connection,
        "SELECT " + lengths + " FROM " + PostgresDialect.INSTANCE.table(table.name()),
        row -> {
          Map<String, Integer> longest = new LinkedHashMap<>();
          for (int i = 0; i < columns.size(); i++) {
            longest.put(columns.get(i), row.getInt(i + 1));
          }
          table.longestTexts(longest);
        });
  }

  private void addDomainCheck(ResultSet row) throws SQLException {
    String column = row.getString("column");
    table(row, "attrelid").addCheck("", SqlWords.withValue(row.getString("expression"), column));
  }

  private TableDescription table(ResultSet row, String oid) throws SQLException {
    return table(row.getLong(oid));
  }

  private TableDescription table(long oid) {
    TableDescription table = tables.get(oid);
    if (table == null) {
      throw new IllegalStateException("the catalog answered for a table not asked for: " + oid);
    }
    return table;
  }

  private void requireReadable(boolean readable, String what, TableName table) {
    if (!readable) {
      String user = endpoint.user().isEmpty() ? "the connecting user" : endpoint.user();
      throw new EndpointFailure(
          endpoint.role(),
          what,
          "permission denied: " + user + " may not read " + what + " of " + endpoint,
          "GRANT USAGE ON SCHEMA "
              + PostgresDialect.INSTANCE.quote(table.schema())
              + " TO "
              + user
              + "; GRANT SELECT ON "
              + PostgresDialect.INSTANCE.table(table)
              + " TO "
              + user
              + ";",
          null);
    }
  }

  /** With fewer rows than there are, a copy would be a loss that nobody hears of. */
  private EndpointFailure hidden(TableName table) {
    String user = endpoint.user().isEmpty() ? "the connecting user" : endpoint.user();
    return new EndpointFailure(
        endpoint.role(),
        table.toString(),
        "row-level security of " + table + " may hide rows from " + user,
        "Read as a role with BYPASSRLS (ALTER ROLE "
            + user
            + " BYPASSRLS), or as the table's owner.",
        null);
  }

  private EndpointFailure missing(List<TableName> names) {
    List<TableName> found = tables.values().stream().map(TableDescription::name).toList();
    TableName missing =
        names.stream()
            .filter(
                name -> !found.contains(new TableName(PostgresDialect.schema(name), name.name())))
            .findFirst()
            .orElseThrow();
    return new EndpointFailure(
        endpoint.role(),
        missing.toString(),
        endpoint + " has no table " + missing,
        "Check its spelling, case included.",
        null);
  }
}

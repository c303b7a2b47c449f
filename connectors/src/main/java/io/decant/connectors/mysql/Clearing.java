package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drops and empties tables that may refer to each other, and to which others may refer: of those
 * nothing is lost.
 */
final class Clearing {
  private static final int REFERRED_TO = 1701;

  /** Rules under which the server keeps the rows that refer, by refusing. */
  private static final Set<String> REFUSING = Set.of("RESTRICT", "NO ACTION");

  private final Endpoint endpoint;
  private final MySqlDialect dialect;
  private final ConnectionPool pool;
  private final ServerTraits traits;

  Clearing(Endpoint endpoint, MySqlDialect dialect, ConnectionPool pool, ServerTraits traits) {
    this.endpoint = endpoint;
    this.dialect = dialect;
    this.pool = pool;
    this.traits = traits;
  }

  /** A foreign key, of whatever database, that leads to a table of ours. */
  private record Reference(boolean ours, String table, String key, String to, String rule) {}

  void drop(List<TableName> names) {
    if (names.size() > 1) {
      lend(names.get(0), connection -> separate(connection, names));
    }
    for (TableName name : names) {
      lend(name, connection -> execute(connection, "DROP TABLE IF EXISTS " + dialect.table(name)));
    }
  }

  /** A table that another refers to is not dropped, even where both are to go. */
  private void separate(Connection connection, List<TableName> names) throws SQLException {
    Set<String> going = identities(names);
    for (Reference reference : references(connection)) {
      if (going.contains(reference.to()) && isOneOf(going, reference)) {
        execute(
            connection,
            "ALTER TABLE "
                + dialect.quote(reference.table())
                + " DROP FOREIGN KEY "
                + dialect.quote(reference.key()));
      }
    }
  }

  void empty(List<TableName> names) {
    Set<String> going = identities(names);
    names.forEach(name -> lend(name, connection -> empty(connection, name, going)));
  }

  /**
   * The server truncates no table that another refers to, even an empty one. Where all that refer
   * to it are to be emptied as well, there is nothing to check; else it checks each row.
   */
  private void empty(Connection connection, TableName name, Set<String> going) throws SQLException {
    try {
      execute(connection, "TRUNCATE TABLE " + dialect.table(name));
    } catch (SQLException refused) {
      if (refused.getErrorCode() != REFERRED_TO) {
        throw refused;
      }
      List<Reference> outside = outside(connection, name, going);
      if (outside.isEmpty()) {
        truncateUnchecked(connection, name);
      } else {
        requireRefusing(name, outside);
        execute(connection, "DELETE FROM " + dialect.table(name));
      }
    }
  }

  private List<Reference> outside(Connection connection, TableName name, Set<String> going)
      throws SQLException {
    return references(connection).stream()
        .filter(reference -> reference.to().equals(identity(name.name())))
        .filter(reference -> !isOneOf(going, reference))
        .toList();
  }

  private void truncateUnchecked(Connection connection, TableName name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ForeignKeyProof.unchecked(statement, "TRUNCATE TABLE " + dialect.table(name));
    }
  }

  /** A key that deletes or changes the rows that refer is no leave to do so. */
  private void requireRefusing(TableName name, List<Reference> outside) {
    for (Reference reference : outside) {
      if (!REFUSING.contains(reference.rule())) {
        throw new EndpointFailure(
            endpoint.role(),
            name.toString(),
            "cannot be emptied: table %s refers to it ON DELETE %s"
                .formatted(reference.table(), reference.rule()),
            "Empty that table and drop its foreign key first, or take it into the run.",
            null);
      }
    }
  }

  private boolean isOneOf(Set<String> going, Reference reference) {
    return reference.ours() && going.contains(identity(reference.table()));
  }

  private List<Reference> references(Connection connection) throws SQLException {
    String query =
        "SELECT constraint_schema = database(), table_name, constraint_name,"
            + " referenced_table_name, delete_rule FROM information_schema.referential_constraints"
            + " WHERE unique_constraint_schema = database()";
    List<Reference> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        found.add(
            new Reference(
                row.getBoolean(1),
                row.getString(2),
                row.getString(3),
                identity(row.getString(4)),
                row.getString(5)));
      }
    }
    return found;
  }

  private Set<String> identities(List<TableName> names) {
    return names.stream().map(name -> identity(name.name())).collect(Collectors.toSet());
  }

  /** Equal for names of tables that the server takes for the same. */
  private String identity(String table) {
    return Names.table(table, traits);
  }

  private interface Work {
    void run(Connection connection) throws SQLException;
  }

  private void lend(TableName where, Work work) {
    pool.lend(
        where.toString(),
        connection -> {
          work.run(connection);
          return where;
        });
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

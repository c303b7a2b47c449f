package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.converter.DecantException.EndpointFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Databases of the same server, with the encoding and the collation of the target; where the user
 * may make none, or may not connect to it, schemas of the target's own database.
 */
final class PostgresScratch implements ScratchPlaces {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final PostgresDialect DIALECT = PostgresDialect.INSTANCE;

  /** Dropped in one statement, which takes a lock for each of them and of their indexes. */
  private static final int TABLES_AT_ONCE = 50;

  private final Endpoint endpoint;

  PostgresScratch(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Endpoint make(String name) {
    return lend(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return database(statement, name) ? endpoint.withPath(name) : schemas(statement, name);
          }
        });
  }

  /** False where this user may have none. */
  private boolean database(Statement statement, String name) throws SQLException {
    try {
      statement.execute(creation(statement, name));
    } catch (SQLException refused) {
      if (INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())) {
        return false;
      }
      throw DIALECT.classify(refused, endpoint.role(), "database " + name);
    }
    // pg_hba.conf and proxies may know the target alone.
    try (ConnectionPool there = PostgresSession.writing(endpoint.withPath(name)).pool(1)) {
      return true;
    } catch (EndpointFailure closed) {
      statement.execute("DROP DATABASE " + DIALECT.quote(name));
      return false;
    }
  }

  /** The first one, which is empty, shows that the place is there. */
  private Endpoint schemas(Statement statement, String name) throws SQLException {
    try {
      statement.execute("CREATE SCHEMA " + DIALECT.quote(name));
    } catch (SQLException refused) {
      String user = DIALECT.quote(endpoint.user());
      throw INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())
          ? new EndpointFailure(
              endpoint.role(),
              endpoint.toString(),
              "this user may make neither a database beside it nor a schema in it: "
                  + PostgresDialect.words(refused),
              "ALTER ROLE %s CREATEDB; or GRANT CREATE ON DATABASE %s TO %s; or rehearse into a file:"
                      .formatted(user, DIALECT.quote(endpoint.path()), user)
                  + " --target sqlite:rehearsal.db.",
              refused)
          : DIALECT.classify(refused, endpoint.role(), "schema " + name);
    }
    return ScratchSchemas.in(endpoint, name);
  }

  @Override
  public String shown(Endpoint place) {
    ScratchSchemas schemas = ScratchSchemas.of(place);
    return schemas.isOwnDatabase()
        ? place.toString()
        : place + ", in the schemas " + schemas.schema("*");
  }

  /**
   * Only template0 can be had with another collation than its own. Who sorts is told since 15, and
   * the column of the locale's name has changed since: the row's JSON has whatever is there.
   */
  private static String creation(Statement statement, String name) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT pg_encoding_to_char(encoding), datcollate, datctype,"
                + " to_jsonb(d) ->> 'datlocprovider',"
                + " coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')"
                + " FROM pg_database d WHERE datname = current_database()")) {
      row.next();
      return "CREATE DATABASE "
          + DIALECT.quote(name)
          + " TEMPLATE template0 ENCODING "
          + DIALECT.literal(row.getString(1))
          + " LC_COLLATE "
          + DIALECT.literal(row.getString(2))
          + " LC_CTYPE "
          + DIALECT.literal(row.getString(3))
          + provider(row.getString(4), row.getString(5));
    }
  }

  private static String provider(@Nullable String letter, @Nullable String locale) {
    if (letter == null || locale == null) {
      return "";
    }
    return switch (letter) {
      case "i" -> " LOCALE_PROVIDER icu ICU_LOCALE " + DIALECT.literal(locale);
      case "b" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + DIALECT.literal(locale);
      default -> "";
    };
  }

  @Override
  public List<String> named(String prefix) {
    List<String> names = new ArrayList<>();
    lend(
        connection -> {
          PostgresCatalog.queryText(
              connection,
              """
              WITH ours AS (
                SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, %1$s))
              SELECT datname FROM pg_database WHERE starts_with(datname, %1$s)
              UNION
              SELECT name FROM ours WHERE NOT EXISTS (
                SELECT FROM ours AS place WHERE starts_with(ours.name, place.name || '_'))
              ORDER BY 1"""
                  .formatted(DIALECT.literal(prefix)),
              row -> names.add(row.getString(1)));
          return names;
        });
    return names;
  }

  @Override
  public void remove(String name) {
    lend(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            // Of a run that was stopped a session may live for some moments still.
            statement.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
                    + DIALECT.literal(name));
            statement.execute("DROP DATABASE IF EXISTS " + DIALECT.quote(name));
          }
          removeSchemas(connection, name);
          return name;
        });
  }

  /** The one that shows the place goes last: whatever happens before, the place can be found. */
  private static void removeSchemas(Connection connection, String name) throws SQLException {
    List<String> schemas =
        asked(
            connection,
            "SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname = %1$s OR starts_with(nspname, %1$s || '_')"
                    .formatted(DIALECT.literal(name))
                + " ORDER BY nspname DESC");
    for (String schema : schemas) {
      List<String> tables =
          asked(
              connection,
              "SELECT oid::regclass FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = "
                  + DIALECT.literal(schema)
                  + "::regnamespace");
      try (Statement statement = connection.createStatement()) {
        for (int from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
          int to = Math.min(tables.size(), from + TABLES_AT_ONCE);
          statement.execute(
              "DROP TABLE " + String.join(", ", tables.subList(from, to)) + " CASCADE");
        }
        statement.execute("DROP SCHEMA " + schema + " CASCADE");
      }
    }
  }

  private static List<String> asked(Connection connection, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    PostgresCatalog.queryText(connection, query, row -> names.add(row.getString(1)));
    return names;
  }

  private <T> T lend(ConnectionPool.Work<T> work) {
    try (ConnectionPool pool = PostgresSession.writing(endpoint).pool(1)) {
      return pool.lend(endpoint.toString(), work);
    }
  }
}

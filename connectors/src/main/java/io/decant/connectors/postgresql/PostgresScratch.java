package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.converter.DecantException.EndpointFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databases of the same server, with the encoding and the collation of the target. */
final class PostgresScratch implements ScratchPlaces {
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final PostgresDialect DIALECT = PostgresDialect.INSTANCE;

  private final Endpoint endpoint;

  PostgresScratch(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public Endpoint make(String name) {
    return lend(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(creation(statement, name));
          } catch (SQLException refused) {
            throw INSUFFICIENT_PRIVILEGE.equals(refused.getSQLState())
                ? new EndpointFailure(
                    endpoint.role(),
                    endpoint.toString(),
                    "this user may make no database beside it: " + PostgresDialect.words(refused),
                    "ALTER ROLE "
                        + DIALECT.quote(endpoint.user())
                        + " CREATEDB, or rehearse into a file: --target sqlite:rehearsal.db.",
                    refused)
                : DIALECT.classify(refused, endpoint.role(), "database " + name);
          }
          return endpoint.withPath(name);
        });
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
              "SELECT datname FROM pg_database WHERE starts_with(datname, "
                  + DIALECT.literal(prefix)
                  + ") ORDER BY 1",
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
          return name;
        });
  }

  private <T> T lend(ConnectionPool.Work<T> work) {
    try (ConnectionPool pool = PostgresSession.writing(endpoint).pool(1)) {
      return pool.lend(endpoint.toString(), work);
    }
  }
}

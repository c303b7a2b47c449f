package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ConnectionPool;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.DecantException.UserError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections to an endpoint, every one of them with the same settings, whatever the server,
 * the role or the database would have them be.
 */
final class PostgresSession {
  static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name");

  private static final int PORT = 5432;

  /**
   * What could change a value, a name or a statement's fate. Settings that a server is too old for
   * are left out.
   */
  private static final Map<String, String> PINNED = new LinkedHashMap<>();

  static {
    PINNED.put("TimeZone", "UTC");
    PINNED.put("DateStyle", "ISO, YMD");
    PINNED.put("IntervalStyle", "iso_8601");
    PINNED.put("extra_float_digits", "1");
    PINNED.put("bytea_output", "hex");
    PINNED.put("xmloption", "content");
    PINNED.put("xmlbinary", "base64");
    // Not lc_monetary: how many of money's digits stand behind the point is the database's to say.
    PINNED.put("client_encoding", "UTF8");
    PINNED.put("standard_conforming_strings", "on");
    // Names are always qualified, and catalog functions spell them so.
    PINNED.put("search_path", "pg_catalog");
    PINNED.put("statement_timeout", "0");
    PINNED.put("idle_in_transaction_session_timeout", "0");
    PINNED.put("idle_session_timeout", "0");
    PINNED.put("transaction_timeout", "0");
    PINNED.put("lock_timeout", "60000");
    PINNED.put("default_transaction_read_only", "off");
    PINNED.put("default_transaction_isolation", "read committed");
    PINNED.put("default_transaction_deferrable", "off");
    // An unquoted NULL in an array is one, and "= NULL" in a check stays as it is written.
    PINNED.put("array_nulls", "on");
    PINNED.put("transform_null_equals", "off");
    PINNED.put("quote_all_identifiers", "off");
    PINNED.put("backslash_quote", "safe_encoding");
    PINNED.put("lc_numeric", "C");
    PINNED.put("timezone_abbreviations", "Default");
    // Nobody here reads warnings, and the driver appends each to a list that it walks from its
    // begin: a trigger that warns of every row would make a copy take quadratic time.
    PINNED.put("client_min_messages", "error");
  }

  /**
   * Answers with what each setting is now, in the server's own spelling. The settings are asked for
   * one by one: the view of all of them takes the server milliseconds. The first statement is for a
   * role that allows no time for the others.
   */
  private static final String SET =
      "SET statement_timeout = 0; SELECT name, set_config(name, value, false)"
          + " FROM unnest(?::text[], ?::text[]) AS wanted(name, value)"
          + " WHERE current_setting(name, true) IS NOT NULL";

  private static final String CHANGED =
      "SELECT name, current_setting(name)"
          + " FROM unnest(?::text[], ?::text[]) AS held(name, value)"
          + " WHERE current_setting(name) <> value";

  /** From here on the driver names the application when it connects, not afterwards. */
  private static final String OLDEST = "12";

  private final Endpoint endpoint;
  private final Map<String, String> pinned;
  private final PGSimpleDataSource driver;

  private PostgresSession(Endpoint endpoint, Map<String, String> pinned) {
    this.endpoint = endpoint;
    this.pinned = pinned;
    this.driver = driver(endpoint);
  }

  /**
   * A row that the source hides from us by policy would be a row lost in silence: with {@code
   * row_security} off the server refuses to read instead.
   */
  static PostgresSession reading(Endpoint endpoint) {
    Map<String, String> pinned = new LinkedHashMap<>(PINNED);
    pinned.put("row_security", "off");
    return new PostgresSession(endpoint, pinned);
  }

  static PostgresSession writing(Endpoint endpoint) {
    return new PostgresSession(endpoint, PINNED);
  }

  /** A pool whose first connection is open: what is wrong with the endpoint shows here. */
  ConnectionPool pool(int size) {
    try {
      return new ConnectionPool(endpoint, PostgresDialect.INSTANCE, size, this::open);
    } catch (Transient failure) {
      throw new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          String.valueOf(failure.getMessage()),
          failure.mayLast()
              ? failure.hint()
              : "Is the server running at "
                  + endpoint.host()
                  + ":"
                  + (endpoint.port() == 0 ? PORT : endpoint.port())
                  + ", and does it listen to this machine?",
          failure);
    }
  }

  /** A connection in auto-commit mode with every setting pinned and read back. */
  Connection open() throws SQLException {
    Connection connection = driver.getConnection();
    try {
      pin(connection);
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  private void pin(Connection connection) throws SQLException {
    Map<String, String> held = settings(connection, SET, pinned);
    // A connection pooler between us and the server may have swallowed the settings: ask again.
    Map<String, String> changed = settings(connection, CHANGED, held);
    if (!changed.isEmpty()) {
      throw new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          "the session setting "
              + String.join(", ", changed.keySet())
              + " does not stay as we set it",
          "Connect to the server itself instead of a statement-pooling proxy.",
          null);
    }
  }

  /** Names and values of all rows that the statements answer with. */
  private static Map<String, String> settings(
      Connection connection, String statements, Map<String, String> given) throws SQLException {
    Map<String, String> settings = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(statements)) {
      statement.setArray(1, connection.createArrayOf("text", given.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("text", given.values().toArray()));
      boolean rows = statement.execute();
      while (rows || statement.getUpdateCount() >= 0) {
        if (rows) {
          ResultSet row = statement.getResultSet();
          while (row.next()) {
            settings.put(row.getString(1), row.getString(2));
          }
        }
        rows = statement.getMoreResults();
      }
    }
    return settings;
  }

  /** The driver gets names and values, never a URL that a user typed. */
  private static PGSimpleDataSource driver(Endpoint endpoint) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {endpoint.host().isEmpty() ? "localhost" : endpoint.host()});
    source.setPortNumbers(new int[] {endpoint.port() == 0 ? PORT : endpoint.port()});
    source.setDatabaseName(endpoint.path());
    if (!endpoint.user().isEmpty()) {
      source.setUser(endpoint.user());
    }
    if (!endpoint.password().isEmpty()) {
      source.setPassword(endpoint.password());
    }
    source.setTcpKeepAlive(true);
    source.setAssumeMinServerVersion(OLDEST);
    source.setSocketFactory(CopySockets.class.getName());
    Map<String, String> given = endpoint.parameters();
    source.setApplicationName(given.getOrDefault("application_name", "decant"));
    try {
      for (String name : new String[] {"sslmode", "sslrootcert", "sslcert", "sslkey"}) {
        if (given.containsKey(name)) {
          source.setProperty(name, given.get(name));
        }
      }
      if (given.containsKey("connect_timeout")) {
        source.setConnectTimeout(Integer.parseInt(given.get("connect_timeout")));
      }
    } catch (SQLException | NumberFormatException failure) {
      throw new UserError(
          endpoint.toString(),
          String.valueOf(failure.getMessage()),
          "Correct the URL's parameters.");
    }
    return source;
  }
}

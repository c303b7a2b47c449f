package io.decant.connectors.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.jdbc.Driver;
import com.mysql.cj.jdbc.JdbcConnection;
import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.UserError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Opens connections, and pins on each whatever in a session could change a value. */
final class MySqlSession {
  static final Set<String> PARAMETERS =
      Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout");

  private static final int SOCKET_TIMEOUT_MILLIS = 1_800_000;

  private static final int LONGEST_PACKET = 1 << 30;

  private static final Map<String, String> TLS_MODES =
      Map.of(
          "disable", "DISABLED",
          "prefer", "PREFERRED",
          "require", "REQUIRED",
          "verify-ca", "VERIFY_CA",
          "verify-full", "VERIFY_IDENTITY");

  /** Reading: nothing that changes how a text is parsed or a CHAR is printed. */
  private static final Set<String> SOURCE_MODE = Set.of();

  /**
   * Writing: every value that does not fit is an error, but the dates that MySQL stores and no
   * calendar knows are let in, and 0 is no wish for a new number.
   */
  static final Set<String> TARGET_MODE =
      Set.of(
          "STRICT_ALL_TABLES",
          "STRICT_TRANS_TABLES",
          "NO_AUTO_VALUE_ON_ZERO",
          "NO_ENGINE_SUBSTITUTION",
          "ERROR_FOR_DIVISION_BY_ZERO",
          "ALLOW_INVALID_DATES");

  private final Endpoint endpoint;
  private final boolean writing;
  private final String url;
  private final Properties properties;

  /**
   * @param writing rows are written, and not only read (a target is also read, to verify it)
   */
  MySqlSession(Endpoint endpoint, boolean writing) {
    this.endpoint = endpoint;
    this.writing = writing;
    this.url =
        "jdbc:mysql://"
            + (endpoint.host().contains(":") ? "[" + endpoint.host() + "]" : endpoint.host())
            + ":"
            + (endpoint.port() == 0 ? 3306 : endpoint.port())
            + "/"
            + URLEncoder.encode(endpoint.path(), StandardCharsets.UTF_8).replace("+", "%20");
    this.properties = properties(endpoint, writing);
    if (endpoint.path().isEmpty()) {
      throw new UserError(
          endpoint.toString(), "the URL names no database", "Add it: mysql://host/database.");
    }
  }

  Connection open() throws SQLException {
    Connection connection = new Driver().connect(url, properties);
    try {
      PropertySet settings = connection.unwrap(JdbcConnection.class).getPropertySet();
      // A server may ask for a file of ours whenever it likes.
      settings.<Boolean>getProperty(PropertyKey.allowLoadLocalInfile).setValue(false);
      if (!writing) {
        // The server's max_allowed_packet holds for what it is sent. It answers with rows of any
        // length, which the driver would not take.
        settings.<Integer>getProperty(PropertyKey.maxAllowedPacket).setValue(LONGEST_PACKET);
      }
      pin(connection);
      return connection;
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
  }

  /** Ends the statement that runs on a connection, by way of another one. */
  void interrupt(Connection busy) throws SQLException {
    long number = busy.unwrap(JdbcConnection.class).getId();
    try (Connection other = new Driver().connect(url, properties);
        Statement statement = other.createStatement()) {
      statement.execute("KILL QUERY " + number);
    }
  }

  private static Properties properties(Endpoint endpoint, boolean writing) {
    String tls = endpoint.parameters().getOrDefault("sslmode", "prefer");
    String mode = TLS_MODES.get(tls);
    if (mode == null) {
      throw new UserError(
          "sslmode",
          "unknown value",
          "Use one of: disable, prefer, require, verify-ca, verify-full.");
    }
    Properties properties = new Properties();
    properties.setProperty("user", endpoint.user());
    properties.setProperty("password", endpoint.password());
    set(properties, PropertyKey.sslMode, mode);
    set(properties, PropertyKey.connectTimeout, connectTimeoutMillis(endpoint));
    set(properties, PropertyKey.socketTimeout, SOCKET_TIMEOUT_MILLIS);
    set(properties, PropertyKey.tcpKeepAlive, true);
    // The key would let a man in the middle learn the password; on loopback there is no middle.
    set(
        properties,
        PropertyKey.allowPublicKeyRetrieval,
        isLoopback(endpoint.host()) || !(tls.equals("disable") || tls.equals("prefer")));
    set(properties, PropertyKey.characterEncoding, "UTF-8");
    set(properties, PropertyKey.connectionTimeZone, "UTC");
    set(properties, PropertyKey.tinyInt1isBit, false);
    set(properties, PropertyKey.yearIsDateType, false);
    set(properties, PropertyKey.jdbcCompliantTruncation, false);
    set(properties, PropertyKey.useServerPrepStmts, false);
    set(properties, PropertyKey.useCursorFetch, false);
    set(properties, PropertyKey.processEscapeCodesForPrepStmts, false);
    if (writing) {
      set(properties, PropertyKey.socketFactory, MariaDbSocketFactory.class.getName());
    }
    set(properties, PropertyKey.rewriteBatchedStatements, true);
    set(properties, PropertyKey.netTimeoutForStreamingResults, 0);
    set(properties, PropertyKey.autoReconnect, false);
    set(properties, PropertyKey.allowMultiQueries, false);
    set(properties, PropertyKey.allowUrlInLocalInfile, false);
    // To be able to answer at all must be said when connecting; LoadStatement alone answers.
    set(properties, PropertyKey.allowLoadLocalInfile, writing);
    PemFiles.trust(endpoint, properties);
    return properties;
  }

  private static void set(Properties properties, PropertyKey key, Object value) {
    properties.setProperty(key.getKeyName(), value.toString());
  }

  private static long connectTimeoutMillis(Endpoint endpoint) {
    String seconds = endpoint.parameters().getOrDefault("connect_timeout", "10");
    try {
      return Math.multiplyExact(Integer.parseInt(seconds), 1000L);
    } catch (NumberFormatException notANumber) {
      throw new UserError(
          "connect_timeout", "not a number of seconds", "Write connect_timeout=10.");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  /** A proxy between us and the server may keep our settings to itself. */
  private void pin(Connection connection) throws SQLException {
    Set<String> lost =
        new SessionPins(writing ? TARGET_MODE : SOURCE_MODE, writing).pin(connection);
    if (!lost.isEmpty()) {
      throw new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          "the session does not keep its settings: " + String.join(", ", lost),
          "Connect to the server itself, not to a proxy that shares sessions.",
          null);
    }
  }
}

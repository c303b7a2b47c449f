package io.decant.cli.endtoend;

import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;

/** The engines under test, and the plain way into each: no Decant code, only its driver. */
public enum Engine {
  POSTGRESQL(TestServers::postgresql),
  MYSQL(TestServers::mysql),
  MARIADB(TestServers::mariadb),
  SQLITE(TestServers::sqlite);

  private final Supplier<TestServer> server;

  Engine(Supplier<TestServer> server) {
    this.server = server;
  }

  /** The server, started at the first call. */
  public TestServer server() {
    return server.get();
  }

  static Engine of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** As folders and files are named: {@code postgresql}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isMySqlFamily() {
    return this == MYSQL || this == MARIADB;
  }

  /**
   * Opens a connection whose session neither shifts times nor shortens numbers. The caller closes
   * it.
   *
   * @param url as Decant takes it
   */
  public Connection connect(String url) throws SQLException {
    return switch (this) {
      case POSTGRESQL ->
          connect("jdbc:postgresql://", URI.create(url), "?options=-c%20timezone=UTC");
      case MYSQL, MARIADB -> connect("jdbc:mysql://", URI.create(url), MYSQL_OPTIONS);
      case SQLITE -> DriverManager.getConnection("jdbc:sqlite:" + URI.create(url).getPath());
    };
  }

  /** Several statements at a time, for scripts. */
  private static final String MYSQL_OPTIONS =
      "?sslMode=DISABLED&allowPublicKeyRetrieval=true&allowMultiQueries=true&characterSetResults=UTF-8"
          + "&sessionVariables=time_zone='%2B00:00'";

  private static Connection connect(String scheme, URI url, String options) throws SQLException {
    String[] login = url.getUserInfo().split(":", 2);
    return DriverManager.getConnection(
        scheme + url.getHost() + ":" + url.getPort() + url.getPath() + options, login[0], login[1]);
  }

  /**
   * Connects so that the bytes of a MySQL dump pass as they are, whatever character set it names.
   */
  Connection connectForBytes(String url) throws SQLException {
    return connect(
        "jdbc:mysql://", URI.create(url), MYSQL_OPTIONS + "&characterEncoding=ISO-8859-1");
  }

  /** A name in this engine's quotes. */
  String quote(String name) {
    return isMySqlFamily()
        ? "`" + name.replace("`", "``") + "`"
        : "\"" + name.replace("\"", "\"\"") + "\"";
  }
}

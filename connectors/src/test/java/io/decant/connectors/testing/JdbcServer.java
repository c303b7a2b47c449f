package io.decant.connectors.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.UUID;

/** A server reached by JDBC, whether we started it or the developer did. */
record JdbcServer(String name, String version, URI address) implements TestServer {

  /** The user left by himself between the query and the KILL. */
  private static final int ER_NO_SUCH_THREAD = 1094;

  /**
   * Asks the server at this Decant URL who it is.
   *
   * @throws IllegalStateException if it does not answer
   */
  static JdbcServer at(URI address) {
    try (Connection connection = connect(address)) {
      DatabaseMetaData facts = connection.getMetaData();
      String version = facts.getDatabaseProductVersion();
      // MySQL's driver takes MariaDB for MySQL; only the version tells them apart.
      String name = version.contains("MariaDB") ? "MariaDB" : facts.getDatabaseProductName();
      return new JdbcServer(name, version, address);
    } catch (SQLException e) {
      throw new IllegalStateException("No server answers at " + place(address), e);
    }
  }

  @Override
  public String url() {
    return address.toString();
  }

  @Override
  public TestDatabase newDatabase() {
    String database = "decant_test_" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + database);
    return new Database(database);
  }

  private void execute(String... statements) {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          String.join("; ", statements) + " failed at " + place(address), e);
    }
  }

  private void drop(String database) {
    if (isPostgreSql(address)) {
      execute("DROP DATABASE " + database + " WITH (FORCE)");
    } else {
      disconnectUsersOf(database);
      execute("SET lock_wait_timeout = 10", "DROP DATABASE " + database);
    }
  }

  /** MySQL and MariaDB let DROP wait for a forgotten transaction, for as long as a year. */
  private void disconnectUsersOf(String database) {
    try (Connection connection = connect(address);
        Statement statement = connection.createStatement();
        Statement kill = connection.createStatement();
        ResultSet users =
            statement.executeQuery(
                "SELECT id FROM information_schema.processlist WHERE db = '" + database + "'")) {
      while (users.next()) {
        try {
          kill.execute("KILL " + users.getLong(1));
        } catch (SQLException e) {
          if (e.getErrorCode() != ER_NO_SUCH_THREAD) {
            throw e;
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot disconnect the users of " + database, e);
    }
  }

  private static boolean isPostgreSql(URI address) {
    return address.getScheme().startsWith("postgres");
  }

  /**
   * Connects with the driver's own URL. MySQL's driver serves MariaDB too. TLS is off because the
   * servers listen on the loopback interface only.
   */
  static Connection connect(URI address) throws SQLException {
    String[] login = Objects.requireNonNullElse(address.getUserInfo(), "").split(":", 2);
    String jdbc =
        isPostgreSql(address)
            ? "jdbc:postgresql://" + place(address)
            : "jdbc:mysql://"
                + place(address)
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&allowLoadLocalInfile=true";
    return DriverManager.getConnection(jdbc, login[0], login.length > 1 ? login[1] : "");
  }

  /** Host, port and database: the part of a URL that holds no secret. */
  private static String place(URI address) {
    int defaultPort = isPostgreSql(address) ? 5432 : 3306;
    int port = address.getPort() < 0 ? defaultPort : address.getPort();
    return address.getHost() + ":" + port + address.getPath();
  }

  private final class Database implements TestDatabase {

    private final String database;
    private final URI home;

    private Database(String database) {
      this.database = database;
      String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
      this.home =
          URI.create(
              address.getScheme() + "://" + address.getRawAuthority() + "/" + database + query);
    }

    @Override
    public String url() {
      return home.toString();
    }

    @Override
    public Connection connect() throws SQLException {
      return JdbcServer.connect(home);
    }

    @Override
    public void close() {
      drop(database);
    }
  }
}

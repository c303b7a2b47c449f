package io.decant.connectors.mysql;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Databases of the same server, with the character set and the collation of the target. */
final class MySqlScratch implements ScratchPlaces {
  /** ER_DBACCESS_DENIED_ERROR. */
  private static final int DENIED = 1044;

  private final Endpoint endpoint;
  private final MySqlDialect dialect = new MySqlDialect();

  MySqlScratch(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  private interface Work<T> {
    T run(Statement statement) throws SQLException;
  }

  @Override
  public Endpoint make(String name) {
    return asking(
        statement -> {
          String creation = "CREATE DATABASE " + dialect.quote(name);
          String account;
          try (ResultSet row =
              statement.executeQuery(
                  "SELECT @@character_set_database, @@collation_database, CURRENT_USER()")) {
            row.next();
            creation += " CHARACTER SET " + row.getString(1) + " COLLATE " + row.getString(2);
            account = row.getString(3);
          }
          try {
            statement.execute(creation);
          } catch (SQLException refused) {
            if (refused.getErrorCode() == DENIED) {
              throw denied(account, refused);
            }
            throw refused;
          }
          return endpoint.withPath(name);
        });
  }

  @Override
  public List<String> named(String prefix) {
    return asking(
        statement -> {
          List<String> names = new ArrayList<>();
          try (ResultSet row =
              statement.executeQuery(
                  "SELECT schema_name FROM information_schema.schemata WHERE LEFT(schema_name, "
                      + prefix.length()
                      + ") = "
                      + dialect.literal(prefix)
                      + " ORDER BY 1")) {
            while (row.next()) {
              names.add(row.getString(1));
            }
          }
          return names;
        });
  }

  @Override
  public void remove(String name) {
    asking(statement -> statement.execute("DROP DATABASE IF EXISTS " + dialect.quote(name)));
  }

  private <T> T asking(Work<T> work) {
    try (Connection connection = new MySqlSession(endpoint, true).open();
        Statement statement = connection.createStatement()) {
      return work.run(statement);
    } catch (SQLException failure) {
      throw dialect.classify(failure, endpoint.role(), endpoint.toString());
    }
  }

  /**
   * @param account as the server matched it: a user, an at sign, and a host
   */
  private DecantException denied(String account, SQLException refused) {
    int at = account.lastIndexOf('@');
    String grantee =
        dialect.literal(account.substring(0, at))
            + "@"
            + dialect.literal(account.substring(at + 1));
    return new EndpointFailure(
        endpoint.role(),
        endpoint.toString(),
        "this user may make no database beside it: " + refused.getMessage(),
        "GRANT ALL ON `decant\\_%`.* TO "
            + grantee
            + "; or rehearse into a file: --target sqlite:rehearsal.db.",
        refused);
  }
}

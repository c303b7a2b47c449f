package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class MariaDbConnectorTest extends MySqlFamilyContract {
  @Override
  TestServer server() {
    return TestServers.mariadb();
  }

  @Override
  protected String assumedEngine() {
    return "mariadb";
  }

  @Test
  void theListedCollationsAreThoseOfAServer() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(ServerTraits.assumed(true).collations())
          .isEqualTo(ServerTraits.of(connection).collations());
    }
  }
}

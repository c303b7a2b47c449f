package io.decant.connectors.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.schema.Collation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MySqlConnectorTest extends MySqlFamilyContract {
  @Override
  TestServer server() {
    return TestServers.mysql();
  }

  /** The test's server is older than 8.0.17, from which on there is a collation by code points. */
  @Override
  protected String comparable(Acceptance answer) {
    return answer.toString().replace("utf8mb4_0900_bin", "utf8mb4_0900_as_cs");
  }

  @Test
  void theListedCollationsAreThoseOfAServerAndOfNewerOnes() throws SQLException {
    Map<String, Collation> listed = ServerTraits.assumed(false).collations();
    try (Connection connection = database.connect()) {
      Map<String, Collation> served = ServerTraits.of(connection).collations();
      assertThat(listed.keySet()).containsAll(served.keySet()).contains("utf8mb4_0900_bin");
      assertThat(served.keySet())
          .filteredOn(
              name ->
                  served.get(name).padsSpaces() != requireNonNull(listed.get(name)).padsSpaces())
          .isEmpty();
    }
  }
}

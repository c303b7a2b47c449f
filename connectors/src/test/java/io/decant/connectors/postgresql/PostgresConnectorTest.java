package io.decant.connectors.postgresql;

import io.decant.connectors.contract.ReadableAsideContract;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import org.junit.jupiter.api.AfterEach;

class PostgresConnectorTest extends ReadableAsideContract {
  private final TestDatabase database = TestServers.postgresql().newDatabase();

  @Override
  protected Endpoint emptyDatabase() {
    return PostgresEndpoint.of(database, target());
  }

  @AfterEach
  void drop() {
    database.close();
  }
}

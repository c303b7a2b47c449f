package io.decant.connectors.mongodb;

import io.decant.connectors.contract.ConnectorContract;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestServers;
import org.junit.jupiter.api.AfterEach;

/** The whole contract without transactions. */
class StandaloneMongoConnectorTest extends ConnectorContract {
  private final MongoServer.Database database = TestServers.standaloneMongodb().newDatabase();

  @Override
  protected Endpoint emptyDatabase() {
    return EndpointUrl.parse(target(), database.url());
  }

  @AfterEach
  void drop() {
    database.close();
  }
}

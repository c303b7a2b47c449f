package io.decant.connectors.redis;

import io.decant.connectors.contract.ConnectorContract;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestServers;
import org.junit.jupiter.api.AfterEach;

class RedisConnectorTest extends ConnectorContract {
  private RedisServer.Database database;

  @Override
  protected Endpoint emptyDatabase() {
    database = TestServers.redis().newDatabase();
    return EndpointUrl.parse(target(), database.url());
  }

  @AfterEach
  void empty() {
    database.close();
  }
}

package io.decant.connectors.mysql;

import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;

class MySqlConnectorTest extends MySqlFamilyContract {
  @Override
  TestServer server() {
    return TestServers.mysql();
  }
}

package io.decant.connectors.mysql;

import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;

class MariaDbConnectorTest extends MySqlFamilyContract {
  @Override
  TestServer server() {
    return TestServers.mariadb();
  }
}

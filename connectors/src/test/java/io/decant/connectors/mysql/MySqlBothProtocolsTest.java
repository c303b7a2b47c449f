package io.decant.connectors.mysql;

import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;

class MySqlBothProtocolsTest extends BothProtocolsContract {
  @Override
  TestServer server() {
    return TestServers.mysql();
  }
}

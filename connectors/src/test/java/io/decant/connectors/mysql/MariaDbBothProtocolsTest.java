package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import org.junit.jupiter.api.Test;

class MariaDbBothProtocolsTest extends BothProtocolsContract {
  @Override
  TestServer server() {
    return TestServers.mariadb();
  }

  @Test
  void typesThatOnlyMariaDbHas() throws Exception {
    sql(
        "CREATE TABLE t (a uuid, b inet6, c inet4, d year(2), e varchar(9) COMPRESSED)",
        "INSERT INTO t VALUES ('00000000-0000-0000-0000-00000000000f', '::1', '10.0.0.1', 70, 'e'),"
            + " ('ffffffff-ffff-4fff-bfff-ffffffffffff', 'ffff::', '255.255.255.255', 0, '')",
        "INSERT INTO t VALUES ()");
    assertThat(both("t")).hasSize(3);
  }
}

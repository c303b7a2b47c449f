package io.decant.connectors.mysql;

import io.decant.connectors.contract.ConnectorContract;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The connector's contract on one of the servers of the family. */
abstract class MySqlFamilyContract extends ConnectorContract {
  protected TestDatabase database;

  abstract TestServer server();

  @Override
  protected Endpoint emptyDatabase() {
    database = server().newDatabase();
    return EndpointUrl.parse(target(), database.url());
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  /** No emoji and no space at the end. */
  @Override
  protected List<String> expectedNames(List<String> names) {
    return names.stream().map(Names::fit).toList();
  }
}

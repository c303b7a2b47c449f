package io.decant.connectors.sqlite;

import io.decant.connectors.contract.ConnectorContract;
import io.decant.connectors.spi.Endpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteConnectorTest extends ConnectorContract {
  @TempDir Path folder;

  @Override
  protected Endpoint emptyDatabase() {
    String path = folder.resolve("emp ty?%41.db").toString();
    return new Endpoint(target(), "sqlite", "", 0, path, "", "", Map.of());
  }
}

package io.decant.connectors.memory;

import io.decant.connectors.contract.ReadableAsideContract;
import io.decant.connectors.spi.Endpoint;
import java.util.Map;
import java.util.UUID;

class MemoryConnectorTest extends ReadableAsideContract {
  @Override
  protected Endpoint emptyDatabase() {
    return new Endpoint(target(), "memory", "", 0, UUID.randomUUID().toString(), "", "", Map.of());
  }

  @Override
  protected boolean countsWrites() {
    return false;
  }
}

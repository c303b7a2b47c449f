package io.decant.connectors.files;

import io.decant.connectors.contract.ReadableAsideContract;
import io.decant.connectors.spi.Endpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class CsvConnectorTest extends ReadableAsideContract {
  @TempDir private Path folder;

  @Override
  protected Endpoint emptyDatabase() {
    return new Endpoint(
        target(),
        "file",
        "",
        0,
        folder.resolve("out").toString(),
        "",
        "",
        Map.of("format", "csv", "compression", "zstd"));
  }
}

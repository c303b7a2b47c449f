package io.decant.connectors.postgresql;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.testing.TestDatabase;
import io.decant.converter.DecantException.Role;
import java.net.URI;
import java.util.Map;

/** A test database as an endpoint. */
final class PostgresEndpoint {
  private PostgresEndpoint() {}

  static Endpoint of(TestDatabase database, Role role) {
    return of(database.url(), role);
  }

  static Endpoint of(String text, Role role) {
    URI url = URI.create(text);
    String[] account = (url.getUserInfo() == null ? "" : url.getUserInfo()).split(":", 2);
    return new Endpoint(
        role,
        "postgresql",
        url.getHost(),
        url.getPort(),
        url.getPath().substring(1),
        account[0],
        account.length > 1 ? account[1] : "",
        Map.of());
  }
}

package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedPostgresTest {
  private static final String ROOT = "&sslrootcert=" + TestServers.certificate();

  @ParameterizedTest
  @ValueSource(strings = {"prefer", "require", "verify-ca", "verify-full"})
  void connectionsSpeakTls(String mode) throws SQLException {
    try (TestDatabase database = TestServers.encryptedPostgresql().newDatabase();
        Connection connection =
            PostgresSession.writing(
                    endpoint(database, mode + (mode.startsWith("verify") ? ROOT : "")))
                .open()) {
      boolean[] encrypted = new boolean[1];
      PostgresCatalog.queryText(
          connection,
          "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
          row -> encrypted[0] = row.getBoolean(1));
      assertThat(encrypted[0]).isTrue();
    }
  }

  @Test
  void aCertificateOfSomebodyElseIsRefused() {
    try (TestDatabase database = TestServers.encryptedPostgresql().newDatabase()) {
      assertThatThrownBy(() -> new PostgresConnector().openSink(endpoint(database, "verify-ca")))
          .isInstanceOf(EndpointFailure.class);
    }
  }

  @Test
  void onlyVerifyFullMindsTheHostsName() {
    try (TestDatabase database = TestServers.encryptedPostgresql().newDatabase()) {
      String url = database.url().replace("127.0.0.1", "localhost") + "?sslmode=";
      Endpoint named = EndpointUrl.parse(Role.TARGET, url + "verify-ca" + ROOT);
      new PostgresConnector().openSink(named).close();
      Endpoint sure = EndpointUrl.parse(Role.TARGET, url + "verify-full" + ROOT);
      assertThatThrownBy(() -> new PostgresConnector().openSink(sure))
          .isInstanceOf(EndpointFailure.class);
    }
  }

  @Test
  void aServerWithoutTlsIsRefusedWhereTlsIsRequired() {
    try (TestDatabase database = TestServers.postgresql().newDatabase()) {
      assertThatThrownBy(() -> new PostgresConnector().openSink(endpoint(database, "require")))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("SSL");
    }
  }

  private static Endpoint endpoint(TestDatabase database, String mode) {
    return EndpointUrl.parse(Role.TARGET, database.url() + "?sslmode=" + mode);
  }
}

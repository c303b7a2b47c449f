package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own greeting and our own packets below TLS, which the driver starts between them. */
class EncryptedMariaDbTest {
  private static final String ROOT = "&sslrootcert=" + TestServers.certificate();

  @ParameterizedTest
  @ValueSource(strings = {"prefer", "require", "verify-ca", "verify-full"})
  void rowsGoAsParametersThroughTls(String mode) throws SQLException {
    try (TestDatabase database = TestServers.encryptedMariadb().newDatabase()) {
      Endpoint endpoint = endpoint(database, mode + (mode.startsWith("verify") ? ROOT : ""));
      try (Connection connection = new MySqlSession(endpoint, true).open()) {
        assertThat(text(connection, "SHOW STATUS LIKE 'Ssl_cipher'", 2)).isNotEmpty();
        assertThat(ServerTraits.of(connection).bulkParameters()).isTrue();
      }
      pour(endpoint);
      try (Connection connection = database.connect()) {
        assertThat(text(connection, "SELECT concat(count(*), ' ', max(length(a))) FROM t", 1))
            .isEqualTo("3000 3000");
      }
    }
  }

  /** Rows of some packets. */
  private static void pour(Endpoint endpoint) {
    try (Sink sink = new MySqlConnector().openSink(endpoint)) {
      Table table =
          Pouring.make(
              sink,
              Table.of(TableName.of("t"), List.of(Column.of("a", LogicalType.Text.UNLIMITED))));
      RowBatch rows = new RowBatch(Pouring.types(table), 3000, 1 << 24);
      for (int i = 1; i <= 3000; i++) {
        rows.bytes(0).append("x".repeat(i));
        rows.endRow();
      }
      Pouring.fill(sink, table, rows);
    }
  }

  @Test
  void aCertificateOfSomebodyElseIsRefused() {
    try (TestDatabase database = TestServers.encryptedMariadb().newDatabase()) {
      assertThatThrownBy(() -> new MySqlConnector().openSink(endpoint(database, "verify-full")))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageNotContaining("decant:decant");
    }
  }

  @Test
  void onlyVerifyFullMindsTheHostsName() {
    try (TestDatabase database = TestServers.encryptedMariadb().newDatabase()) {
      String url = database.url().replace("127.0.0.1", "localhost") + "?sslmode=";
      Endpoint named = EndpointUrl.parse(Role.TARGET, url + "verify-ca" + ROOT);
      new MySqlConnector().openSink(named).close();
      Endpoint sure = EndpointUrl.parse(Role.TARGET, url + "verify-full" + ROOT);
      assertThatThrownBy(() -> new MySqlConnector().openSink(sure))
          .isInstanceOf(EndpointFailure.class);
    }
  }

  @Test
  void aServerWithoutTlsIsRefusedWhereTlsIsRequired() {
    try (TestDatabase database = TestServers.mariadb().newDatabase()) {
      assertThatThrownBy(() -> new MySqlConnector().openSink(endpoint(database, "require")))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("SSL");
    }
  }

  private static Endpoint endpoint(TestDatabase database, String mode) {
    return EndpointUrl.parse(Role.TARGET, database.url() + "?sslmode=" + mode);
  }

  private static String text(Connection connection, String query, int column) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(column);
    }
  }
}

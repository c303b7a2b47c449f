package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresSessionTest {

  @Test
  void keysAreBuiltWithMemoryUnlessTheServerHasMoreForThem() throws SQLException {
    try (TestDatabase database = TestServers.postgresql().newDatabase()) {
      assertThat(memory(database)).isEqualTo("256MB");
      PostgresPair.run(
          database,
          "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET maintenance_work_mem = ''1GB''',"
              + " current_database()); END $$");
      assertThat(memory(database)).isEqualTo("1GB");
    }
  }

  private static String memory(TestDatabase database) throws SQLException {
    PostgresSession session = PostgresSession.writing(PostgresEndpoint.of(database, Role.TARGET));
    StringBuilder memory = new StringBuilder();
    try (Connection connection = session.open()) {
      PostgresCatalog.queryText(
          connection, "SHOW maintenance_work_mem", row -> memory.append(row.getString(1)));
    }
    return memory.toString();
  }
}

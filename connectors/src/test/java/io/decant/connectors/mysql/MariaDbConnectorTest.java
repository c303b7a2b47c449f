package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MariaDbConnectorTest extends MySqlFamilyContract {
  @Override
  TestServer server() {
    return TestServers.mariadb();
  }

  @Override
  protected String assumedEngine() {
    return "mariadb";
  }

  @Test
  void theListedCollationsAreThoseOfAServer() throws SQLException {
    try (Connection connection = database.connect()) {
      assertThat(ServerTraits.assumed(true).collations())
          .isEqualTo(ServerTraits.of(connection).collations());
    }
  }

  @Test
  void foreignKeysOfTablesInARowDoNotWaitForEachOther() throws Exception {
    for (int i = 0; i < 10; i++) {
      sql(
          "DROP TABLE IF EXISTS visit, city, region",
          "CREATE TABLE region (id int PRIMARY KEY)",
          "CREATE TABLE city (id int PRIMARY KEY, region int)",
          "CREATE TABLE visit (id int PRIMARY KEY, city int REFERENCES city (id), visit int)",
          "INSERT INTO region VALUES (1)",
          "INSERT INTO city SELECT seq, 1 FROM seq_1_to_300",
          "INSERT INTO visit SELECT seq, 1 + seq % 300, seq FROM seq_1_to_10000");
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> sink.run(reference("visit", "visit")));
      sink.run(reference("city", "region"));
      // One that waits for the other does so for 50 seconds, and is refused then.
      assertThat(other).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  private static SchemaStep reference(String table, String to) {
    String statement = "ALTER TABLE %s ADD FOREIGN KEY (%s) REFERENCES %2$s (id)";
    return new SchemaStep(
        Stage.FOREIGN_KEY, TableName.of(table), List.of(), statement.formatted(table, to));
  }
}

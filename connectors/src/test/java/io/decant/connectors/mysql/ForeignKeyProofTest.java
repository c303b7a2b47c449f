package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Judged by what the servers themselves say of the same key with their checks on. */
class ForeignKeyProofTest {
  private static final String ADD =
      "ALTER TABLE `a'child` ADD CONSTRAINT up FOREIGN KEY (%s) REFERENCES `100%% up` (%s)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a int PRIMARY KEY | a int | a | a",
        "a int, b varchar(9), UNIQUE KEY (b, a) | a int, b varchar(9) | b,a | b,a",
        "a decimal(9,2) UNIQUE | a decimal(9,2) | a | a"
      })
  void aKeyThatHoldsIsMadeWithoutTheServersLook(
      String parent, String child, String columns, String targets) throws SQLException {
    for (TestServer server : List.of(TestServers.mariadb(), TestServers.mysql())) {
      try (TestDatabase database = server.newDatabase();
          Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        make(statement, parent, child);
        statement.execute("INSERT INTO `100% up` (a) VALUES (1), (2)");
        statement.execute("INSERT INTO `a'child` (a) VALUES (1), (2), (NULL)");
        if (columns.contains("b")) {
          statement.execute("UPDATE `100% up` SET b = 'x'");
          statement.execute("UPDATE `a'child` SET b = 'x' WHERE a = 1");
        }
        ForeignKeyProof proof = proof(columns, targets);
        assertThat(proof.isGiven(connection)).as(server.toString()).isTrue();
        statement.execute(ADD.formatted(columns, targets));
        statement.execute("ALTER TABLE `a'child` DROP FOREIGN KEY up");
        ForeignKeyProof.unchecked(statement, ADD.formatted(columns, targets));
        statement.execute("UPDATE `a'child` SET a = 2 WHERE a = 1");
        assertThatThrownBy(() -> statement.execute("UPDATE `a'child` SET a = 3 WHERE a = 2"))
            .hasMessageContaining("foreign key constraint fails");
        statement.execute("ALTER TABLE `a'child` DROP FOREIGN KEY up");
        statement.execute("UPDATE `a'child` SET a = 3 WHERE a = 2");
        assertThat(proof.isGiven(connection)).isFalse();
        assertThat(proof.orphans(connection)).hasSize(1).first().asString().contains("3");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a int PRIMARY KEY | a bigint",
        "a int PRIMARY KEY | a int unsigned",
        "a int | a int",
        "a varchar(9) PRIMARY KEY | a varchar(9) COLLATE utf8mb4_bin",
        "a varchar(9), UNIQUE KEY (a(3)) | a varchar(9)",
        "a int PRIMARY KEY) ENGINE=MyISAM -- | a int",
        "a int PRIMARY KEY) PARTITION BY HASH (a) -- | a int"
      })
  void whatTheServerRefusesIsNoProof(String tables) throws SQLException {
    for (TestServer server : List.of(TestServers.mariadb(), TestServers.mysql())) {
      try (TestDatabase database = server.newDatabase();
          Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        String[] parts = tables.split(" \\| ", -1);
        make(statement, parts[0], parts[1]);
        assertThat(proof("a", "a").isGiven(connection)).as(server.toString()).isFalse();
        assertThatThrownBy(() -> statement.execute(ADD.formatted("a", "a")))
            .as(server.toString())
            .isInstanceOf(SQLException.class);
      }
    }
  }

  private static void make(Statement statement, String parent, String child) throws SQLException {
    statement.execute("CREATE TABLE `100% up` (" + parent + " )");
    statement.execute("CREATE TABLE `a'child` (" + child + ")");
  }

  private static ForeignKeyProof proof(String columns, String targets) {
    return ForeignKeyProof.of(
        new MySqlDialect(),
        TableName.of("a'child"),
        new ForeignKey(
            "up",
            List.of(columns.split(",")),
            TableName.of("100% up"),
            List.of(targets.split(",")),
            ForeignKey.Action.NO_ACTION,
            ForeignKey.Action.NO_ACTION,
            false,
            false,
            true));
  }
}

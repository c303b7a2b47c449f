package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlSplitsTest {
  private static final int ROWS = 1 << 12;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRIMARY KEY (tenant, n), KEY (n)",
        "PRIMARY KEY (k), KEY (tenant)",
        "PRIMARY KEY (n), KEY (tenant)",
        "UNIQUE KEY (tenant, k), KEY (k)"
      })
  void anUnevenKeyIsCutIntoEvenPartsByReadingItOnce(String keys) throws SQLException {
    for (TestServer server : List.of(TestServers.mariadb(), TestServers.mysql())) {
      try (TestDatabase database = server.newDatabase();
          Connection connection = database.connect();
          Statement statement = connection.createStatement();
          Source source =
              new MySqlConnector().openSource(EndpointUrl.parse(Role.SOURCE, database.url()))) {
        statement.execute(
            "CREATE TABLE t (tenant int NOT NULL, n int NOT NULL, k binary(16) NOT NULL, v"
                + " varchar(300), "
                + keys
                + ")");
        statement.execute("INSERT INTO t VALUES (0, 1, '', repeat('v', 300))");
        for (int rows = 1; rows < ROWS; rows *= 2) {
          String next = "n + " + 5L * rows * rows;
          statement.execute(
              "INSERT INTO t SELECT n % 100 = 0, " + next + ", unhex(md5(" + next + ")), v FROM t");
        }
        statement.execute("ANALYZE TABLE t");
        Table table = source.describe(List.of(TableName.of("t"))).get(0);
        source.snapshot(1);
        long before = rowsRead(statement);
        List<Split> splits = source.split(table, "", table.statistics().bytes() / 16);
        assertThat(rowsRead(statement) - before).as(server.toString()).isLessThan(4 * ROWS);
        List<Integer> sizes = new ArrayList<>();
        for (Split split : splits) {
          sizes.add(Pouring.read(source, table, split).size());
        }
        assertThat(sizes).hasSizeBetween(16, 17).allMatch(size -> size > 0 && size <= ROWS / 15);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ROWS);
      }
    }
  }

  private static long rowsRead(Statement statement) throws SQLException {
    long sum = 0;
    try (ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Handler_read_%next'")) {
      while (row.next()) {
        sum += row.getLong(2);
      }
    }
    return sum;
  }
}

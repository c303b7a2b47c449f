package io.decant.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.Engine;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark in small: does it measure what it says, and does it see wrong rows? */
class RouteBenchmarkTest {

  @TempDir private Path folder;

  @Test
  void everyWayOfARouteIsMeasuredAndJudged() throws Exception {
    Results results =
        RouteBenchmark.measure(
            folder,
            List.of(),
            List.of(
                new Route(Engine.MARIADB, Engine.POSTGRESQL),
                new Route(Engine.POSTGRESQL, Engine.SQLITE)),
            Map.of(SampleTable.WIDE, 2_000L),
            1);
    assertThat(results.wrong()).isEmpty();
    assertThat(results.lines())
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).startsWith("| ").endsWith(" | right |"));
    assertThat(results.lines().get(1))
        .matches(
            "\\| mariadb-postgresql \\| wide \\| copy \\| [\\d.]+ \\([\\d.]+\\.\\.[\\d.]+\\) \\|"
                + " [\\d,]+ \\| \\d+( \\| [\\d.]+){3} \\| \\d+ \\| [\\d.]+ \\(.*\\) \\| right \\|");
  }

  @Test
  void everyEngineSumsTheSameRowsAlikeAndSeesAChange() throws Exception {
    for (SampleTable table : SampleTable.values()) {
      SampleFile file = SampleFile.write(table, 500, folder);
      for (Engine engine : Engine.values()) {
        try (Home home = Home.of(engine, List.of(file))) {
          for (int column = 0; column < table.columns().size(); column++) {
            assertThat(seesAChange(home, file, column)).as(engine + " " + column).isTrue();
          }
        }
      }
    }
  }

  /** Gives row 7 the value of another one in one column, looks, and takes that back. */
  private static boolean seesAChange(Home home, SampleFile file, int column) throws SQLException {
    SampleTable table = file.table();
    String name = table.columns().get(column).name();
    String value = table.row(7)[column];
    long other = 8;
    while (Objects.equals(table.row(other)[column], value)) {
      other++;
    }
    try (Connection connection = home.engine().connect(home.database().url());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate(
          name.equals("id")
              ? "DELETE FROM %s WHERE id = 7".formatted(table.label())
              : "UPDATE %1$s SET %2$s = (SELECT x FROM (SELECT %2$s AS x FROM %1$s WHERE id = %3$d) AS y) WHERE id = 7"
                  .formatted(table.label(), name, other));
      boolean seen = !RowSum.of(home.engine(), connection, table).equals(file.sum());
      connection.rollback();
      return seen && RowSum.of(home.engine(), connection, table).equals(file.sum());
    }
  }
}

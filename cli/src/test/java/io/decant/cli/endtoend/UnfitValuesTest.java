package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values that the target cannot hold: each ends as a declared and counted loss, as a rejected row
 * that is named, or stops the run. The first row of each table is one that fits.
 */
class UnfitValuesTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} to {1}: {3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          POSTGRESQL ; MYSQL      ; double precision ; 1.5, 'NaN'::float8, 'Infinity'::float8
          POSTGRESQL ; MARIADB    ; double precision ; 1.5, '-Infinity'::float8
          POSTGRESQL ; MYSQL      ; timestamp        ; timestamp '2024-01-01', 'infinity', '-infinity'
          POSTGRESQL ; MYSQL      ; date             ; date '2024-01-01', '0044-03-15 BC', '10000-01-01'
          POSTGRESQL ; MARIADB    ; numeric          ; 1.5, 1e100
          SQLITE     ; POSTGRESQL ; text             ; 'a', 'a' || char(0) || 'b'
          """)
  void rowsAreRejectedAndNamed(Engine from, Engine to, String type, String values)
      throws IOException, SQLException {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      int rows = fill(from, origin, type, values);
      DecantRun run = run(origin, goal, "--on-error", "reject");
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(3);
      assertThat(run.sum("rejected")).isEqualTo(rows - 1);
      assertThat(run.list("rejects").map(reject -> reject.path("column").asText()))
          .hasSize(rows - 1)
          .containsOnly("val");
      assertThat(run.list("rejects").map(reject -> reject.path("key").asText()))
          .anySatisfy(key -> assertThat(key).contains("2"));
      assertThat(run.notEqual()).isEmpty();
      assertThat(rowsIn(to, goal)).isEqualTo("1");
    }
  }

  @ParameterizedTest(name = "{0} to {1}: {4}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          MYSQL      ; POSTGRESQL ; datetime         ; '2024-01-01', '0000-00-00'        ; ZERO_DATE
          POSTGRESQL ; SQLITE     ; double precision ; 1.5, 'NaN'::float8                ; NAN_AS_NULL
          POSTGRESQL ; SQLITE     ; double precision ; 1.5, '-0'::float8                 ; NEG_ZERO
          """)
  void valuesAreChangedAndCounted(Engine from, Engine to, String type, String values, String code)
      throws IOException, SQLException {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase goal = to.server().newDatabase()) {
      fill(from, origin, type, values);
      DecantRun run = run(origin, goal);
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(run.losses()).containsEntry(code, 1L).hasSize(1);
      try (PlainDatabase source = new PlainDatabase(from, origin.url());
          PlainDatabase target = new PlainDatabase(to, goal.url())) {
        Outcomes outcomes = new Outcomes(run, source, target);
        assertThat(outcomes.undeclaredDifferences(outcomes.pairs())).isEmpty();
      }
    }
  }

  @Test
  void withoutRejectingTheRunStopsAndNamesTheValue() throws IOException, SQLException {
    try (TestDatabase origin = Engine.POSTGRESQL.server().newDatabase();
        TestDatabase goal = Engine.MYSQL.server().newDatabase()) {
      fill(Engine.POSTGRESQL, origin, "double precision", "1.5, 'NaN'::float8");
      DecantRun run = run(origin, goal);
      assertThat(run.exitCode()).isEqualTo(8);
      assertThat(run.list("problems").map(JsonNode::toString))
          .anySatisfy(problem -> assertThat(problem).contains("odd", "val", "2", "NaN"));
    }
  }

  private static int fill(Engine engine, TestDatabase database, String type, String values)
      throws SQLException {
    String[] all = values.split(", ");
    try (PlainDatabase plain = new PlainDatabase(engine, database.url())) {
      if (engine.isMySqlFamily()) {
        plain.execute("SET SESSION sql_mode = ''");
      }
      plain.execute("CREATE TABLE odd (id int NOT NULL PRIMARY KEY, val " + type + ")");
      for (int i = 0; i < all.length; i++) {
        plain.execute("INSERT INTO odd VALUES (" + (i + 1) + ", " + all[i] + ")");
      }
    }
    return all.length;
  }

  private DecantRun run(TestDatabase origin, TestDatabase goal, String... further)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("migrate", "--source", origin.url(), "--target", goal.url(), "--verify"));
    arguments.addAll(List.of(further));
    return DecantRun.of(folder, arguments.toArray(String[]::new));
  }

  private static String rowsIn(Engine engine, TestDatabase database) throws SQLException {
    try (PlainDatabase plain = new PlainDatabase(engine, database.url())) {
      return plain.scalar("SELECT count(*) FROM odd");
    }
  }
}

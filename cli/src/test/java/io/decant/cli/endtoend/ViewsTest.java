package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Views, checks and generated columns between engines: a view gives the same rows there. */
class ViewsTest {
  /** Portable, so that each engine can be the source; every engine keeps it in its own spelling. */
  private static final String STATEMENTS =
      """
      CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(40) NOT NULL, email VARCHAR(60), active BOOLEAN,
        CHECK (id > 0), CHECK (email LIKE '%@%'));
      CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, quantity INT NOT NULL, note VARCHAR(20),
        twice INT GENERATED ALWAYS AS (quantity * 2) STORED, CHECK (quantity BETWEEN 1 AND 900));
      INSERT INTO customer VALUES (1, 'Ann', 'a@x', TRUE), (2, 'Böb', NULL, FALSE), (3, 'Cy', 'c@y', NULL);
      INSERT INTO orders (id, customer_id, quantity, note) VALUES (10, 1, 5, 'x'), (11, 1, 7, NULL), (12, 2, 900, 'y');
      CREATE VIEW a_totals AS SELECT c.id AS id, COUNT(o.id) AS n, SUM(o.quantity) AS total
        FROM customer c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.id;
      CREATE VIEW b_busy AS SELECT t.id AS id, t.total AS total FROM a_totals t WHERE t.n > 1 OR t.total >= 900;
      CREATE VIEW c_words AS SELECT id, CASE WHEN email IS NULL THEN 'none' ELSE email END AS email FROM customer
        WHERE id IN (SELECT customer_id FROM orders WHERE quantity > 4) AND NOT (id = 3);
      CREATE VIEW d_both AS SELECT id, name FROM customer WHERE active = TRUE
        UNION ALL SELECT id, note FROM orders WHERE note IS NOT NULL;
      CREATE VIEW e_average AS SELECT AVG(quantity) AS mean FROM orders
      """;

  private static final List<String> VIEWS = List.of("a_totals", "b_busy", "c_words", "d_both");

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "MYSQL,POSTGRESQL",
    "MYSQL,SQLITE",
    "MYSQL,MARIADB",
    "MARIADB,POSTGRESQL",
    "MARIADB,SQLITE",
    "POSTGRESQL,MYSQL",
    "POSTGRESQL,MARIADB",
    "POSTGRESQL,SQLITE",
    "POSTGRESQL,POSTGRESQL",
    "SQLITE,POSTGRESQL",
    "SQLITE,MYSQL",
    "SQLITE,SQLITE"
  })
  void viewsGiveTheSameRows(Engine from, Engine to) throws SQLException, IOException {
    try (Poured poured = Poured.of(from, STATEMENTS, to, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      String schema = from == Engine.POSTGRESQL ? "public." : "";
      for (String view : VIEWS) {
        assertThat(poured.outcome("view", schema + view))
            .as(view)
            .matches("(migrated|changed VIEW_QUERY)");
        assertThat(rows(poured.target().connection(), view))
            .as(view)
            .isEqualTo(rows(poured.source().connection(), view));
      }
      boolean same = from == to || from.isMySqlFamily() && to.isMySqlFamily();
      assertThat(poured.outcome("view", schema + "e_average"))
          .isEqualTo(same ? "migrated" : "skipped VIEW_QUERY");
      assertThat(poured.outcome("generated-column", schema + "orders.twice"))
          .doesNotContain("GENERATED_");
      assertThat(rows(poured.target().connection(), "orders"))
          .isEqualTo(rows(poured.source().connection(), "orders"));
    }
  }

  @ParameterizedTest(name = "in {0}")
  @EnumSource(Engine.class)
  void aSecondRunThatMayDropMakesTheViewsAnew(Engine to) throws SQLException, IOException {
    try (Poured poured = Poured.of(Engine.SQLITE, STATEMENTS, to, folder)) {
      DecantRun again = poured.again("--if-exists", "drop", "--yes");
      assertThat(again.exitCode()).as(again.printed()).isZero();
      assertThat(
              again
                  .list("objects")
                  .filter(object -> object.path("code").asText().equals("VIEW_REFUSED")))
          .isEmpty();
      assertThat(rows(poured.target().connection(), "b_busy")).hasSize(2);
    }
  }

  @Test
  void whatIsOtherwiseInAnIndexIsTold() throws SQLException, IOException {
    String table = "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20));";
    String lower = table + " CREATE INDEX low ON t (lower(name));";
    try (Poured poured = Poured.of(Engine.SQLITE, lower, Engine.MYSQL, folder)) {
      assertThat(poured.outcome("index", "t.low")).isEqualTo("changed TEXT_COMPARISON");
    }
    String partial = table + " CREATE UNIQUE INDEX one ON t (id) WHERE lower(name) = 'x';";
    try (Poured poured = Poured.of(Engine.POSTGRESQL, partial, Engine.SQLITE, folder)) {
      assertThat(poured.outcome("index", "t.one")).isEqualTo("changed TEXT_COMPARISON");
    }
    try (Poured poured = Poured.of(Engine.SQLITE, partial, Engine.MYSQL, folder)) {
      assertThat(poured.reason("index", "t.one")).contains("lower and upper change all letters");
    }
  }

  @Test
  void aViewThatNeedsWhatStaysBehindIsToldOfBeforeAndLeavesTheRestAlone()
      throws SQLException, IOException {
    String statements =
        """
        CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE t (id INT PRIMARY KEY);
        INSERT INTO t VALUES (1), (2);
        CREATE VIEW a_plain AS SELECT id FROM t;
        CREATE VIEW b_calls AS SELECT twice(id) AS id FROM t;
        CREATE VIEW c_above AS SELECT id FROM b_calls;
        CREATE VIEW d_feels AS SELECT id, 'good'::mood AS mood FROM t
        """;
    try (Poured poured = Poured.of(Engine.POSTGRESQL, statements, Engine.POSTGRESQL, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      assertThat(poured.outcome("view", "public.a_plain")).isEqualTo("migrated");
      for (String view : List.of("public.b_calls", "public.c_above")) {
        assertThat(poured.outcome("view", view)).isEqualTo("skipped VIEW_NEEDS VIEW_REFUSED");
        assertThat(poured.reason("view", view))
            .contains("it needs the function public.twice(integer)", "does not exist");
      }
      assertThat(poured.reason("view", "public.d_feels")).contains("needs the type public.mood");
      assertThat(poured.outcome("type", "public.mood")).isEqualTo("skipped NOT_MOVED");
      assertThat(rows(poured.target().connection(), "a_plain")).hasSize(2);

      // Whoever has made the function there gets the view.
      try (Statement statement = poured.target().connection().createStatement()) {
        statement.execute(
            "CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2'");
      }
      poured.target().connection().commit();
      DecantRun again = poured.again("--if-exists", "drop", "--yes");
      assertThat(again.exitCode()).as(again.printed()).isZero();
      assertThat(rows(poured.target().connection(), "c_above")).containsExactly("id=2", "id=4");

      DecantRun plan =
          DecantRun.of(
              folder, "plan", "--source", poured.sourceUrl(), "--target", poured.targetUrl());
      assertThat(plan.printed())
          .contains("view public.c_above: it needs the function public.twice(integer), which the");
    }
  }

  @Test
  void thePlanSaysWhatBecomesOfEachView() throws SQLException, IOException {
    try (Poured poured = Poured.of(Engine.POSTGRESQL, STATEMENTS, Engine.SQLITE, folder)) {
      String other = "sqlite:" + folder.resolve("other.db");
      DecantRun plan =
          DecantRun.of(folder, "plan", "--source", poured.sourceUrl(), "--target", other);
      assertThat(plan.printed())
          .contains("view public.a_totals: its query is translated")
          .contains("view public.e_average: it is not certain that its query means the same");
    }
  }

  private static List<String> rows(Connection connection, String relation) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM " + relation)) {
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getMetaData().getColumnLabel(i) + "=" + row.getString(i));
        }
        rows.add(String.join(" ", values));
      }
      return rows.stream().sorted().toList();
    }
  }
}

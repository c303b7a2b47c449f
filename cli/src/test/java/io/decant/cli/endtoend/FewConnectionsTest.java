package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Targets that grant us few connections. */
class FewConnectionsTest {
  private static final String TABLES =
      """
      CREATE TABLE parent (id integer PRIMARY KEY, note text, number int);
      CREATE TABLE child (id integer PRIMARY KEY, parent int REFERENCES parent (id), note text);
      CREATE TABLE other (id integer PRIMARY KEY, parent int REFERENCES parent (id), note text);
      CREATE INDEX parent_number ON parent (number);
      CREATE INDEX child_note ON child (note);
      CREATE INDEX other_note ON other (note);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
        INSERT INTO parent SELECT i, 'parent ' || i, i % 10 FROM n;
      INSERT INTO child SELECT id, id, 'child' || note FROM parent;
      INSERT INTO other SELECT id, 1, 'other' || note FROM parent
      """;

  @TempDir private Path folder;
  private final String user = "few_" + System.nanoTime();
  private TestDatabase origin;

  @BeforeEach
  void fill() throws SQLException {
    origin = Engine.SQLITE.server().newDatabase();
    try (PlainDatabase source = new PlainDatabase(Engine.SQLITE, origin.url())) {
      for (String statement : TABLES.split(";")) { // the driver runs the first of several alone
        source.execute(statement);
      }
    }
  }

  @AfterEach
  void drop() {
    origin.close();
  }

  @ParameterizedTest
  @CsvSource({"3, 2", "4, 2", "2, 1"})
  @DisplayName("one connection more than --parallel says is enough, read-back included")
  void enough(int limit, int parallel) throws IOException, SQLException {
    DecantRun run = intoPostgreSql(limit, parallel);
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(run.report().path("verification").path("tables")).hasSize(3);
    assertThat(run.seconds()).isLessThan(30);
  }

  @Test
  @DisplayName("PostgreSQL: too few connections are an error that comes soon and says what to do")
  void tooFew() throws IOException, SQLException {
    assertTooFew(
        intoPostgreSql(1, 2),
        "too many connections for role \"" + user + "\"",
        "raise the limit of the role");
  }

  @Test
  @DisplayName("MariaDB: too few connections are an error that comes soon and says what to do")
  void tooFewOfMariaDb() throws IOException, SQLException {
    try (TestDatabase goal = Engine.MARIADB.server().newDatabase();
        PlainDatabase target = new PlainDatabase(Engine.MARIADB, goal.url())) {
      target.execute(
          "CREATE USER %1$s IDENTIFIED BY 'secret' WITH MAX_USER_CONNECTIONS 1".formatted(user));
      try {
        target.execute("GRANT ALL ON *.* TO " + user);
        assertTooFew(
            migrate(goal, 2), "'max_user_connections' resource", "raise max_user_connections");
      } finally {
        target.execute("DROP USER " + user);
      }
    }
  }

  private static void assertTooFew(DecantRun run, String cause, String remedy) {
    assertThat(run.exitCode()).as(run.printed()).isEqualTo(6);
    assertThat(run.printed())
        .contains(cause, remedy)
        .doesNotContain("Is the server running", "that the server runs");
    assertThat(run.seconds()).isLessThan(30);
  }

  private DecantRun intoPostgreSql(int limit, int parallel) throws IOException, SQLException {
    try (TestDatabase goal = Engine.POSTGRESQL.server().newDatabase();
        PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
      target.execute(
          """
          CREATE ROLE %1$s LOGIN PASSWORD 'secret' CONNECTION LIMIT %2$d;
          GRANT ALL ON SCHEMA public TO %1$s;
          DO $$ BEGIN
            EXECUTE format('GRANT CREATE ON DATABASE %%I TO %1$s', current_database());
          END $$
          """
              .formatted(user, limit));
      try {
        return migrate(goal, parallel);
      } finally {
        target.execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(user));
      }
    }
  }

  private DecantRun migrate(TestDatabase goal, int parallel) throws IOException {
    return DecantRun.of(
        folder,
        "migrate",
        "--source",
        origin.url(),
        "--target",
        goal.url().replaceFirst("//[^@]*@", "//" + user + ":secret@"),
        "--parallel",
        Integer.toString(parallel),
        "--verify");
  }
}

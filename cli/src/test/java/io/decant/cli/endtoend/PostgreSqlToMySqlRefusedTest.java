package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What MySQL and MariaDB cannot hold shows in the plan, all at once, and nothing is written. */
class PostgreSqlToMySqlRefusedTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"MYSQL", "MARIADB"})
  @DisplayName("PM-03 a key too long, a row too wide and a table too empty are plan errors")
  void planErrors(Engine target) throws IOException, SQLException {
    String script =
        """
        CREATE TABLE fits (id int PRIMARY KEY);
        CREATE TABLE long_key (code text, more text, PRIMARY KEY (code, more));
        INSERT INTO long_key VALUES (repeat('k', 700), repeat('m', 70));
        CREATE TABLE nothing ();
        DO $$ BEGIN
          EXECUTE 'CREATE TABLE wide (' ||
            (SELECT string_agg('c' || n || ' text', ', ') FROM generate_series(1, 400) n) || ')';
          EXECUTE 'CREATE TABLE many (' ||
            (SELECT string_agg('c' || n || ' int', ', ') FROM generate_series(1, 1600) n) || ')';
        END $$;
        """;
    try (Poured poured = Poured.of(Engine.POSTGRESQL, script, target, folder)) {
      assertThat(poured.run().exitCode()).isEqualTo(2);
      assertThat(poured.run().printed())
          .contains(
              "long_key: KEY_LENGTH", "wide: ROW_SIZE", "nothing has no column", "1600 columns");
      assertThat(poured.target().tables()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL", "MARIADB"})
  @DisplayName(
      "PM-03 a key's room is divided as its longest texts need it, wide rows lie elsewhere")
  void roomIsMade(Engine target) throws IOException, SQLException {
    String script =
        """
        DO $$ BEGIN
          EXECUTE 'CREATE TABLE wide (id int PRIMARY KEY, ' ||
            (SELECT string_agg('c' || n || ' varchar(50)', ', ') FROM generate_series(1, 150) n) || ')';
        END $$;
        INSERT INTO wide (id, c150) VALUES (1, repeat('é', 50));
        CREATE TABLE k (code text, more text, n int, PRIMARY KEY (code, more, n));
        INSERT INTO k VALUES (repeat('k', 700), 'm', 1), ('k', repeat('é', 60), 2);
        """;
    try (Poured poured = Poured.of(Engine.POSTGRESQL, script, target, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      assertThat(poured.rows("SELECT char_length(code), char_length(more) FROM k ORDER BY n"))
          .containsExactly("700|1", "1|60");
      assertThat(poured.value("SELECT c150 FROM wide")).isEqualTo("é".repeat(50));
    }
  }

  @Test
  @DisplayName("PM-40 a table of which policies hide rows is refused, not copied in part")
  void rowLevelSecurity() throws IOException, SQLException {
    String role = "policed_" + System.nanoTime();
    String script =
        """
        CREATE TABLE mine (id int PRIMARY KEY, owner text);
        INSERT INTO mine VALUES (1, 'a'), (2, 'b');
        ALTER TABLE mine ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON mine USING (id = 1);
        CREATE ROLE %1$s LOGIN PASSWORD 'secret';
        GRANT SELECT ON mine TO %1$s;
        """
            .formatted(role);
    try (Poured poured = Poured.of(Engine.POSTGRESQL, script, Engine.MYSQL, folder)) {
      assertThat(poured.rows("SELECT id FROM mine ORDER BY id")).containsExactly("1", "2");
      assertThat(poured.outcome("policy", "mine.own")).startsWith("skipped");
      String source = poured.sourceUrl().replaceFirst("//[^@]*@", "//" + role + ":secret@");
      DecantRun run =
          DecantRun.of(folder, "migrate", "--source", source, "--target", poured.targetUrl());
      poured.source().execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(5);
      assertThat(run.printed()).contains("row-level security of public.mine", "BYPASSRLS");
    }
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role's own settings make of a PostgreSQL source: nothing. */
class HostileRoleTest {
  private static final List<String> SETTINGS =
      List.of(
          "datestyle = 'German'",
          "intervalstyle = 'postgres_verbose'",
          "timezone = 'Asia/Kolkata'",
          "bytea_output = 'escape'",
          "extra_float_digits = -10",
          "row_security = on",
          "statement_timeout = '20ms'",
          "lock_timeout = '1ms'",
          "idle_in_transaction_session_timeout = '1ms'",
          "standard_conforming_strings = off",
          "backslash_quote = off",
          "search_path = ''",
          "client_encoding = 'LATIN1'",
          "lc_numeric = 'C'",
          "xmlbinary = 'hex'",
          "xmloption = 'document'",
          "quote_all_identifiers = on",
          "transform_null_equals = on",
          "array_nulls = off",
          "default_transaction_read_only = on",
          "default_transaction_isolation = 'read uncommitted'",
          "timezone_abbreviations = 'India'",
          "enable_seqscan = off");

  private static final String TABLE =
      """
      CREATE TABLE t (id int PRIMARY KEY, d double precision, f real, b bytea, at timestamptz DEFAULT '2020-01-02 03:04:05+00',
        local timestamp DEFAULT '2021-02-03 00:00:00', day date DEFAULT '2019-12-31', span interval DEFAULT '1 year 2 days 03:04:05',
        s text DEFAULT E'a\\\\b', numbers int[] DEFAULT '{1,NULL}', raw bytea DEFAULT '\\x00ff', doc xml, clock timetz,
        stays tstzrange, chk text CHECK (chk <> 'x'));
      INSERT INTO t (id, d, f, b, doc, clock, stays) VALUES (1, 0.1, 16777217, '\\x00ff5c27', '<a>é</a>', '10:00+05:30',
        '[2024-01-01 00:00:00+00,)');
      INSERT INTO t (id, d, f, at, local, day, span, s) VALUES (2, 1e-300, 1.1754944e-38, '2024-03-31 01:30:00.123456+00', 'infinity',
        '4713-01-01 BC', '-1 mon +2 days -00:00:00.5', 'Ünïcödé €');
      """;

  @TempDir private Path folder;

  @Test
  @DisplayName("a role's settings change no value, default or definition of a source")
  void settings() throws IOException, SQLException {
    String role = "hostile_" + System.nanoTime();
    try (TestDatabase origin = Engine.POSTGRESQL.server().newDatabase();
        PlainDatabase source = new PlainDatabase(Engine.POSTGRESQL, origin.url())) {
      source.execute(TABLE);
      source.execute(
          "CREATE ROLE %1$s LOGIN PASSWORD 'secret'; GRANT SELECT ON t TO %1$s".formatted(role));
      for (String setting : SETTINGS) {
        source.execute("ALTER ROLE " + role + " SET " + setting);
      }
      String hostile = origin.url().replaceFirst("//[^@]*@", "//" + role + ":secret@");
      try {
        for (Engine engine : Engine.values()) {
          assertThat(dump(engine, hostile))
              .as(engine.label())
              .isEqualTo(dump(engine, origin.url()));
        }
      } finally {
        source.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
      }
    }
  }

  /** All values, and the defaults as the target gives them. */
  private List<String> dump(Engine engine, String source) throws IOException, SQLException {
    try (TestDatabase goal = engine.server().newDatabase();
        PlainDatabase target = new PlainDatabase(engine, goal.url())) {
      DecantRun run =
          DecantRun.of(
              folder,
              "migrate",
              "--source",
              source,
              "--target",
              goal.url(),
              "--verify",
              "--on-error",
              "reject");
      assertThat(run.exitCode()).as(run.printed()).isIn(0, 3);
      target.execute("INSERT INTO t (id) VALUES (3)");
      List<String> all = rows(target);
      run.list("rejects").forEach(reject -> all.add(reject.path("code").asText()));
      return all;
    }
  }

  private static List<String> rows(PlainDatabase target) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = target.connection().createStatement();
        var row = statement.executeQuery("SELECT * FROM t ORDER BY id")) {
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          text.append(row.getString(i)).append('|');
        }
        rows.add(text.toString());
      }
    }
    return rows;
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows of the catalogue's section 1 that need a run of their own. MP-79 (100 MB in a small heap) is
 * {@link LongValueTest}'s, MP-80 (a reader's connection is killed) the connector contract's and
 * {@link ResumeTest}'s.
 */
class MySqlRunsTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("MP-64 two names that become one stop the plan, and nothing is made")
  void mp64() throws IOException, SQLException {
    String two =
        "CREATE TABLE `User` (id int PRIMARY KEY); CREATE TABLE `user` (id int PRIMARY KEY)";
    try (Poured poured =
        Poured.of(Engine.MYSQL, two, Engine.POSTGRESQL, folder, "--names", "lower")) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(2);
      assertThat(poured.run().printed()).contains("NAME_COLLISION", "User", "user");
      assertThat(poured.target().tables()).isEmpty();
    }
    try (Poured poured = Poured.of(Engine.MYSQL, two, Engine.POSTGRESQL, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
    }
  }

  @Test
  @DisplayName("MP-65 names of 64 characters get a suffix that is always the same")
  void mp65() throws IOException, SQLException {
    String start = "n".repeat(63);
    String two =
        "CREATE TABLE %1$s1 (id int PRIMARY KEY, %1$s1 int, %1$s2 int); CREATE TABLE %1$s2 (id int)"
            .formatted(start);
    String names =
        "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relkind = 'r' AND"
            + " relname LIKE 'nnn%'";
    try (Poured once = Poured.of(Engine.MYSQL, two, Engine.POSTGRESQL, folder);
        Poured again = Poured.of(Engine.MYSQL, two, Engine.POSTGRESQL, folder)) {
      assertThat(once.run().exitCode()).as(once.run().printed()).isZero();
      assertThat(once.value(names)).contains(",").isEqualTo(again.value(names));
      assertThat(once.outcome("table", start + "1")).isEqualTo("changed NAME_SHORTENED");
    }
  }

  @Test
  @DisplayName("MP-68 more columns than the target takes stop the plan, and nothing is made")
  void mp68() throws IOException, SQLException {
    try (Poured poured = Poured.of(Engine.MARIADB, wide(1700), Engine.POSTGRESQL, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(2);
      assertThat(poured.run().printed()).contains("TOO_MANY_COLUMNS", "1700");
      assertThat(poured.target().tables()).isEmpty();
    }
  }

  private static String wide(int columns) {
    return IntStream.range(0, columns)
        .mapToObj(i -> "c" + i + " tinyint")
        .collect(Collectors.joining(", ", "CREATE TABLE wide (", ") ENGINE = Aria"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Engine.class,
      names = {"MYSQL", "MARIADB"})
  @DisplayName("MP-86 what the server's own settings are changes no value")
  void mp86(Engine engine) throws IOException, SQLException {
    List<String> hostile =
        List.of(
            "sql_mode ="
                + " 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH,REAL_AS_FLOAT'",
            "time_zone = '-07:00'",
            "sql_auto_is_null = 1",
            "max_sort_length = 8",
            "completion_type = 1",
            "max_error_count = 0",
            "sql_select_limit = 1",
            "sql_safe_updates = 1",
            "tx_isolation = 'READ-UNCOMMITTED'");
    String statements =
        """
        SET NAMES utf8mb4; SET time_zone = '+00:00'; SET sql_mode = '';
        CREATE TABLE t (id int PRIMARY KEY, c char(5), s varchar(20) DEFAULT 'a\\\\b', at_ timestamp NULL, f float);
        INSERT INTO t VALUES (1, 'ab', 'x\\\\y"z', '2024-03-31 01:30:00', 16777217), (2, 'q', 'r', '2024-10-27 00:30:00', 0.1);
        """;
    List<String> before = new ArrayList<>();
    try (TestDatabase any = engine.server().newDatabase();
        PlainDatabase server = new PlainDatabase(engine, any.url())) {
      try {
        for (String setting : hostile) {
          String name = name(engine, setting);
          String old = server.scalar("SELECT @@GLOBAL." + name);
          before.add(name + " = " + (old.matches("\\d+") ? old : "'" + old + "'"));
          server.execute("SET GLOBAL " + name + setting.substring(setting.indexOf(" =")));
        }
        try (Poured poured = Poured.of(engine, statements, Engine.POSTGRESQL, folder)) {
          assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
          assertThat(
                  poured.rows(
                      "SELECT id, c::text, s, (at_ AT TIME ZONE 'UTC')::text, f FROM t ORDER BY"
                          + " id"))
              .containsExactly(
                  "1|ab|x\\y\"z|2024-03-31 01:30:00|1.6777216e+07",
                  "2|q|r|2024-10-27 00:30:00|0.1");
        }
      } finally {
        for (String setting : before) {
          server.execute("SET GLOBAL " + setting);
        }
      }
    }
  }

  private static String name(Engine engine, String setting) {
    String name = setting.substring(0, setting.indexOf(" ="));
    return engine == Engine.MYSQL && name.equals("tx_isolation") ? "transaction_isolation" : name;
  }

  @Test
  @DisplayName("MP-86 what the target's role and database are set to changes no value either")
  void hostileTarget() throws IOException, SQLException {
    List<String> hostile =
        List.of(
            "DateStyle = 'SQL, DMY'",
            "IntervalStyle = 'sql_standard'",
            "TimeZone = 'America/New_York'",
            "extra_float_digits = -15",
            "bytea_output = 'escape'",
            "standard_conforming_strings = off",
            "search_path = 'nowhere'",
            "array_nulls = off",
            "statement_timeout = '5min'",
            "default_transaction_isolation = 'serializable'",
            "default_transaction_read_only = on");
    String statements =
        """
        SET NAMES utf8mb4; SET time_zone = '+00:00';
        CREATE TABLE t (id int PRIMARY KEY, s varchar(9) DEFAULT 'a\\\\b', at_ timestamp NULL, d double, b blob, t time, l set('NULL','x'));
        INSERT INTO t VALUES (1, 'x\\\\y', '2024-03-31 01:30:00', 0.1, 0x00FF5C, '-100:00:00', 'NULL,x');
        """;
    try (TestDatabase origin = Engine.MYSQL.server().newDatabase();
        TestDatabase goal = Engine.POSTGRESQL.server().newDatabase()) {
      String database = goal.url().substring(goal.url().lastIndexOf('/') + 1);
      try (PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
        for (String setting : hostile) {
          target.execute("ALTER DATABASE " + database + " SET " + setting);
        }
      }
      try (PlainDatabase source = new PlainDatabase(Engine.MYSQL, origin.url())) {
        source.execute(statements);
      }
      DecantRun run =
          DecantRun.of(
              folder, "migrate", "--source", origin.url(), "--target", goal.url(), "--verify");
      assertThat(run.exitCode()).as(run.printed()).isZero();
      try (PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
        assertThat(
                target.scalar(
                    "SELECT concat_ws('|', s, extract(epoch FROM at_), encode(float8send(d),"
                        + " 'hex'), encode(b, 'hex'), extract(epoch FROM t), l::text) FROM"
                        + " public.t"))
            .isEqualTo(
                "x\\y|1711848600.000000|3fb999999999999a|00ff5c|-360000.000000|{\"NULL\",x}");
      }
    }
  }

  @Test
  @DisplayName("MP-85 a user of caching_sha2_password without TLS connects")
  void mp85() throws IOException, SQLException {
    try (TestDatabase origin = Engine.MYSQL.server().newDatabase();
        TestDatabase goal = Engine.POSTGRESQL.server().newDatabase();
        PlainDatabase source = new PlainDatabase(Engine.MYSQL, origin.url())) {
      source.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
      source.execute(
          "CREATE USER 'mp_sha2' IDENTIFIED WITH caching_sha2_password BY 'se cret'; GRANT ALL ON"
              + " *.* TO 'mp_sha2'");
      try {
        String url = origin.url().replaceFirst("//[^@]*@", "//mp_sha2:se%20cret@");
        DecantRun run =
            DecantRun.of(
                folder, "migrate", "--source", url + "?sslmode=disable", "--target", goal.url());
        assertThat(run.exitCode()).as(run.printed()).isZero();
        assertThat(run.printed()).doesNotContain("se cret", "se%20cret");
      } finally {
        source.execute("DROP USER 'mp_sha2'");
      }
    }
  }

  @Test
  @DisplayName("a source that lets nobody hold off its writers is read by one reader, and says so")
  void oneReader() throws IOException, SQLException {
    try (TestDatabase origin = Engine.MYSQL.server().newDatabase();
        TestDatabase goal = Engine.POSTGRESQL.server().newDatabase();
        PlainDatabase source = new PlainDatabase(Engine.MYSQL, origin.url())) {
      String database = origin.url().substring(origin.url().lastIndexOf('/') + 1);
      source.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
      source.execute(
          "CREATE USER 'mp_reader' IDENTIFIED WITH mysql_native_password BY 'only'; GRANT SELECT ON `%s`.* TO 'mp_reader'"
              .formatted(database));
      try {
        DecantRun run =
            DecantRun.of(
                folder,
                "migrate",
                "--source",
                origin.url().replaceFirst("//[^@]*@", "//mp_reader:only@"),
                "--target",
                goal.url(),
                "--parallel",
                "3");
        assertThat(run.exitCode()).as(run.printed()).isZero();
        assertThat(run.report().path("run").path("caveats").toString())
            .contains("one reader only", "LOCK TABLES");
        assertThat(run.printed()).contains("one reader only");
      } finally {
        source.execute("DROP USER 'mp_reader'");
      }
    }
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SP-20 and its neighbours: a default of the current time is one in the session's zone, or UTC. */
final class ClockDefaultsTest {
  private static final String MYSQL =
      """
      CREATE TABLE t (id int PRIMARY KEY, here datetime DEFAULT CURRENT_TIMESTAMP,
        utc datetime(3) DEFAULT (utc_timestamp(3)), fixed timestamp DEFAULT CURRENT_TIMESTAMP,
        day date DEFAULT (curdate()), utc_day date DEFAULT (utc_date()), clock time DEFAULT (utc_time()),
        words varchar(40) DEFAULT (now()), number bigint DEFAULT (now()));
      INSERT INTO t (id) VALUES (1);
      """;

  private static final String POSTGRESQL =
      """
      CREATE TABLE t (id int PRIMARY KEY, here timestamp DEFAULT now(), utc timestamp DEFAULT (now() AT TIME ZONE 'UTC'),
        fixed timestamptz DEFAULT now(), day date DEFAULT CURRENT_DATE,
        utc_day date DEFAULT (now() AT TIME ZONE 'UTC')::date, clock time DEFAULT (CURRENT_TIMESTAMP AT TIME ZONE 'utc')::time,
        midnight timestamp DEFAULT CURRENT_DATE, words text DEFAULT now(), bent timestamptz DEFAULT (now() AT TIME ZONE 'UTC'));
      INSERT INTO t (id) VALUES (1);
      """;

  private static final String SQLITE =
      """
      CREATE TABLE t (id INTEGER PRIMARY KEY, utc DATETIME DEFAULT CURRENT_TIMESTAMP,
        utc_day DATE DEFAULT CURRENT_DATE, clock TIME DEFAULT CURRENT_TIME, words TEXT DEFAULT CURRENT_TIMESTAMP);
      INSERT INTO t (id) VALUES (1);
      """;

  private static final String TOKYO =
      "SET time_zone = '+09:00'; INSERT INTO t (id) VALUES (2); SET time_zone = '+00:00'";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"MYSQL", "MARIADB"})
  @DisplayName(
      "PostgreSQL's local and UTC times are the same in MySQL, whatever the session's zone")
  void fromPostgreSql(Engine engine) throws Exception {
    try (Poured poured = Poured.of(Engine.POSTGRESQL, POSTGRESQL, engine, folder)) {
      poured.target().execute(TOKYO);
      assertThat(
              poured.rows(
                  "SELECT timestampdiff(MINUTE, utc, here), abs(timestampdiff(SECOND, utc,"
                      + " utc_timestamp())) < 60, abs(timestampdiff(SECOND, fixed, utc)) < 2, utc_day ="
                      + " date(utc), day = date(here), abs(timestampdiff(SECOND, clock, time(utc))) < 2"
                      + " FROM t WHERE id = 2"))
          .containsExactly("540|1|1|1|1|1");
      assertThat(poured.remarks("t"))
          .contains("default public.t.midnight: skipped DEFAULT_EXPRESSION")
          .contains("default public.t.bent: skipped DEFAULT_EXPRESSION")
          .noneMatch(remark -> remark.contains(".here:") || remark.contains("utc"));
    }
  }

  @Test
  @DisplayName("PostgreSQL to PostgreSQL keeps every spelling of now")
  void atHome() throws Exception {
    try (Poured poured = Poured.of(Engine.POSTGRESQL, POSTGRESQL, Engine.POSTGRESQL, folder)) {
      poured
          .target()
          .execute("SET timezone = 'Asia/Tokyo'; INSERT INTO t (id) VALUES (2); RESET timezone");
      assertThat(
              poured.rows(
                  "SELECT here - utc, fixed - here AT TIME ZONE 'Asia/Tokyo', utc_day = utc::date, day ="
                      + " here::date, clock = utc::time, midnight::time, words LIKE '%+09', fixed - bent"
                      + " FROM t WHERE id = 2"))
          .containsExactly("PT9H|PT0S|t|t|t|00:00:00|t|PT9H");
    }
  }

  @Test
  @DisplayName("MySQL's local and UTC times are the same in PostgreSQL")
  void fromMySql() throws Exception {
    for (Engine engine : List.of(Engine.MYSQL, Engine.MARIADB)) {
      try (Poured poured =
          Poured.of(
              engine,
              MYSQL,
              Engine.POSTGRESQL,
              Files.createDirectories(folder.resolve(engine.label())))) {
        poured
            .target()
            .execute("SET timezone = 'Asia/Tokyo'; INSERT INTO t (id) VALUES (2); RESET timezone");
        assertThat(
                poured.rows(
                    "SELECT abs(extract(epoch FROM here - utc) - 32400) < 2, fixed = here AT TIME ZONE"
                        + " 'Asia/Tokyo', utc_day = utc::date, day = here::date, abs(extract(epoch FROM"
                        + " clock - utc::time)) < 2, abs(extract(epoch FROM words::timestamp - here)) < 2"
                        + " FROM t WHERE id = 2"))
            .containsExactly("t|t|t|t|t|t");
        assertThat(poured.remarks("t")).contains("default t.number: skipped DEFAULT_EXPRESSION");
      }
    }
  }

  @Test
  @DisplayName("SQLite knows only UTC: what was the session's time is declared as changed")
  void toSqlite() throws Exception {
    assertThat(changed(Engine.MYSQL, MYSQL)).containsExactly("day", "here", "words");
    assertThat(changed(Engine.MARIADB, MYSQL)).containsExactly("day", "here", "words");
    assertThat(changed(Engine.POSTGRESQL, POSTGRESQL)).containsExactly("day", "here");
  }

  private List<String> changed(Engine engine, String statements) throws Exception {
    Path place = Files.createDirectories(folder.resolve(engine.label()));
    try (Poured poured = Poured.of(engine, statements, Engine.SQLITE, place)) {
      poured.target().execute("INSERT INTO t (id) VALUES (2)");
      assertThat(
              poured.rows(
                  "SELECT abs(julianday(utc) - julianday('now')) < 0.001, utc_day = date('now')"
                      + " FROM t WHERE id = 2"))
          .containsExactly("1|1");
      return poured.remarks("t").stream()
          .filter(remark -> remark.endsWith(": changed TIME_ZONE") && remark.startsWith("default"))
          .map(remark -> remark.substring(remark.lastIndexOf('.') + 1, remark.indexOf(':')))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MYSQL", "MARIADB"})
  @DisplayName("SP-20 SQLite's UTC stays UTC in MySQL")
  void fromSqlite(Engine engine) throws SQLException, java.io.IOException {
    try (Poured poured = Poured.of(Engine.SQLITE, SQLITE, engine, folder)) {
      poured.target().execute(TOKYO);
      assertThat(
              poured.rows(
                  "SELECT abs(timestampdiff(SECOND, utc, utc_timestamp())) < 60, utc_day = date(utc),"
                      + " abs(timestampdiff(SECOND, clock, time(utc))) < 2, left(words, 16) = left(utc, 16)"
                      + " FROM t WHERE id = 2"))
          .containsExactly("1|1|1|1");
      assertThat(poured.remarks("t")).noneMatch(remark -> remark.startsWith("default"));
    }
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Section 1 of the catalogue from MariaDB 11.4. What it cannot express: indexes of expressions
 * (MP-59), an SRID that a column is bound to with its own order of axes (MP-62), a generated
 * invisible primary key (MP-83), and caching_sha2_password (MP-85).
 */
class MariaDbToPostgreSqlTest extends MySqlToPostgreSql {
  MariaDbToPostgreSqlTest() {
    super(Engine.MARIADB, "mp-mariadb.sql");
  }

  @Test
  @DisplayName("MP-84 UUID and addresses are types of their own")
  void mp84() throws SQLException {
    assertThat(type("mp_84", "u")).isEqualTo("uuid");
    assertThat(type("mp_84", "six")).isEqualTo("inet");
    assertThat(rows("SELECT u, six, four FROM mp_84 ORDER BY id"))
        .containsExactly(
            "123e4567-e89b-12d3-a456-426655440000|2001:db8::ff00:42:8329|192.0.2.1",
            "null|::ffff:192.0.2.1|255.255.255.255");
  }

  @Test
  @DisplayName("MP-84 a column that a sequence counts goes on counting by itself")
  void mp84sequences() throws SQLException {
    assertThat(rows("INSERT INTO mp_84 (u) VALUES (NULL) RETURNING id"))
        .containsExactly(next("mp_84_numbers"));
  }

  @Test
  @DisplayName("MP-84 a sequence of no column stays, with the statement that makes it")
  void mp84alone() {
    assertThat(poured().outcome("sequence", "mp_84_down")).startsWith("skipped");
    assertThat(poured().reason("sequence", "mp_84_down"))
        .contains("START WITH -5 INCREMENT BY -2", "MAXVALUE -1", "CYCLE");
  }

  private String next(String sequence) throws SQLException {
    return poured().source().scalar("SELECT next_not_cached_value FROM " + sequence);
  }

  @Test
  @DisplayName("of a versioned table the rows of now are poured, and its history is said to stay")
  void versioned() throws SQLException {
    assertThat(rows("SELECT id, v FROM mp_88_versioned")).containsExactly("1|3");
    assertThat(poured().outcome("table", "mp_88_versioned")).isEqualTo("changed SYSTEM_VERSIONED");
  }

  @Test
  @DisplayName("of a period its bounds are poured, and that periods may overlap now is said")
  void periods() throws SQLException {
    assertThat(rows("SELECT id, s, e FROM mp_88_period"))
        .containsExactly("1|2026-01-01|2026-02-01");
    assertThat(poured().outcome("check", "mp_88_period.p")).isEqualTo("changed PERIOD");
    assertThat(poured().outcome("primary-key", "mp_88_period.PRIMARY"))
        .isEqualTo("changed WITHOUT_OVERLAPS");
    assertThat(poured().outcome("unique-key", "mp_88_period.apart"))
        .isEqualTo("changed WITHOUT_OVERLAPS");
    assertThat(poured().outcome("check", "mp_88_no_period.p")).isEqualTo("migrated");
  }

  @Test
  @DisplayName("a compressed column is its text, an invisible one visible")
  void compressed() throws SQLException {
    assertThat(rows("SELECT length(v), h FROM mp_88_compressed")).containsExactly("5000|4");
    assertThat(poured().outcome("column", "mp_88_compressed.h"))
        .isEqualTo("changed INVISIBLE_COLUMN");
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Section 4 of the catalogue of edge cases: PostgreSQL and MySQL poured into SQLite, looked at as
 * somebody would who knows nothing of Decant. A table is named after its row.
 */
class SqliteTargetCatalogueTest {
  @TempDir private static Path folder;
  private static Poured fromPostgresql;
  private static Poured fromMysql;

  @BeforeAll
  static void pour() throws IOException, SQLException {
    fromPostgresql =
        Poured.script(Engine.POSTGRESQL, "to-sqlite-postgresql.sql", Engine.SQLITE, folder);
    fromMysql = Poured.script(Engine.MYSQL, "to-sqlite-mysql.sql", Engine.SQLITE, folder);
  }

  @AfterAll
  static void close() throws SQLException {
    fromPostgresql.close();
    fromMysql.close();
  }

  @Test
  void nothingDiffersThatTheReportDoesNotTell() throws SQLException {
    for (Poured poured : List.of(fromPostgresql, fromMysql)) {
      Outcomes outcomes = new Outcomes(poured.run(), poured.source(), poured.target());
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      assertThat(poured.run().notEqual()).isEmpty();
      assertThat(outcomes.unbalanced()).isEmpty();
      assertThat(outcomes.absentTables(outcomes.pairs())).isEmpty();
      assertThat(outcomes.undeclaredDifferences(outcomes.pairs())).isEmpty();
    }
  }

  @Test
  @DisplayName("PS-02 texts that look like numbers stay texts, decimals of any length exact")
  void numbersAsTexts() throws SQLException {
    assertThat(fromPostgresql.rows("SELECT typeof(t), t, v, c, n FROM ps_02 ORDER BY id"))
        .containsExactly(
            "text|00123|1e5|007|12345678901234567890.1234567890",
            "text|+5| 12 |ab|-0.0000000001",
            "text|NULL|||0.0000000000");
    assertThat(fromPostgresql.value("SELECT u FROM ps_02 WHERE id = 1"))
        .isEqualTo("1" + "0".repeat(100));
  }

  @Test
  @DisplayName("PS-03 NaN becomes NULL, counted; infinities stay; -0.0 loses its sign, counted")
  void notANumber() throws SQLException {
    assertThat(fromPostgresql.rows("SELECT f, r FROM ps_03 ORDER BY id"))
        .containsExactly("null|null", "Inf|-Inf", "0.0|1.5", "0.1|0.10000000149011612");
    assertThat(fromPostgresql.losses("public.ps_03", "f"))
        .containsExactlyInAnyOrder("NAN_AS_NULL 1", "NEG_ZERO 1");
    assertThat(fromPostgresql.losses("public.ps_02", "u")).containsExactly("NAN_AS_NULL 1");
  }

  @Test
  @DisplayName("PS-04 moments are texts of ISO 8601 that SQLite's own functions read, in UTC")
  void moments() throws SQLException {
    assertThat(fromPostgresql.rows("SELECT tz, tz3, ts, d, t, i FROM ps_04 ORDER BY id"))
        .containsExactly(
            "2024-01-01 07:00:00.123456+00:00|2024-03-31 01:30:00.500+00:00|2024-03-31"
                + " 02:30:00.123456|2024-02-29|23:59:59.999999|P1Y2M3DT4H5M6.789S",
            "infinity|null|-infinity|0044-03-15 BC|00:00:00.000000|P-1D");
    assertThat(fromPostgresql.value("SELECT datetime(tz) || datetime(ts) FROM ps_04 WHERE id = 1"))
        .isEqualTo("2024-01-01 07:00:002024-03-31 02:30:00");
  }

  @Test
  @DisplayName("PS-05 booleans are 0 and 1, documents and arrays JSON, bytes a BLOB, all else text")
  void otherTypes() throws SQLException {
    assertThat(
            fromPostgresql.rows(
                "SELECT b, u, a, texts, js, hex(by), m, bits, inet FROM ps_05 ORDER BY id"))
        .containsExactly(
            "1|0e37df36-f698-11e6-8dd4-cb9ced3df976|[1,2,null]|[\"a b\",null,\"NULL\",\"\"]"
                + "|{\"b\":1,  \"a\":1}|00FF5C|it's ok|101|10.0.0.1/24",
            "0|null|[]|[[\"a\",\"b\"],[\"c\",\"d\"]]|12345678901234567890123||null|null|::1");
    assertThat(
            fromPostgresql.value(
                "SELECT json_extract(j, '$.a[1]') || typeof(by) || json_valid(a) FROM ps_05 WHERE"
                    + " id = 1"))
        .isEqualTo("2.5blob1");
  }

  @Test
  @DisplayName("PS-06 an unsigned number beyond int64 is a text, and said to be")
  void unsigned() throws SQLException {
    assertThat(fromMysql.rows("SELECT typeof(u), u, i, b, y, t, d, s, e FROM ps_06 ORDER BY id"))
        .containsExactly(
            "text|18446744073709551615|4294967295|101|2024|-838:59:59"
                + "|12345678901234567890123456789012345.123456789012345678901234567890|a,b|it's",
            "text|5|0|000|1901|12:00:00|-0.500000000000000000000000000000||null");
    assertThat(fromMysql.outcome("column", "ps_06.u")).isEqualTo("changed UNSIGNED_RANGE");
    assertThat(fromMysql.outcome("column", "ps_06_key.id")).isEqualTo("changed UNSIGNED_RANGE");
    fromMysql.target().execute("INSERT INTO ps_06_key (v) VALUES ('next')");
    assertThat(fromMysql.value("SELECT max(id) FROM ps_06_key")).isEqualTo("42");
    fromMysql.target().execute("DELETE FROM ps_06_key WHERE id = 42");
  }

  @Test
  @DisplayName("PS-08 schemas become part of the names")
  void schemas() throws SQLException {
    assertThat(fromPostgresql.value("SELECT a_t.v || b_t.v FROM a_t JOIN b_t USING (id)"))
        .isEqualTo("ab");
  }

  @Test
  @DisplayName("PS-08 names that so become equal are found before anything is written")
  void collidingSchemas() throws IOException, SQLException {
    String statements =
        "CREATE SCHEMA a; CREATE TABLE a.t (i int); CREATE TABLE public.\"A_T\" (i int);";
    try (Poured poured = Poured.of(Engine.POSTGRESQL, statements, Engine.SQLITE, folder)) {
      assertThat(poured.run().exitCode()).isEqualTo(2);
      assertThat(poured.run().printed()).contains("NAME_COLLISION");
      assertThat(poured.target().tables()).isEmpty();
    }
  }

  @Test
  @DisplayName("PS-09 É and é load; a key that ignored case says what NOCASE does not")
  void unique() throws SQLException {
    assertThat(fromMysql.rows("SELECT name, ci, tr FROM ps_09 ORDER BY id"))
        .containsExactly("É|A|I", "é|b|i", "E|É|x");
    assertThat(fromMysql.outcome("unique-key", "ps_09.name")).isEqualTo("migrated");
    assertThat(fromMysql.outcome("unique-key", "ps_09.ci")).isEqualTo("changed CI_UNIQUE");
    assertThat(fromMysql.outcome("unique-key", "ps_09.tr")).isEqualTo("changed CI_UNIQUE");
    assertThat(fromPostgresql.outcome("unique-key", "public.ps_09.ps_09_name_key"))
        .isEqualTo("changed CI_UNIQUE");
    assertThat(fromMysql.value("SELECT count(*) FROM ps_09 WHERE ci = 'a' AND tr <> 'i'"))
        .isEqualTo("1");
  }

  @Test
  void keysDefaultsAndCountersWorkInTheTarget() throws SQLException {
    // Its day is another's: of rows with a flag, a partial index takes a day only once.
    fromPostgresql.target().execute("UPDATE ps_keys SET day = '2020-01-01' WHERE id = 1");
    fromPostgresql.target().execute("INSERT INTO ps_keys (parent) VALUES (1)");
    assertThat(
            fromPostgresql.rows(
                "SELECT id, code, amount, length(key), flag, day = date('now'), at LIKE '____-__-__"
                    + " __:__:__.___+00:00' FROM ps_keys WHERE id > 2"))
        .containsExactly("42|it's|1.50|36|1|1|1");
    fromPostgresql.target().execute("DELETE FROM ps_keys WHERE id > 2");
    fromPostgresql.target().execute("UPDATE ps_keys SET day = (SELECT max(day) FROM ps_keys)");
    assertThat(
            fromPostgresql.rows(
                "SELECT \"from\", \"to\", on_delete, on_update FROM"
                    + " pragma_foreign_key_list('ps_keys')"))
        .containsExactly("parent|id|CASCADE|SET NULL");
    assertThat(fromPostgresql.outcome("comment", "public.ps_keys")).isEqualTo("skipped COMMENT");
    assertThat(fromPostgresql.outcome("index", "public.ps_keys.ps_keys_desc"))
        .isEqualTo("migrated");
    assertThat(fromPostgresql.outcome("index", "public.ps_05.ps_keys_gin"))
        .isEqualTo("skipped INDEX_METHOD");
  }

  @Test
  @DisplayName("X-18 a table of generated columns alone keeps its rows")
  void onlyGeneratedColumns() throws SQLException {
    assertThat(fromPostgresql.rows("SELECT a FROM ps_generated")).containsExactly("1");
    assertThat(fromMysql.rows("SELECT a, b FROM ps_generated")).containsExactly("3|4", "3|4");
  }
}

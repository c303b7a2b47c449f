package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Section 1 of the catalogue, the rows that both engines can express: one database is poured, and
 * each test looks at what became of its table. Rows that need a run of their own stand in {@link
 * MySqlRunsTest}, those about the size of the heap and about kills in {@link BigRun} and {@link
 * ResumeTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MySqlToPostgreSql {
  private final Engine from;
  private final String own;
  private Poured poured;

  MySqlToPostgreSql(Engine from, String own) {
    this.from = from;
    this.own = own;
  }

  @BeforeAll
  void pour(@TempDir Path folder) throws IOException, SQLException {
    poured = Poured.of(from, script("mp.sql") + script(own), Engine.POSTGRESQL, folder);
  }

  private static String script(String name) throws IOException {
    try (InputStream in = MySqlToPostgreSql.class.getResourceAsStream("catalogue/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  void close() throws SQLException {
    poured.close();
  }

  /** What a test inserts is no business of the next. */
  @AfterEach
  void forget() throws SQLException {
    poured.target().connection().rollback();
  }

  Poured poured() {
    return poured;
  }

  List<String> rows(String query) throws SQLException {
    return poured.rows(query);
  }

  /** The server's own word for a column's type. */
  String type(String table, String column) throws SQLException {
    return poured.value(
        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'public.%s'::regclass AND attname = '%s'"
            .formatted(table, column));
  }

  /** The default as the server prints it; {@code null} for none. */
  String defaultOf(String table, String column) throws SQLException {
    return poured.value(
        "SELECT column_default FROM information_schema.columns WHERE table_name = '%s' AND column_name = '%s'"
            .formatted(table, column));
  }

  @Test
  @DisplayName("all that the report calls equal is equal by plain reads")
  void nothingDiffersInSilence() throws SQLException {
    Outcomes outcomes = new Outcomes(poured.run(), poured.source(), poured.target());
    assertThat(outcomes.undeclaredDifferences(outcomes.pairs())).isEmpty();
    assertThat(outcomes.absentTables(outcomes.pairs())).isEmpty();
    assertThat(poured.run().notEqual()).isEmpty();
  }

  @Test
  @DisplayName("the only thing that failed is the foreign key of MP-70, so the exit code is 7")
  void exitCodeShowsTheOrphans() {
    assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(7);
    assertThat(
            poured
                .run()
                .list("objects")
                .filter(object -> object.path("status").asText().equals("failed"))
                .map(object -> object.path("source-name").asText()))
        .containsExactly("mp_70.mp_70_orphans");
  }

  @Test
  @DisplayName("MP-01 TINYINT(1) of 0, 1 and NULL becomes boolean")
  void mp01() throws SQLException {
    assertThat(type("mp_01", "v")).isEqualTo("boolean");
    assertThat(rows("SELECT v FROM mp_01 ORDER BY id")).containsExactly("f", "t", "null");
  }

  @Test
  @DisplayName("MP-02 TINYINT(1) with 2 and -1 becomes smallint, and says why")
  void mp02() throws SQLException {
    assertThat(type("mp_02", "v")).isEqualTo("smallint");
    assertThat(rows("SELECT v FROM mp_02 ORDER BY id")).containsExactly("0", "1", "2", "-1");
    assertThat(poured.outcome("column", "mp_02.v")).isEqualTo("changed TINYINT1_NOT_BOOLEAN");
    assertThat(poured.column("mp_02", "v").path("evidence").asText())
        .isEqualTo("tinyint(1) with 4 values, of which 2 are neither 0 nor 1");
  }

  @Test
  @DisplayName("MP-03 TINYINT(1) UNSIGNED becomes smallint, whatever it holds")
  void mp03() throws SQLException {
    for (String column : List.of("v", "few", "filled")) {
      assertThat(type("mp_03", column)).isEqualTo("smallint");
    }
    assertThat(rows("SELECT v, few, filled FROM mp_03 ORDER BY id"))
        .containsExactly("0|0|0", "255|1|1");
  }

  @Test
  @DisplayName("MP-04 BIGINT UNSIGNED at its limit becomes numeric(20,0)")
  void mp04() throws SQLException {
    assertThat(type("mp_04", "v")).isEqualTo("numeric(20,0)");
    assertThat(rows("SELECT v FROM mp_04 ORDER BY id"))
        .containsExactly("18446744073709551615", "0", "9223372036854775808");
  }

  @Test
  @DisplayName("MP-05 BIGINT UNSIGNED AUTO_INCREMENT counts on as bigint while its data fits")
  void mp05() throws SQLException {
    assertThat(type("mp_05", "id")).isEqualTo("bigint");
    assertThat(poured.outcome("column", "mp_05.id")).isEqualTo("changed UNSIGNED_RANGE");
    assertThat(rows("INSERT INTO mp_05 (v) VALUES (3) RETURNING id")).containsExactly("42");
    assertThat(type("mp_05_small", "id")).isEqualTo("smallint");
    assertThat(rows("INSERT INTO mp_05_small (v) VALUES (3) RETURNING id")).containsExactly("255");
  }

  @Test
  @DisplayName("MP-05 beyond 2^63-1 it is numeric(20,0) and counts no more, and so is what refers")
  void mp05beyond() throws SQLException {
    assertThat(type("mp_05_above", "id")).isEqualTo("numeric(20,0)");
    assertThat(type("mp_05_child", "above")).isEqualTo("numeric(20,0)");
    assertThat(rows("SELECT id FROM mp_05_above ORDER BY id"))
        .containsExactly("1", "9223372036854775808");
    assertThat(poured.outcome("identity", "mp_05_above.id")).isEqualTo("skipped IDENTITY_TYPE");
    assertThat(rows("SELECT above FROM mp_05_child ORDER BY id"))
        .containsExactly("9223372036854775808", "null");
  }

  @Test
  @DisplayName(
      "MP-06 integers of every width keep their limits, the unsigned in the next wider type")
  void mp06() throws SQLException {
    assertThat(rows("SELECT * FROM mp_06 ORDER BY id"))
        .containsExactly(
            "1|255|65535|16777215|4294967295|127|32767|8388607|2147483647|9223372036854775807",
            "2|0|0|0|0|-128|-32768|-8388608|-2147483648|-9223372036854775808");
    assertThat(type("mp_06", "u8")).isEqualTo("smallint");
    assertThat(type("mp_06", "u16")).isEqualTo("integer");
    assertThat(type("mp_06", "u24")).isEqualTo("integer");
    assertThat(type("mp_06", "u32")).isEqualTo("bigint");
    assertThat(type("mp_06", "s24")).isEqualTo("integer");
  }

  @Test
  @DisplayName("MP-08 ZEROFILL is display only, and declared")
  void mp08() throws SQLException {
    assertThat(rows("SELECT v, d FROM mp_08")).containsExactly("42|3.50");
    assertThat(type("mp_08", "d")).isEqualTo("numeric(6,2)");
    assertThat(poured.remarks("mp_08"))
        .containsExactly("column mp_08.v: changed ZEROFILL", "column mp_08.d: changed ZEROFILL");
  }

  @Test
  @DisplayName("MP-09 BIT(1) becomes boolean, its default too")
  void mp09() throws SQLException {
    assertThat(rows("SELECT v FROM mp_09 ORDER BY id")).containsExactly("t", "f");
    assertThat(defaultOf("mp_09", "v")).isEqualTo("true");
  }

  @Test
  @DisplayName("MP-10 BIT(3) and BIT(8) keep every bit, in defaults too")
  void mp10() throws SQLException {
    assertThat(rows("SELECT three, eight FROM mp_10 ORDER BY id"))
        .containsExactly("101|00000101", "000|11111111");
    assertThat(type("mp_10", "three")).isEqualTo("bit(3)");
    assertThat(rows("INSERT INTO mp_10 (id) VALUES (3) RETURNING three")).containsExactly("011");
  }

  @Test
  @DisplayName("MP-11 BIT(64) of ones")
  void mp11() throws SQLException {
    assertThat(type("mp_11", "v")).isEqualTo("bit(64)");
    assertThat(rows("SELECT v FROM mp_11 ORDER BY id"))
        .containsExactly("1".repeat(64), "0".repeat(63) + "1");
  }

  @Test
  @DisplayName("MP-13 YEAR becomes smallint, 0000 included")
  void mp13() throws SQLException {
    assertThat(type("mp_13", "v")).isEqualTo("smallint");
    assertThat(rows("SELECT v FROM mp_13 ORDER BY id"))
        .containsExactly("0", "1901", "2155", "null");
  }

  @Test
  @DisplayName("MP-15 TIME(3) stays a time of day; what is negative or beyond a day is an interval")
  void mp15() throws SQLException {
    assertThat(type("mp_15", "v")).isEqualTo("time(3) without time zone");
    assertThat(type("mp_15", "plain")).isEqualTo("time(0) without time zone");
    assertThat(type("mp_15", "span")).startsWith("interval");
    assertThat(rows("SELECT v, extract(epoch FROM span) FROM mp_15 ORDER BY id"))
        .containsExactly(
            "12:34:56.789|-3020399.000000", "00:00:00.001|3020398.999999", "null|-0.500000");
  }

  @Test
  @DisplayName("MP-16 DATETIME keeps wall clock and digits, hours that a zone leaves out included")
  void mp16() throws SQLException {
    assertThat(type("mp_16", "v")).isEqualTo("timestamp without time zone");
    assertThat(rows("SELECT v::text, whole::text, tenth::text FROM mp_16 ORDER BY id"))
        .containsExactly(
            "2024-01-01 00:00:00.123456|2024-03-31 02:30:00|2024-10-27 02:30:00.5",
            "1000-01-01 00:00:00|9999-12-31 23:59:59|0001-01-01 00:00:00.1");
  }

  @Test
  @DisplayName("MP-19 TIMESTAMP is the same instant")
  void mp19() throws SQLException {
    assertThat(type("mp_19", "v")).isEqualTo("timestamp(0) with time zone");
    assertThat(
            rows(
                "SELECT (v AT TIME ZONE 'UTC')::text, (fine AT TIME ZONE 'UTC')::text FROM mp_19"
                    + " ORDER BY id"))
        .containsExactly(
            "2038-01-19 03:14:07|2024-03-31 01:30:00.123456",
            "1970-01-01 00:00:01|2024-10-27 00:30:00.000001");
  }

  @Test
  @DisplayName("MP-20 a zero date in a column that takes NULL becomes NULL, counted")
  void mp20() throws SQLException {
    assertThat(rows("SELECT v FROM mp_20 ORDER BY id")).containsExactly("null", "2024-01-01");
    assertThat(poured.losses("mp_20", "v")).containsExactly("ZERO_DATE 1");
    assertThat(poured.losses("mp_20_stamp", "v")).containsExactly("ZERO_DATE 1");
  }

  @Test
  @DisplayName("MP-22 a zero date as default is left out, and said so")
  void mp22() throws SQLException {
    assertThat(defaultOf("mp_22", "v")).isEqualTo("null");
    assertThat(poured.outcome("default", "mp_22.v")).isEqualTo("skipped ZERO_DATE_DEFAULT");
  }

  @Test
  @DisplayName("MP-23 partly zero dates are zero dates, never another day")
  void mp23() throws SQLException {
    assertThat(rows("SELECT d, t::text FROM mp_23 ORDER BY id"))
        .containsExactly("null|null", "2020-01-15|2020-02-01 10:00:00");
    assertThat(poured.losses("mp_23", "d")).containsExactly("ZERO_DATE 1");
    assertThat(poured.losses("mp_23", "t")).containsExactly("ZERO_DATE 1");
  }

  @Test
  @DisplayName("MP-24 a day that no calendar has is rejected")
  void mp24() throws SQLException {
    assertThat(rows("SELECT id, v FROM mp_24")).containsExactly("2|2021-02-28");
    assertThat(poured.rejects("mp_24")).containsExactly("INVALID_DATE v id=1");
  }

  @Test
  @DisplayName("MP-25 early years are kept, not NULL")
  void mp25() throws SQLException {
    assertThat(rows("SELECT v::text FROM mp_25 ORDER BY id"))
        .containsExactly("0009-12-04 00:00:00", "0001-01-01 00:00:00");
  }

  @Test
  @DisplayName("MP-26 the last day, the first, and one that the Julian calendar skipped")
  void mp26() throws SQLException {
    assertThat(rows("SELECT v::text FROM mp_26 ORDER BY id"))
        .containsExactly("9999-12-31", "0001-01-01", "1582-10-10");
  }

  @Test
  @DisplayName("MP-27 DECIMAL(65,30) of nines keeps every digit")
  void mp27() throws SQLException {
    assertThat(type("mp_27", "v")).isEqualTo("numeric(65,30)");
    assertThat(rows("SELECT v, whole, small FROM mp_27 ORDER BY id"))
        .containsExactly(
            "9".repeat(35)
                + "."
                + "9".repeat(30)
                + "|"
                + "9".repeat(65)
                + "|0."
                + "0".repeat(29)
                + "1",
            "-" + "9".repeat(35) + "." + "9".repeat(30) + "|-1|0.5" + "0".repeat(29));
  }

  @Test
  @DisplayName("MP-29 FLOAT is read exactly, not as the six digits that are shown")
  void mp29() throws SQLException {
    assertThat(type("mp_29", "v")).isEqualTo("real");
    assertThat(rows("SELECT v, fixed FROM mp_29 ORDER BY id"))
        .containsExactly(
            "1.6777216e+07|1234.567",
            "1.2345679|0.001",
            "0.1|-9999.999",
            "3.4028235e+38|null",
            "1e-45|0");
  }

  @Test
  @DisplayName("MP-30 DOUBLE is the same to the bit")
  void mp30() throws SQLException {
    assertThat(rows("SELECT encode(float8send(v), 'hex') FROM mp_30 ORDER BY id"))
        .containsExactly(
            "7fefffffffffffff",
            "0000000000000001",
            "8000000000000000",
            "3fb999999999999a",
            "0010000000000000");
  }

  @Test
  @DisplayName("MP-31 an ENUM's error value is NULL and counted; the empty label is a label")
  void mp31() throws SQLException {
    assertThat(rows("SELECT v FROM mp_31 ORDER BY id")).containsExactly("null", "", "a");
    assertThat(poured.losses("mp_31", "v")).containsExactly("ENUM_ERROR_VALUE 1");
    assertThat(rows("SELECT v FROM mp_31_plain ORDER BY id")).containsExactly("null", "b");
    assertThat(poured.losses("mp_31_plain", "v")).containsExactly("ENUM_ERROR_VALUE 1");
  }

  @Test
  @DisplayName("MP-32 labels sort in their declared order")
  void mp32() throws SQLException {
    assertThat(rows("SELECT v FROM mp_32 ORDER BY v")).containsExactly("z", "a", "M");
    assertThat(rows("INSERT INTO mp_32 (id) VALUES (4) RETURNING v")).containsExactly("a");
  }

  @Test
  @DisplayName("MP-33 labels with quotes, commas, backslashes and line ends are exact")
  void mp33() throws SQLException {
    assertThat(rows("SELECT v FROM mp_33 ORDER BY v"))
        .containsExactly(
            "it's", "a,b", "c\\d", "\"q\"", "ü🎉", "1", "0", "NULL", "x y", "line\nend", "(b)");
  }

  @Test
  @DisplayName("MP-34 a label of more than 63 bytes makes the column a text with a check")
  void mp34() throws SQLException {
    assertThat(type("mp_34", "v")).isEqualTo("text");
    assertThat(poured.outcome("column", "mp_34.v")).isEqualTo("changed ENUM_LABEL_63");
    assertThat(
            rows(
                "SELECT count(*) FROM pg_constraint WHERE conrelid = 'mp_34'::regclass AND contype"
                    + " = 'c'"))
        .containsExactly("1");
    assertThat(rows("SELECT length(v) FROM mp_34 ORDER BY id")).containsExactly("64", "6");
  }

  @Test
  @DisplayName("MP-35 enums of two tables are two types, with names of at most 63 bytes")
  void mp35() throws SQLException {
    assertThat(rows("SELECT v FROM mp_35_one UNION ALL SELECT NULL")).containsExactly("x", "null");
    assertThat(type("mp_35_one", "v")).isNotEqualTo(type("mp_35_two", "v"));
    assertThat(
            rows(
                "SELECT count(DISTINCT atttypid) FROM pg_attribute WHERE attnum > 1 AND attrelid ="
                    + " 'mp_35_with_a_name_that_is_quite_long_in_itself'::regclass"))
        .containsExactly("2");
  }

  @Test
  @DisplayName("MP-36 a SET is an array of texts; empty is no NULL, and 'NULL' no NULL either")
  void mp36() throws SQLException {
    assertThat(type("mp_36", "v")).isEqualTo("text[]");
    assertThat(rows("SELECT v FROM mp_36 ORDER BY id"))
        .containsExactly("{\"x y\",\"NULL\"}", "{}", "null", "{\"{z}\",q}");
    assertThat(rows("SELECT cardinality(v), v[cardinality(v)] FROM mp_36_wide ORDER BY id"))
        .containsExactly("64|h8", "1|h8");
    assertThat(rows("INSERT INTO mp_36 (id) VALUES (5) RETURNING v")).containsExactly("{q}");
  }

  @Test
  @DisplayName("MP-37 JSON means the same, numbers of any length included")
  void mp37() throws SQLException {
    assertThat(
            rows(
                "SELECT v::jsonb = '{\"b\":1,\"a\":[1,2.50,null]}'::jsonb FROM mp_37 WHERE id = 1"))
        .containsExactly("t");
    assertThat(rows("SELECT v::jsonb #>> '{}' FROM mp_37 WHERE id > 1 ORDER BY id"))
        .containsExactly("🎉 é", "null", "[]");
    assertThat(rows("SELECT v::jsonb ->> 'n' FROM mp_37_big WHERE id = 1"))
        .containsExactly("18446744073709551615");
  }

  @Test
  @DisplayName("MP-41 code points are the same, beyond the basic plane and decomposed too")
  void mp41() throws SQLException {
    assertThat(rows("SELECT encode(convert_to(v, 'UTF8'), 'hex') FROM mp_41 ORDER BY id"))
        .containsExactly("f09f8e89", "65cc81", "f48fbfbf", "efbfbe");
  }

  @Test
  @DisplayName("MP-42 every character set becomes the same text in UTF-8")
  void mp42() throws SQLException {
    assertThat(rows("SELECT encode(convert_to(latin, 'UTF8'), 'hex') FROM mp_42 ORDER BY id"))
        .containsExactly("e282ac", "c281", "c3bf");
    assertThat(
            rows(
                "SELECT cyrillic, chinese, japanese, wide, wider, widest, three, plain, little FROM"
                    + " mp_42 WHERE id = 1"))
        .containsExactly("Жук|漢字|カナ|é漢|🎉é|🎉漢|é漢|abc|🎉");
  }

  @Test
  @DisplayName("MP-44 CHAR(5) is the same text, its padding no part of it")
  void mp44() throws SQLException {
    assertThat(type("mp_44", "v")).isEqualTo("character(5)");
    assertThat(rows("SELECT v = 'ab', v::text, latin::text FROM mp_44 ORDER BY id"))
        .containsExactly("t|ab|é", "f||", "f|  x|null");
  }

  @Test
  @DisplayName("MP-45 texts that differ in trailing spaces are two keys, and both are kept")
  void mp45() throws SQLException {
    assertThat(rows("SELECT v, length(v) FROM mp_45 ORDER BY id"))
        .containsExactly("ab|2", "ab |3", "AB|2");
  }

  @Test
  @DisplayName("MP-46 a unique key of a case-insensitive column is unique, and says what it lost")
  void mp46() throws SQLException {
    assertThat(poured.outcome("unique-key", "mp_46.email")).isEqualTo("changed CI_UNIQUE");
    assertThat(
            rows(
                "SELECT count(*) FROM pg_index WHERE indrelid = 'mp_46'::regclass AND indisunique"))
        .containsExactly("2");
    assertThat(poured.outcome("primary-key", "mp_77.PRIMARY")).isEqualTo("changed CI_UNIQUE");
  }

  @Test
  @DisplayName("MP-47 every byte is equal, zeros at the end included")
  void mp47() throws SQLException {
    assertThat(
            rows(
                "SELECT encode(fixed, 'hex'), encode(v, 'hex'), encode(bounded, 'hex'),"
                    + " length(nothing) FROM mp_47"))
        .containsExactly("0102030405060708090a0b0c0d0e0f00|00ff5c|0000|0");
  }

  @Test
  @DisplayName("MP-48 text with U+0000 is rejected, not cut")
  void mp48() throws SQLException {
    assertThat(rows("SELECT id FROM mp_48")).containsExactly("2");
    assertThat(poured.rejects("mp_48")).containsExactly("NUL_BYTE v id=1");
  }

  @Test
  @DisplayName("MP-49 an empty default is kept")
  void mp49() throws SQLException {
    assertThat(defaultOf("mp_49", "v")).startsWith("''::");
    assertThat(rows("INSERT INTO mp_49 (id) VALUES (1) RETURNING v, n")).containsExactly("|");
  }

  @Test
  @DisplayName("MP-50 defaults of every type give what they gave")
  void mp50() throws SQLException {
    assertThat(
            rows(
                """
                INSERT INTO mp_50 (id) VALUES (1)
                RETURNING quoted, lined, coded, number, negative, truth, bits, encode(hexed, 'hex'),
                  day, clock, at_::text, year_, picked, chosen, real_, percent,
                  extract(hour FROM span), big, padded::text,
                  now_ > now() AT TIME ZONE 'UTC' - interval '1 day', stamp > now() - interval '1 day'
                """))
        .containsExactly(
            "it's \"so\"|a\nb\tc|é|12.50|-7|t|0101|00ff|2024-02-29|12:30:00|2024-01-01 10:00:00.5"
                + "|1999|it's|{a,b}|15000000000|100%|-10|18446744073709551615|x|t|t");
    assertThat(poured.remarks("mp_50"))
        .containsExactly("column mp_50.stamp: changed ON_UPDATE_NOW");
  }

  @Test
  @DisplayName("MP-51 defaults that look like code are texts")
  void mp51() throws SQLException {
    assertThat(rows("INSERT INTO mp_51 (id) VALUES (1) RETURNING v, n, c, u, one, f"))
        .containsExactly("now|NULL|CURRENT_TIMESTAMP|uuid()|1|now()");
  }

  @Test
  @DisplayName("MP-52 a column without default has none")
  void mp52() throws SQLException {
    assertThat(defaultOf("mp_52", "v")).isEqualTo("null");
    assertThat(defaultOf("mp_52", "n")).isEqualTo("null");
  }

  @Test
  @DisplayName("MP-53 uuid() becomes gen_random_uuid()")
  void mp53() throws SQLException {
    assertThat(defaultOf("mp_53", "u")).contains("gen_random_uuid()");
    assertThat(rows("INSERT INTO mp_53 (id) VALUES (1) RETURNING length(u), t, n"))
        .containsExactly("36|plain|2");
  }

  @Test
  @DisplayName("MP-56 the first number of an empty table is 1; MP-57 gaps and a higher start stay")
  void mp56() throws SQLException {
    assertThat(rows("INSERT INTO mp_56 (v) VALUES (1) RETURNING id")).containsExactly("1");
    assertThat(rows("INSERT INTO mp_57 (v) VALUES (1) RETURNING id")).containsExactly("1002");
  }

  @Test
  @DisplayName("MP-58 a generated column keeps its values, computed or plain")
  void mp58() throws SQLException {
    assertThat(rows("SELECT c, d FROM mp_58 ORDER BY id")).containsExactly("xy|2", "null|4");
    assertThat(
            rows(
                "SELECT attname, attgenerated, pg_get_expr(adbin, adrelid) FROM pg_attribute JOIN"
                    + " pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid ="
                    + " 'mp_58'::regclass ORDER BY 1"))
        .satisfiesExactly(
            c -> assertThat(c).startsWith("c|s|").contains("||"),
            d -> assertThat(d).startsWith("d|s|").contains("* 2"));
    assertThat(poured.outcome("generated-column", "mp_58.c")).startsWith("changed");
  }

  @Test
  @DisplayName("MP-60 the head of a text stays what is indexed, and what is unique")
  void mp60() throws SQLException {
    assertThat(rows("SELECT indexdef FROM pg_indexes WHERE tablename = 'mp_60' ORDER BY indexname"))
        .anySatisfy(index -> assertThat(index).contains("left", "10"))
        .anySatisfy(index -> assertThat(index).contains("part_", "left", "4"))
        .anySatisfy(index -> assertThat(index).contains("UNIQUE", "substr(b, 1, 8)"));
  }

  @Test
  @DisplayName("MP-61 a full-text index stays behind, and says which one would be like it")
  void mp61() {
    assertThat(poured.outcome("index", "mp_61.words")).isEqualTo("skipped FULLTEXT_INDEX");
    assertThat(poured.reason("index", "mp_61.words")).contains("gin", "to_tsvector");
  }

  @Test
  @DisplayName("MP-62 without PostGIS shapes are well-known binary in bytea, and say so")
  void mp62() throws SQLException {
    assertThat(poured.outcome("column", "mp_62.p")).isEqualTo("changed GEOMETRY_AS_BYTES");
    assertThat(rows("SELECT encode(p, 'hex') FROM mp_62"))
        .containsExactly("00000000" + "0101000000cdcccccccccc0240cdcccccccc6c4840");
    assertThat(poured.outcome("index", "mp_62.at_")).isEqualTo("skipped SPATIAL_INDEX");
  }

  @Test
  @DisplayName("MP-63 reserved words are names like others")
  void mp63() throws SQLException {
    assertThat(
            rows(
                "SELECT id, \"user\", \"select\", \"interval\", \"end\" FROM \"order\" ORDER BY"
                    + " id"))
        .containsExactly("1|null|a|1|2", "2|1|b|3|4");
    assertThat(rows("INSERT INTO \"order\" (\"user\") VALUES (1) RETURNING id"))
        .containsExactly("3");
  }

  @Test
  @DisplayName("MP-66 names with blanks, quotes, signs and letters of all kinds are the same")
  void mp66() throws SQLException {
    assertThat(
            rows(
                "SELECT attname FROM pg_attribute WHERE attnum > 0 AND attrelid = '\"mp_66"
                    + " a\"\"b`c%d:e☃\"'::regclass ORDER BY attnum"))
        .containsExactly(
            "id", "a b", "q\"q", "b`b", "100%", "x.y", "k:v", "Größe", "back\\slash", "it's");
    assertThat(rows("INSERT INTO \"mp_66 a\"\"b`c%d:e☃\" DEFAULT VALUES RETURNING id"))
        .containsExactly("1");
  }

  @Test
  @DisplayName("MP-70 orphans are loaded; their foreign key failed and names some of them")
  void mp70() throws SQLException {
    assertThat(rows("SELECT parent FROM mp_70 ORDER BY id"))
        .containsExactly("1", "77", "78", "null");
    assertThat(poured.outcome("foreign-key", "mp_70.mp_70_orphans"))
        .isEqualTo("failed FOREIGN_KEY_FAILED");
    assertThat(poured.reason("foreign-key", "mp_70.mp_70_orphans")).contains("(77)", "(78)");
  }

  @Test
  @DisplayName("MP-71 cycles and self references are there with their actions")
  void mp71() throws SQLException {
    assertThat(
            rows(
                "SELECT conrelid::regclass, confrelid::regclass, confdeltype, confupdtype FROM"
                    + " pg_constraint WHERE contype = 'f' AND conrelid::regclass::text LIKE"
                    + " 'mp_71%' ORDER BY 1, 2"))
        .hasSize(3)
        .anySatisfy(key -> assertThat(key).startsWith("mp_71_b|mp_71_a|c|"))
        .anySatisfy(key -> assertThat(key).startsWith("mp_71_b|mp_71_b|").endsWith("|n"));
  }

  @Test
  @DisplayName("MP-72 triggers, routines and events are listed with the reason why they stay")
  void mp72() throws SQLException {
    assertThat(poured.outcome("trigger", "mp_72_trigger")).startsWith("skipped");
    assertThat(poured.outcome("routine", "mp_72_procedure")).startsWith("skipped");
    assertThat(poured.outcome("routine", "mp_72_function")).startsWith("skipped");
    assertThat(poured.outcome("event", "mp_72_event")).startsWith("skipped");
    assertThat(poured.outcome("view", "mp_72_view")).isEqualTo("changed VIEW_QUERY");
    assertThat(rows("SELECT count(*) FROM mp_72_view"))
        .isEqualTo(rows("SELECT count(*) FROM mp_01"));
  }

  @Test
  @DisplayName("MP-73 a partitioned table has each row once")
  void mp73() throws SQLException {
    assertThat(rows("SELECT count(*), count(DISTINCT id), sum(v) FROM mp_73"))
        .containsExactly("100|100|10100");
    assertThat(poured.outcome("table", "mp_73")).isEqualTo("changed PARTITIONS");
  }

  @Test
  @DisplayName("MP-74 two equal rows without a key are two")
  void mp74() throws SQLException {
    assertThat(rows("SELECT v, t FROM mp_74")).containsExactly("1|same", "1|same");
  }

  @Test
  @DisplayName("MP-76 a key beyond 2^63, MP-77 one that ignores case, MP-78 a skewed one: complete")
  void keysOfAllKindsAreComplete() throws SQLException {
    assertThat(rows("SELECT count(*), max(id) FROM mp_76"))
        .containsExactly("203|18446744073709551608");
    assertThat(rows("SELECT string_agg(name, ',' ORDER BY name COLLATE \"C\") FROM mp_77"))
        .containsExactly("B,a,c,z,É");
    assertThat(rows("SELECT count(*), count(DISTINCT (tenant, id)) FROM mp_78"))
        .containsExactly("300|300");
  }

  @Test
  @DisplayName("MP-87 a backslash in a default is one backslash")
  void mp87() throws SQLException {
    assertThat(rows("INSERT INTO mp_87 (id) VALUES (1) RETURNING v, w"))
        .containsExactly("C:\\Users|\\'\\\\");
  }

  @Test
  @DisplayName("beside MP-70: both sides of a key have types that can be compared")
  void keysOfUnlikeTypes() throws SQLException {
    assertThat(poured.outcome("foreign-key", "mp_89.mp_89_many"))
        .isEqualTo("skipped FOREIGN_KEY_NOT_UNIQUE");
    assertThat(
            rows(
                "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid ="
                    + " 'mp_89'::regclass"))
        .containsExactly("2");
    assertThat(rows("SELECT p, t, k FROM mp_89 ORDER BY id")).hasSize(3);
  }

  @Test
  @DisplayName("beside MP-71: a table without transactions is named as being of no moment")
  void storageWithoutTransactions() {
    assertThat(poured.run().report().path("run").path("consistent").asBoolean()).isFalse();
    assertThat(poured.run().report().path("run").path("caveats").toString()).contains("mp_90");
  }

  @Test
  @DisplayName("beside MP-33: labels and defaults that the source's own catalog cannot print")
  void charactersBeyondTheCatalog() throws SQLException {
    assertThat(rows("INSERT INTO mp_91 (id) VALUES (2) RETURNING e, t")).containsExactly("🎈|é🎉?");
    assertThat(rows("SELECT e, s FROM mp_91 WHERE id = 1")).containsExactly("🎉|{🎉,y}");
  }
}

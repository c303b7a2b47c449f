package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Section 3 of the catalogue of edge cases: SQLite poured into every engine, one run each. A table
 * is named after its row. SP-26 here has 20,000 rows, for the million see the big run; SP-30 stands
 * in {@code SqliteFilesTest}.
 */
class SqliteSourceCatalogueTest {
  private static final Map<Engine, Poured> POURED = new EnumMap<>(Engine.class);

  /** Columns whose values are meant to arrive as others than they are stored, and say so. */
  private static final Set<String> READ_OTHERWISE =
      Set.of(
          "sp_06.b",
          "sp_07.s",
          "sp_07.ms",
          "sp_07.jd",
          "sp_07.mixed",
          "sp_07.day",
          "sp_29.j",
          "sp_29.b");

  /** As they were before a test wrote into a target. */
  private static final Map<Engine, List<Difference>> DIFFERENCES = new EnumMap<>(Engine.class);

  private static final Map<String, List<String>> BYTES_BEFORE = new TreeMap<>();
  private static final Map<String, List<String>> BYTES_AFTER = new TreeMap<>();

  @TempDir private static Path folder;

  @BeforeAll
  static void pour() throws IOException, SQLException {
    for (Engine to : Engine.values()) {
      Poured poured = Poured.script(Engine.SQLITE, "sqlite.sql", to, folder);
      POURED.put(to, poured);
      Outcomes outcomes = new Outcomes(poured.run(), poured.source(), poured.target());
      DIFFERENCES.put(to, outcomes.undeclaredDifferences(outcomes.pairs()));
    }
    Poured copy = to(Engine.SQLITE);
    for (PlainTable table : copy.source().tables()) {
      BYTES_BEFORE.put(table.name(), bytes(copy.source(), table));
      BYTES_AFTER.put(table.name(), bytes(copy.target(), table));
    }
  }

  /** A table's statement, and its rows with the storage class and bytes of each value. */
  private static List<String> bytes(PlainDatabase database, PlainTable table) throws SQLException {
    StringBuilder rows = new StringBuilder("SELECT group_concat(row, char(10)) FROM (SELECT ");
    for (PlainTable.Column column : table.columns()) {
      rows.append("typeof(%1$s) || hex(%1$s) || ".formatted(Engine.SQLITE.quote(column.name())));
    }
    rows.append("'' AS row FROM ").append(table.from()).append(" ORDER BY 1)");
    String statement = "SELECT sql FROM sqlite_schema WHERE name = '%s'".formatted(table.name());
    return List.of(database.scalar(rows.toString()), database.scalar(statement));
  }

  @AfterAll
  static void close() throws SQLException {
    for (Poured poured : POURED.values()) {
      poured.close();
    }
  }

  private static Poured to(Engine engine) {
    return POURED.get(engine);
  }

  private static List<String> postgresql(String query) throws SQLException {
    return to(Engine.POSTGRESQL).rows(query);
  }

  private static String type(String table, String column) {
    return to(Engine.POSTGRESQL).type(table, column);
  }

  private static String changed(String table, String column) {
    return to(Engine.POSTGRESQL).outcome("column", table + "." + column);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Engine.class)
  void nothingElseDiffersFromTheSource(Engine engine) throws SQLException {
    Poured poured = to(engine);
    Outcomes outcomes = new Outcomes(poured.run(), poured.source(), poured.target());
    assertThat(poured.run().exitCode())
        .as(poured.run().printed())
        .isEqualTo(engine == Engine.SQLITE ? 0 : 3);
    assertThat(poured.run().notEqual()).isEmpty();
    assertThat(outcomes.unbalanced()).isEmpty();
    assertThat(outcomes.absentTables(outcomes.pairs())).isEmpty();
    assertThat(DIFFERENCES.get(engine))
        .filteredOn(each -> engine == Engine.SQLITE || !isReadOtherwise(each))
        .isEmpty();
  }

  private static boolean isReadOtherwise(Difference difference) {
    return READ_OTHERWISE.contains(difference.table() + "." + difference.column());
  }

  @Test
  void sqliteToSqliteKeepsEveryValueAndEveryStatementToTheByte() {
    BYTES_BEFORE.remove("sp_17_dangling"); // without the keys that lead nowhere
    BYTES_AFTER.remove("sp_17_dangling");
    assertThat(BYTES_AFTER).hasSize(29).isEqualTo(BYTES_BEFORE);
    assertThat(to(Engine.SQLITE).run().objects()).doesNotContainKeys("changed", "failed");
  }

  @Test
  @DisplayName("SP-01 a number column with a text becomes text, with integers and reals a float")
  void mixedStorage() throws SQLException {
    assertThat(postgresql("SELECT i, r, t, same FROM sp_01 ORDER BY id"))
        .containsExactly("abc|1.5|\\x61|1", "3.7|x|\\x00ff|2.5", "9223372036854775807|2.0|\\x63|3");
    assertThat(changed("sp_01", "i")).isEqualTo("changed MIXED_STORAGE");
    assertThat(type("sp_01", "same")).isEqualTo("double precision");
  }

  @Test
  @DisplayName("SP-02 REAL becomes double precision, bit for bit")
  void reals() throws SQLException {
    assertThat(type("sp_02", "r")).isEqualTo("double precision");
    assertThat(postgresql("SELECT r, d, f FROM sp_02 ORDER BY id"))
        .containsExactly("0.1|1.7976931348623157e+308|5e-324", "1|3|0.30000000000000004");
  }

  @Test
  @DisplayName("SP-03 DECIMAL(5,2) with 1230.99 is widened, and how many rows asked for it")
  void widenedDecimal() throws SQLException {
    assertThat(type("sp_03", "d")).isEqualTo("numeric(7,3)");
    assertThat(changed("sp_03", "d")).isEqualTo("changed WIDENED");
    assertThat(to(Engine.POSTGRESQL).column("sp_03", "d").path("evidence").asText())
        .contains("2 of 3 values do not fit");
    assertThat(postgresql("SELECT d, n, e FROM sp_03 ORDER BY id"))
        .containsExactly("1230.990|12345.0|10.50", "1.500|2.0|-99999999.99", "2.125|3.5|0.10");
  }

  @Test
  @DisplayName("SP-04 VARCHAR(3) with a longer text is widened; CHAR pads nothing")
  void widenedText() throws SQLException {
    assertThat(type("sp_04", "v")).isEqualTo("character varying(7)");
    assertThat(changed("sp_04", "v")).isEqualTo("changed WIDENED");
    assertThat(changed("sp_04", "fits")).isEqualTo("migrated");
    assertThat(postgresql("SELECT c || '.', n FROM sp_04 ORDER BY id"))
        .containsExactly("abc.|äöü", "b .|🎉🎉");
  }

  @Test
  @DisplayName("SP-05 STRING has numeric affinity: what it holds becomes text as it is stored")
  void string() throws SQLException {
    assertThat(postgresql("SELECT s FROM sp_05 ORDER BY id")).containsExactly("123", "z", "123");
    assertThat(changed("sp_05", "s")).isEqualTo("changed MIXED_STORAGE");
  }

  @Test
  @DisplayName("SP-06 words and numbers mean true and false; 'maybe' is rejected, 2 is a number")
  void booleans() throws SQLException {
    assertThat(postgresql("SELECT b FROM sp_06 ORDER BY id"))
        .containsExactly("t", "t", "t", "f", "null", "f");
    assertThat(to(Engine.POSTGRESQL).rejects("sp_06")).containsExactly("NOT_BOOLEAN b id=6");
    assertThat(type("sp_06", "numbers")).isEqualTo("bigint");
    assertThat(changed("sp_06", "numbers")).isEqualTo("changed NOT_BOOLEAN");
  }

  @Test
  @DisplayName("SP-07 a moment is read from a text, seconds, milliseconds or Julian days")
  void moments() throws SQLException {
    assertThat(postgresql("SELECT iso, s, ms, jd, mixed FROM sp_07 ORDER BY id"))
        .containsExactly(
            "2024-01-01 10:00:00|2023-11-14 22:13:20|2022-03-22 12:00:09.737|2020-05-31 00:00:00|2024-01-01 10:00:00",
            "2024-01-01 10:00:00.5|2023-11-14 22:13:21|2023-11-14 22:13:20|2024-01-01 10:00:00|2023-11-14 22:13:20",
            "2024-01-01 10:00:00|null|2023-11-14 22:13:20.001|2020-05-30 18:00:00|2022-03-22 12:00:09.737",
            "null|null|null|null|2020-05-31 00:00:00");
    assertThat(changed("sp_07", "ms")).isEqualTo("changed EPOCH");
    assertThat(type("sp_07", "day")).isEqualTo("date");
  }

  @Test
  @DisplayName("SP-07 where a value leaves a doubt, all stay what they are")
  void doubtfulMoments() throws SQLException {
    assertThat(postgresql("SELECT doubtful, offsets, days FROM sp_07 WHERE id < 4 ORDER BY id"))
        .containsExactly(
            "5|2024-01-01T10:00:00+02:00|2024-01-01",
            "1700000000|2024-01-01T10:00:00Z|2024-01-01 10:00:00",
            "0|soon|null");
    assertThat(type("sp_07", "zoned")).isEqualTo("timestamp with time zone");
    assertThat(to(Engine.POSTGRESQL).column("sp_07", "days").path("evidence").asText())
        .contains("1 could be a date");
  }

  @Test
  @DisplayName("SP-09 a blob among texts makes bytes of all, a text that is no UTF-8 is rejected")
  void brokenTexts() throws SQLException {
    assertThat(postgresql("SELECT t, broken FROM sp_09")).containsExactly("\\x74657874|good");
    assertThat(to(Engine.POSTGRESQL).rejects("sp_09")).containsExactly("INVALID_UTF8 broken id=2");
  }

  @Test
  @DisplayName("SP-10 a NUL is rejected by PostgreSQL and kept by the others")
  void nul() throws SQLException {
    assertThat(to(Engine.POSTGRESQL).rejects("sp_10")).containsExactly("NUL_BYTE t id=2");
    assertThat(to(Engine.MYSQL).value("SELECT hex(t) FROM sp_10 WHERE id = 2")).isEqualTo("610062");
  }

  @Test
  @DisplayName("SP-11 infinities stay infinite, or are rejected where there are none")
  void infinities() throws SQLException {
    assertThat(postgresql("SELECT r FROM sp_11 ORDER BY id"))
        .containsExactly("Infinity", "-Infinity", "0.5");
    assertThat(to(Engine.MARIADB).rejects("sp_11"))
        .containsExactly("FLOAT_NAN r id=1", "FLOAT_NAN r id=2");
  }

  @Test
  @DisplayName("SP-13 every spelling of a type finds its own")
  void declaredNames() throws SQLException {
    Map<String, String> types =
        Map.ofEntries(
            Map.entry("i8", "bigint"),
            Map.entry("by", "bytea"),
            Map.entry("ub", "numeric(20,0)"),
            Map.entry("nu", "numeric(10,2)"),
            Map.entry("dp", "double precision"),
            Map.entry("lv", "text"),
            Map.entry("ti", "smallint"),
            Map.entry("me", "integer"),
            Map.entry("i11", "integer"),
            Map.entry("i2", "smallint"),
            Map.entry("ch", "character varying(20)"),
            Map.entry("vch", "character varying(255)"),
            Map.entry("nvc", "character varying(100)"),
            Map.entry("cl", "text"),
            Map.entry("bl", "bytea"),
            Map.entry("untyped", "text"),
            Map.entry("lower", "character varying(10)"),
            Map.entry("mo", "numeric(19,2)"),
            Map.entry("uu", "uuid"),
            Map.entry("bo", "boolean"),
            Map.entry("bt", "bigint"),
            Map.entry("en", "text"),
            Map.entry("ti2", "time(0)"),
            Map.entry("da", "date"),
            Map.entry("dt", "timestamp(0)"),
            Map.entry("nm", "numeric(8,3)"));
    types.forEach((column, type) -> assertThat(type("sp_13", column)).as(column).isEqualTo(type));
    assertThat(postgresql("SELECT r, a FROM sp_13_strict ORDER BY r"))
        .containsExactly("3|006", "3.5|6");
  }

  @ParameterizedTest(name = "SP-15 the next number goes on where SQLite stopped: {0}")
  @EnumSource(Engine.class)
  void nextNumbers(Engine engine) throws SQLException {
    for (String table : List.of("sp_15", "sp_15_counted", "sp_15_negative")) {
      to(engine).target().execute("INSERT INTO " + table + " (v) VALUES ('next')");
    }
    assertThat(
            List.of(
                to(engine).value("SELECT max(id) FROM sp_15"),
                to(engine).value("SELECT max(id) FROM sp_15_counted"),
                to(engine).value("SELECT max(id) FROM sp_15_negative")))
        .containsExactly("1", "42", "1");
  }

  @Test
  @DisplayName("SP-17 a foreign key of two columns is one; one that leads nowhere is left out")
  void foreignKeys() throws SQLException {
    assertThat(
            postgresql(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'"
                    + " AND conrelid = 'sp_17'::regclass ORDER BY 1"))
        .containsExactly(
            "FOREIGN KEY (boss) REFERENCES sp_17(id)",
            "FOREIGN KEY (implied) REFERENCES sp_15_negative(id) ON DELETE CASCADE",
            "FOREIGN KEY (pa, pb) REFERENCES sp_17_parent(a, b) ON UPDATE CASCADE ON DELETE SET NULL");
    assertThat(to(Engine.POSTGRESQL).remarks("sp_17_dangling"))
        .containsExactly(
            "foreign-key sp_17_dangling.(nowhere) -> nowhere: skipped OUTSIDE",
            "foreign-key sp_17_dangling.(nocolumn) -> sp_17_parent: skipped FOREIGN_KEY_TARGET",
            "foreign-key sp_17_dangling.(nokey) -> sp_01: skipped FOREIGN_KEY_TARGET",
            "foreign-key sp_17_dangling.(one) -> sp_17_parent: skipped FOREIGN_KEY_TARGET");
  }

  @Test
  @DisplayName(
      "SP-20 the current time stays it, in UTC; datetime('now','+1 day') is never just now")
  void currentTime() throws SQLException {
    to(Engine.POSTGRESQL)
        .target()
        .execute("SET timezone = 'Asia/Tokyo'; INSERT INTO sp_20 (id) VALUES (1); RESET timezone");
    assertThat(
            postgresql(
                "SELECT d = (now() AT TIME ZONE 'UTC')::date, texts LIKE to_char(t,"
                    + " 'YYYY-MM-DD HH24:MI%'), abs(extract(epoch FROM c - t::time)) < 2 FROM sp_20"))
        .containsExactly("t|t|t");
    assertThat(
            postgresql(
                "SELECT abs(extract(epoch FROM t - (now() AT TIME ZONE 'UTC'))) < 60, n = t, d = t::date,"
                    + " m IS NULL OR m > t + interval '23 hours', e IS NULL OR e = 3 FROM sp_20"))
        .containsExactly("t|t|t|t|t");
  }

  @Test
  @DisplayName("SP-21 defaults are literals of their column's type")
  void literalDefaults() throws SQLException {
    for (Engine engine : List.of(Engine.POSTGRESQL, Engine.SQLITE)) {
      to(engine).target().execute("INSERT INTO sp_21 (id) VALUES (1)");
    }
    assertThat(postgresql("SELECT a, b, c, d, e, f, g, h, i, j, k, l, m FROM sp_21"))
        .containsExactly("null|dq|\\x00ff|t|-1|it's||1000|null|0.50|now|C:\\Users|5");
    assertThat(to(Engine.SQLITE).value("SELECT a || b || hex(c) || d || e || typeof(m) FROM sp_21"))
        .isEqualTo("nulldq00FF1-1integer");
  }

  @Test
  @DisplayName("SP-22 generated columns are found, virtual and stored")
  void generatedColumns() throws SQLException {
    assertThat(postgresql("SELECT id, a, v, s FROM sp_22 ORDER BY id"))
        .containsExactly("1|1|2|2", "2|null|null|null", "3|20|40|21");
    assertThat(to(Engine.SQLITE).value("SELECT sum(hidden) FROM pragma_table_xinfo('sp_22')"))
        .isEqualTo("5");
  }

  @Test
  @DisplayName("SP-23 NOCASE, partial and expression indexes are kept or say what they are not")
  void indexes() throws SQLException {
    Poured poured = to(Engine.POSTGRESQL);
    assertThat(poured.outcome("unique-key", "sp_23.(email)")).isEqualTo("changed CI_UNIQUE");
    assertThat(poured.outcome("index", "sp_23.sp_23_desc")).isEqualTo("migrated");
    assertThat(poured.outcome("index", "sp_23.sp_23_part")).isEqualTo("migrated");
    assertThat(poured.outcome("index", "sp_23.sp_23_expr")).isEqualTo("migrated");
    assertThat(postgresql("SELECT indexdef FROM pg_indexes WHERE tablename = 'sp_23' ORDER BY 1"))
        .anyMatch(index -> index.contains("UNIQUE") && index.contains("WHERE (deleted IS NULL)"))
        .anyMatch(index -> index.contains("lower("));
  }

  @Test
  @DisplayName("SP-24 a full-text table and its five shadows are skipped, each by name")
  void virtualTables() {
    assertThat(
            to(Engine.POSTGRESQL)
                .run()
                .list("objects")
                .filter(object -> object.path("kind").asText().equals("virtual-table"))
                .map(object -> object.path("source-name").asText()))
        .containsExactly(
            "sp_24", "sp_24_config", "sp_24_content", "sp_24_data", "sp_24_docsize", "sp_24_idx");
  }

  @ParameterizedTest(name = "SP-26 every row once, with and without a key: {0}")
  @EnumSource(Engine.class)
  void everyRowOnce(Engine engine) throws SQLException {
    assertThat(to(engine).value("SELECT count(*) FROM sp_26")).isEqualTo("20000");
    assertThat(to(engine).value("SELECT count(DISTINCT k) FROM sp_26")).isEqualTo("20000");
    assertThat(to(engine).value("SELECT sum(v) FROM sp_26")).isEqualTo("200010000");
    assertThat(to(engine).value("SELECT count(*) FROM sp_26_keyless")).isEqualTo("3");
    assertThat(to(engine).value("SELECT count(*) FROM sp_26_null WHERE k IS NULL")).isEqualTo("2");
  }

  @Test
  @DisplayName("SP-28 a number that SQLite has shortened arrives as it is stored, and is told of")
  void lossySource() throws SQLException {
    assertThat(postgresql("SELECT n FROM sp_28 ORDER BY id"))
        .containsExactly("1.2345678901234567e+19", "0.1");
    assertThat(changed("sp_28", "n")).isEqualTo("changed SOURCE_LOSSY");
  }

  @Test
  @DisplayName("SP-29 JSONB is decoded for others, whatever its column is declared")
  void jsonb() throws SQLException {
    assertThat(postgresql("SELECT j, b, bytes FROM sp_29 ORDER BY id"))
        .containsExactly(
            "{\"a\":[1,2.5,null]}|{\"b\":\"x\"}|\\x00", "{\"text\": true}|[1,2,3]|\\x4c17611331");
    assertThat(changed("sp_29", "b")).isEqualTo("changed JSONB");
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Section 2 of the catalogue, PostgreSQL to MySQL and MariaDB: one run, and a test for each row.
 *
 * <p>PM-11 ends as text, the second of the two outcomes that the row allows. A range, a figure or a
 * composite value (PM-30, PM-35) is kept as PostgreSQL prints it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class PostgreSqlToMySqlRows {
  private final Engine target;
  private Poured poured;

  PostgreSqlToMySqlRows(Engine target) {
    this.target = target;
  }

  @BeforeAll
  void pour(@TempDir Path folder) throws IOException, SQLException {
    poured = Poured.script(Engine.POSTGRESQL, "postgresql.sql", target, folder);
  }

  @AfterAll
  void close() throws SQLException {
    poured.close();
  }

  final boolean isMySql() {
    return target == Engine.MYSQL;
  }

  final Poured poured() {
    return poured;
  }

  @Test
  @DisplayName("the run ends with rejected rows, balanced and verified")
  void everythingIsAccountedFor() throws SQLException {
    assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(3);
    assertThat(poured.run().notEqual()).isEmpty();
    Outcomes outcomes = new Outcomes(poured.run(), poured.source(), poured.target());
    assertThat(outcomes.unbalanced()).isEmpty();
    assertThat(outcomes.absentTables(outcomes.pairs())).isEmpty();
  }

  @Test
  @DisplayName("PM-02 a text of 70,000 characters arrives whole")
  void longText() throws SQLException {
    assertThat(poured.rows("SELECT char_length(`long`) FROM pm_02 ORDER BY id"))
        .containsExactly("70000", "0");
    assertThat(poured.value("SELECT `long` = repeat('long é🎉', 10000) FROM pm_02 WHERE id = 1"))
        .isEqualTo("1");
  }

  @Test
  @DisplayName("PM-03 a text that is a key becomes a varchar that its data fits")
  void textKey() throws SQLException {
    assertThat(poured.type("pm_03", "code")).startsWith("varchar(768)");
    assertThat(poured.remarks("pm_03")).contains("column public.pm_03.code: changed KEY_LENGTH");
    assertThat(poured.rows("SELECT note FROM pm_03 ORDER BY note")).containsExactly("x", "y", "z");
  }

  @Test
  @DisplayName("PM-04 an instant becomes its wall clock in UTC")
  void instant() throws SQLException {
    assertThat(poured.rows("SELECT cast(moment AS char) FROM pm_04 ORDER BY id"))
        .containsExactly("2024-01-01 07:00:00.000000", "2024-10-27 00:30:00.123456");
    assertThat(poured.remarks("pm_04")).contains("column public.pm_04.moment: changed TIME_ZONE");
  }

  @Test
  @DisplayName("PM-05 infinite moments are rejected")
  void infiniteMoments() throws SQLException {
    assertThat(poured.rejects("pm_05"))
        .containsExactlyInAnyOrder(
            "INFINITY_DATE wall id=2",
            "INFINITY_DATE wall id=3",
            "INFINITY_DATE day id=4",
            "INFINITY_DATE moment id=5");
    assertThat(poured.rows("SELECT id FROM pm_05")).containsExactly("1");
  }

  @Test
  @DisplayName("PM-06 days before the year 1 and after 9999 are rejected")
  void farDays() throws SQLException {
    assertThat(poured.rejects("pm_06"))
        .containsExactlyInAnyOrder(
            "DATE_RANGE day id=2",
            "DATE_RANGE day id=3",
            "DATE_RANGE wall id=4",
            "OUT_OF_RANGE wall id=5");
    assertThat(poured.value("SELECT concat(day, ' ', wall) FROM pm_06"))
        .isEqualTo("0001-01-01 9999-12-31 23:59:59.999999");
  }

  @Test
  @DisplayName("PM-07 instants before 1970 and after 2038 arrive")
  void farInstants() throws SQLException {
    assertThat(poured.rows("SELECT cast(moment AS char(19)) FROM pm_07 ORDER BY id"))
        .containsExactly("1969-07-20 20:17:40", "2039-01-01 00:00:00", "1901-12-13 20:45:51");
  }

  @Test
  @DisplayName("PM-09 NaN and infinities are rejected, all other floats arrive")
  void notANumber() throws SQLException {
    assertThat(poured.rejects("pm_09"))
        .containsExactlyInAnyOrder(
            "FLOAT_NAN twice id=2",
            "FLOAT_NAN twice id=3",
            "FLOAT_NAN twice id=4",
            "FLOAT_NAN once id=5");
    assertThat(poured.rows("SELECT twice = 4.9e-324, once > 0 FROM pm_09 WHERE id = 7"))
        .containsExactly("1|1");
  }

  @Test
  @DisplayName("PM-10 decimals arrive exactly, or their rows are rejected")
  void decimals() throws SQLException {
    assertThat(poured.type("pm_10", "price")).isEqualTo("decimal(5,2)");
    assertThat(poured.rows("SELECT price, small FROM pm_10 ORDER BY id"))
        .containsExactly("999.99|32767", "0.00|-32768");
    assertThat(poured.value("SELECT cast(anything AS char) FROM pm_10 WHERE id = 1"))
        .isEqualTo("12345.678901234567890123456789000000");
    assertThat(poured.rejects("pm_10"))
        .containsExactlyInAnyOrder(
            "OUT_OF_RANGE anything id=2", "FLOAT_NAN anything id=3", "NUMERIC_SCALE anything id=4");
  }

  @Test
  @DisplayName("PM-11 a decimal beyond the server's digits is kept as text")
  void vastDecimals() throws SQLException {
    assertThat(poured.remarks("pm_11"))
        .contains("column public.pm_11.vast: changed NUMERIC_PRECISION");
    assertThat(
            poured.rows(
                "SELECT vast = concat(repeat('9', 500), '.', repeat('8', 500)) FROM pm_11"
                    + " WHERE id = 2"))
        .containsExactly("1");
  }

  @Test
  @DisplayName("PM-12 the next number is the one after the last that was called")
  void nextNumber() throws SQLException {
    assertThat(counter("pm_12")).isEqualTo("42");
    assertThat(counter("pm_12_uncalled")).isEqualTo("7");
  }

  @Test
  @DisplayName("PM-13 of several serials one counts, the others are named")
  void severalSerials() throws SQLException {
    assertThat(poured.outcome("identity", "pm_13.id")).isEqualTo("migrated");
    assertThat(poured.outcome("identity", "pm_13.other")).isEqualTo("skipped AUTO_INCREMENT");
    assertThat(poured.outcome("identity", "pm_13.third")).isEqualTo("skipped AUTO_INCREMENT");
    assertThat(poured.rows("SELECT other, third FROM pm_13 ORDER BY id"))
        .containsExactly("1|1", "2|2");
  }

  @Test
  @DisplayName("PM-14 an identity of 0 stays 0")
  void zeroIdentity() throws SQLException {
    assertThat(poured.rows("SELECT id, note FROM pm_14 ORDER BY id"))
        .containsExactly("-1|minus one", "0|zero");
  }

  @Test
  @DisplayName("PM-15 a UUID arrives in lower case")
  void uuid() throws SQLException {
    assertThat(poured.value("SELECT id FROM pm_15"))
        .isEqualTo("00112233-4455-6677-8899-aabbccddeeff");
    assertThat(poured.type("pm_15", "id")).startsWith(isMySql() ? "char(36)" : "uuid");
  }

  @Test
  @DisplayName("PM-16 a JSON number beyond doubles is counted in MySQL, and kept in MariaDB")
  void jsonNumbers() throws SQLException {
    assertThat(poured.losses("pm_16", "doc"))
        .isEqualTo(isMySql() ? List.of("JSON_NUMBER_PRECISION 1") : List.of());
    assertThat(poured.value("SELECT doc FROM pm_16 WHERE id = 1"))
        .isEqualTo(
            isMySql() ? "{\"n\": 1.2345678901234568e22}" : "{\"n\": 12345678901234567890123}");
    assertThat(poured.rows("SELECT doc FROM pm_16 WHERE id > 1 ORDER BY id"))
        .containsExactly("{\"n\": 1.5}", "18446744073709551615", "0.1");
  }

  @Test
  @DisplayName("PM-16 doubles of 17 digits in JSON keep their last digit")
  void jsonDoubles() throws SQLException {
    assertThat(poured.rows("SELECT json_extract(doc, '$[0]') FROM pm_16_doubles WHERE id <= 3"))
        .containsExactly("0.9677559094241207", "0.20491354575856158", "9.242651319018833");
    assertThat(poured.losses("pm_16_doubles", "doc")).isEmpty();
    assertThat(
            poured.rows("SELECT json_extract(doc, '$[0]') = twice FROM pm_16_doubles GROUP BY 1"))
        .containsExactly("1");
  }

  @Test
  @DisplayName("PM-17 of an object's values under one key the last wins, which is counted")
  void duplicateKeys() throws SQLException {
    assertThat(poured.losses("pm_17", "doc").stream().filter(loss -> loss.startsWith("JSON_DUP")))
        .containsExactlyElementsOf(isMySql() ? List.of("JSON_DUP_KEY 2") : List.of());
    assertThat(poured.value("SELECT doc FROM pm_17 WHERE id = 1"))
        .isEqualTo(isMySql() ? "{\"a\": 2}" : "{\"a\":1,\"a\":2}");
  }

  @Test
  @DisplayName("PM-18 arrays become JSON arrays, NULLs and quotes included")
  void arrays() throws SQLException {
    assertThat(json("SELECT words FROM pm_18 ORDER BY id"))
        .containsExactly(
            "[\"a\",null,\"b\\\"c\"]",
            "[]",
            "null",
            "[\"NULL\",\"null\",\"\",\"_\",\"a,b\",\"{}\",\"\\\\\",\"tab\\t\",\"é🎉\"]");
    assertThat(json("SELECT grid FROM pm_18 ORDER BY id"))
        .containsExactly("null", "[]", "[[1,2],[3,4]]", "null");
    assertThat(json("SELECT flags FROM pm_18 WHERE id = 1")).containsExactly("[true,false,null]");
  }

  @Test
  @DisplayName("PM-19 an array's lower bounds are lost, and counted")
  void arrayBounds() throws SQLException {
    assertThat(poured.losses("pm_19", "n")).containsExactly("ARRAY_BOUNDS 2");
    assertThat(json("SELECT n FROM pm_19 ORDER BY id"))
        .containsExactly("[1,2]", "[1,2]", "[[1,2],[3,4]]");
  }

  @Test
  @DisplayName("PM-20 an interval becomes ISO 8601 text, its signs field by field")
  void intervals() throws SQLException {
    assertThat(poured.rows("SELECT span FROM pm_20 ORDER BY id"))
        .containsExactly(
            "P1Y2M3DT4H5M6.789S", "PT0S", "P-1Y3DT-4H-5M-6S", "PT1000000H", "PT-0.000001S");
    assertThat(poured.type("pm_20", "span")).startsWith("varchar");
  }

  @Test
  @DisplayName("PM-22 money becomes a decimal, its default too")
  void money() throws SQLException {
    assertThat(poured.type("pm_22", "price")).isEqualTo("decimal(19,2)");
    assertThat(poured.rows("SELECT price FROM pm_22 ORDER BY id"))
        .containsExactly("1234.56", "-92233720368547758.08", "null");
    assertThat(poured.column("pm_22", "price").path("evidence").asText()).contains("2 decimals");
  }

  @Test
  @DisplayName("PM-27 unique texts that differ in a trailing space all load")
  void trailingSpaces() throws SQLException {
    assertThat(poured.rows("SELECT concat(name, '|', code) FROM pm_27"))
        .containsExactlyInAnyOrder("a|a", "a |a ", "A|A", "á|á", "|");
    assertThat(poured.outcome("unique-key", "pm_27.pm_27_name_key")).isEqualTo("migrated");
    assertThat(uniqueIndexes("pm_27")).isEqualTo("2");
  }

  @Test
  @DisplayName("PM-28 unique texts that differ in a letter alone all load")
  void letters() throws SQLException {
    assertThat(poured.value("SELECT count(*) FROM pm_28")).isEqualTo("11");
    assertThat(uniqueIndexes("pm_28")).isEqualTo("1");
  }

  @Test
  @DisplayName("PM-29 a partial unique index is not made a full one")
  void partialUnique() throws SQLException {
    assertThat(poured.outcome("index", "pm_29.pm_29_live")).isEqualTo("skipped PARTIAL_UNIQUE");
    assertThat(poured.outcome("unique-key", "pm_29.pm_29_one_key"))
        .isEqualTo("changed NULLS_NOT_DISTINCT");
    assertThat(poured.value("SELECT count(*) FROM pm_29")).isEqualTo("3");
  }

  @Test
  @DisplayName("PM-30 indexes and constraints that only PostgreSQL has are each named")
  void foreignIndexes() {
    assertThat(poured.remarks("pm_30"))
        .contains(
            "exclusion public.pm_30.pm_30_during_excl: skipped NOT_MOVED",
            "index public.pm_30.pm_30_gin: skipped INDEX",
            "index public.pm_30.pm_30_gist: skipped INDEX",
            "index public.pm_30.pm_30_brin: skipped INDEX",
            "index public.pm_30.pm_30_include: changed INDEX_PROPERTY",
            "index public.pm_30.pm_30_nulls: changed INDEX_PROPERTY",
            "index public.pm_30.pm_30_opclass: skipped INDEX");
  }

  @Test
  @DisplayName("PM-31 tables of one name in two schemas stay two")
  void schemas() throws SQLException {
    assertThat(poured.value("SELECT note FROM a_pm_31")).isEqualTo("of a");
    assertThat(poured.value("SELECT note FROM b_pm_31")).isEqualTo("of b");
    assertThat(
            poured.value(
                "SELECT max(referenced_table_name) FROM"
                    + " information_schema.referential_constraints WHERE constraint_schema = database()"
                    + " AND table_name = 'b_pm_31'"))
        .isEqualTo("a_pm_31");
  }

  @Test
  @DisplayName("PM-32 a parent's rows do not hold its children's")
  void inheritance() throws SQLException {
    assertThat(poured.rows("SELECT id, note FROM pm_32")).containsExactly("1|parent");
    assertThat(poured.rows("SELECT id, note, more FROM pm_32_child")).containsExactly("2|child|3");
  }

  @Test
  @DisplayName("PM-33 every row of a partitioned table arrives once")
  void partitions() throws SQLException {
    assertThat(poured.rows("SELECT id, region FROM pm_33 ORDER BY id"))
        .containsExactly("1|eu", "2|us", "3|null", "100|eu");
    assertThat(poured.outcome("partition", "pm_33_eu_rest")).startsWith("skipped");
  }

  @Test
  @DisplayName("PM-35 domains, composite types, \"char\", name and oid are each mapped")
  void ownTypes() throws SQLException {
    assertThat(poured.rows("SELECT even, small, place, letter, label, number, mood FROM pm_35"))
        .containsExactly(
            "2|98|(\"Main \"\"St\"\", (x)\",5)|x|pg_class|4294967295|it's \"ok\"",
            "null|0|null|\\351|null|null|sad");
    assertThat(poured.type("pm_35", "number")).startsWith("bigint");
    assertThat(poured.column("pm_35", "small").path("evidence").asText()).contains("domain");
    assertThat(poured.column("pm_35", "place").path("evidence").asText()).contains("composite");
    assertThat(poured.rows("SELECT cast(mood + 0 AS signed) FROM pm_35 ORDER BY id"))
        .containsExactly("2", "1");
  }

  @Test
  @DisplayName("PM-36 a large object stays behind and is listed; its number arrives")
  void largeObjects() throws SQLException {
    assertThat(poured.type("pm_36", "picture")).startsWith("bigint");
    assertThat(poured.value("SELECT picture FROM pm_36 WHERE id = 1"))
        .isEqualTo(poured.source().scalar("SELECT picture FROM pm_36 WHERE id = 1"));
    assertThat(kinds()).contains("large-object skipped");
  }

  @Test
  @DisplayName("PM-38 texts that look like escapes stay distinct")
  void escapes() throws SQLException {
    assertThat(poured.rows("SELECT hex(t) FROM pm_38 ORDER BY id"))
        .containsExactly(
            "5C4E",
            "null",
            "5C2E",
            "615C62",
            "09",
            "0D",
            "0A",
            "0D0A",
            "",
            "4E554C4C",
            "5C",
            "5C74",
            "78080C0B011A");
  }

  @Test
  @DisplayName("PM-40 what is no table of rows of its own is listed, unlogged tables move")
  void otherRelations() throws SQLException {
    assertThat(poured.outcome("materialized-view", "pm_40_made")).startsWith("skipped");
    assertThat(poured.outcome("foreign-table", "pm_40_foreign")).startsWith("skipped");
    assertThat(poured.value("SELECT id FROM pm_40_unlogged")).isEqualTo("1");
  }

  @Test
  @DisplayName("PM-41 a shared sequence counts on above both tables, which is named")
  void sharedSequence() throws SQLException {
    assertThat(poured.outcome("identity", "pm_41_one.id")).isEqualTo("changed SEQUENCE");
    assertThat(poured.outcome("identity", "pm_41_two.id")).isEqualTo("changed SEQUENCE");
    assertThat(poured.outcome("identity", "pm_41_down.id")).isEqualTo("changed SEQUENCE");
    assertThat(poured.outcome("sequence", "pm_41_alone")).startsWith("skipped");
    assertThat(counter("pm_41_one")).isEqualTo("4");
    assertThat(counter("pm_41_two")).isEqualTo("4");
  }

  /** The number that the table would hand out next. */
  private String counter(String table) throws SQLException {
    return poured
        .rows("SHOW CREATE TABLE " + table)
        .get(0)
        .replaceFirst("(?s).*AUTO_INCREMENT=(\\d+).*", "$1");
  }

  /** Without the spaces that MySQL puts between elements; a space in a text becomes a line. */
  private List<String> json(String query) throws SQLException {
    return poured.rows(query).stream()
        .map(text -> text.replace("\" \"", "\"_\"").replace(" ", "").replace("\\u0009", "\\t"))
        .toList();
  }

  private String uniqueIndexes(String table) throws SQLException {
    return poured.value(
        "SELECT count(DISTINCT index_name) FROM information_schema.statistics"
            + " WHERE table_schema = database() AND NOT non_unique AND table_name = '"
            + table
            + "'");
  }

  private List<String> kinds() {
    return poured
        .run()
        .list("objects")
        .map((JsonNode node) -> node.path("kind").asText() + " " + node.path("status").asText())
        .toList();
  }
}

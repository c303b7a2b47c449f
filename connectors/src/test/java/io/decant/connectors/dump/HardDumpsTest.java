package io.decant.connectors.dump;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpConnector;
import io.decant.connectors.spi.DumpStatement;
import io.decant.converter.schema.Table;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What dumps and the scripts of people hold beside plain declarations. */
class HardDumpsTest {
  @ParameterizedTest
  @CsvSource({"postgresql", "mysql", "sqlite"})
  void whatIsDroppedAgainIsListedBecauseItStays(String engine) {
    Dump dump =
        read(
            engine,
            "DROP TABLE IF EXISTS a;\n"
                + "CREATE TABLE a (i int);\n"
                + "CREATE TABLE b (i int);\n"
                + "DROP TABLE b;\n");

    assertThat(fates(dump)).containsExactly("SKIPPED", "CONVERTED", "CONVERTED", "LISTED");
  }

  @ParameterizedTest
  @CsvSource({"postgresql, \\connect b", "mysql, USE b;"})
  void anotherDatabaseIsListedBecauseItsTablesComeIntoTheSame(String engine, String command) {
    Dump dump =
        read(
            engine,
            command + "\nCREATE TABLE a (i int);\n" + command + "\nCREATE TABLE c (i int);");

    assertThat(fates(dump)).containsExactly("SKIPPED", "CONVERTED", "LISTED", "CONVERTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT AddGeometryColumn('public', 'a', 'geom', 4326, 'POINT', 2)",
        "SELECT create_hypertable('a', 'at')"
      })
  void aQueryThatMayMakeSomethingIsListed(String call) {
    assertThat(fates(read("postgresql", "CREATE TABLE a (i int); " + call)))
        .containsExactly("CONVERTED", "LISTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP COLUMN i",
        "CHANGE i j bigint",
        "RENAME TO b",
        "RENAME COLUMN i TO j",
        "ALTER COLUMN i SET DEFAULT 5",
        "CONVERT TO CHARACTER SET latin1"
      })
  void aChangeThatIsNotFollowedFails(String change) {
    assertThat(fates(read("mysql", "CREATE TABLE a (i int); ALTER TABLE a " + change)))
        .containsExactly("CONVERTED", "FAILED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE b (j int) SELECT 1 AS i",
        "CREATE TABLE b (j int) ENGINE=InnoDB AS SELECT 1 AS i",
        "CREATE TABLE b (LIKE a)"
      })
  void aTableWithColumnsOfAnotherFails(String made) {
    assertThat(fates(read("mysql", "CREATE TABLE a (i int); " + made)))
        .containsExactly("CONVERTED", "FAILED");
  }

  @Test
  void severalColumnsInParenthesesAreAdded() {
    Table table =
        read("mysql", "CREATE TABLE a (i int); ALTER TABLE a ADD (j int, k int)").tables().get(0);

    assertThat(table.columns()).extracting(column -> column.name()).containsExactly("i", "j", "k");
  }

  @Test
  void theEncodingOfADumpOfMySqlIsFollowed() {
    String script =
        """
        /*!40101 SET NAMES latin1 */;
        CREATE TABLE `é` (i int COMMENT 'à');
        /*!40101 SET character_set_client = utf8 */;
        CREATE TABLE `%s` (i int);
        /*!40101 SET character_set_client = @saved_cs_client */;
        CREATE TABLE `ü` (i int);
        """
            .formatted(
                new String("ö".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));

    Dump dump = read("mysql", script, StandardCharsets.ISO_8859_1);

    assertThat(dump.tables()).extracting(table -> table.name().name()).contains("é", "ö", "ü");
  }

  @Test
  void anEncodingThatIsNotReadIsSaid() {
    assertThat(read("mysql", "SET NAMES sjis; CREATE TABLE a (i int)").statements().get(0).reason())
        .contains("sjis");
  }

  @Test
  void aPeriodOfMariaDbIsWhatTheCatalogShowsOfIt() {
    Dump dump =
        read(
            "mariadb",
            "CREATE TABLE a (id int, s date NOT NULL, e date NOT NULL, PERIOD FOR p (s, e),"
                + " UNIQUE KEY u (id, p WITHOUT OVERLAPS))");
    Table table = dump.tables().get(0);

    assertThat(table.checks()).extracting(check -> check.name()).containsExactly("p");
    assertThat(table.indexes().toString() + table.uniqueKeys()).contains("e").doesNotContain("[p");
    assertThat(dump.remarks())
        .extracting(remark -> remark.object().name() + " " + remark.code())
        .containsExactly("p PERIOD", "u WITHOUT_OVERLAPS");
  }

  @Test
  void namesInBracketsHoldAnything() {
    Dump dump = read("sqlite", ".mode list\nCREATE TABLE [a; 'b''] ([c\"; d] INT);\n");

    assertThat(fates(dump)).containsExactly("SKIPPED", "CONVERTED");
    assertThat(dump.tables().get(0).name().name()).isEqualTo("a; 'b''");
  }

  @Test
  void whatPostgreSql18SaysOfColumnsAndConstraintsIsRead() {
    Dump dump =
        read(
            "postgresql",
"""
CREATE TABLE public.a (
    id integer CONSTRAINT a_id_must NOT NULL,
    twice integer GENERATED ALWAYS AS ((id * 2)),
    CONSTRAINT odd CHECK ((id > 0)) NOT ENFORCED
);
ALTER TABLE ONLY public.a ADD CONSTRAINT k PRIMARY KEY (id, span WITHOUT OVERLAPS);
ALTER TABLE ONLY public.a ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES public.a(id) NOT ENFORCED;
""");

    Table table = dump.tables().get(0);
    assertThat(table.columns().get(0).nullable()).isFalse();
    assertThat(table.columns().get(1).generated().orElseThrow().stored()).isFalse();
    assertThat(table.foreignKeys().get(0).validated()).isFalse();
    assertThat(dump.catalog().others().toString()).contains("it is not enforced");
    assertThat(dump.statements().get(1).reason()).isEqualTo("a key over a period");
  }

  @Test
  void aDumpThatCleansBeforeItDeclaresIsWhole() {
    Dump dump =
        read(
            "postgresql",
            """
            ALTER TABLE IF EXISTS ONLY public.a DROP CONSTRAINT IF EXISTS a_pkey;
            ALTER TABLE IF EXISTS public.a ALTER COLUMN id DROP DEFAULT;
            DROP INDEX IF EXISTS public.i;
            DROP TABLE IF EXISTS public.a;
            CREATE TABLE public.a (id int);
            """);

    assertThat(fates(dump))
        .containsExactly("SKIPPED", "SKIPPED", "SKIPPED", "SKIPPED", "CONVERTED");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, ALTER ROLE r WITH LOGIN PASSWORD 'hush'",
    "postgresql, CREATE SUBSCRIPTION s CONNECTION 'password=hush' PUBLICATION p",
    "mysql, CREATE USER 'u'@'%' IDENTIFIED BY 'hush'",
    "mysql, GRANT ALL ON *.* TO u IDENTIFIED BY PASSWORD 'hush'"
  })
  void aPasswordIsNotShown(String engine, String statement) {
    Dump dump = read(engine, "CREATE TABLE a (i int); " + statement);

    assertThat(dump.toString()).doesNotContain("hush").contains("'***'");
    assertThat(fates(dump)).containsExactly("CONVERTED", "LISTED");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, -- PostgreSQL database dump, -- PostgreSQL database dump complete",
    "mysql, '-- MySQL dump 10.13  Distrib 8.0.36', -- Dump completed on 2024-01-01",
    "mariadb, '-- MariaDB dump 10.19  Distrib 10.11.8-MariaDB', -- Dump completed"
  })
  void aDumpThatBreaksOffBetweenTwoStatementsIsTold(String engine, String first, String last) {
    String table = "\nCREATE TABLE a (i int);\n";

    assertThat(fates(read(engine, first + table + last))).containsExactly("CONVERTED");
    Dump cut = read(engine, first + table);
    assertThat(fates(cut)).containsExactly("CONVERTED", "FAILED");
    assertThat(cut.statements().get(1).line()).isEqualTo(3);
    assertThat(cut.statements().get(1).reason()).contains("breaks off");
  }

  @Test
  void aDumpOfTheShellOfSqliteThatBreaksOffIsTold() {
    String begun = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE a (i int);\n";

    assertThat(fates(read("sqlite", begun + "COMMIT;\n")))
        .containsExactly("SKIPPED", "SKIPPED", "CONVERTED", "SKIPPED");
    Dump cut = read("sqlite", begun + "INSERT INTO a VALUES(1);\n");
    assertThat(fates(cut)).endsWith("CONVERTED", "SKIPPED", "FAILED");
    assertThat(cut.statements().get(4).reason()).contains("breaks off");
  }

  @Test
  void tablesOfVirtualTablesInADumpAreNoneOfItsOwn() {
    Dump dump =
        read(
            "sqlite",
            """
            BEGIN TRANSACTION;
            PRAGMA writable_schema=ON;
            INSERT INTO sqlite_schema(type,name,tbl_name,rootpage,sql)VALUES('table','f','f',0,'CREATE VIRTUAL TABLE f USING fts5(a, tokenize=''ascii'')');
            CREATE TABLE IF NOT EXISTS 'f_data'(id INTEGER PRIMARY KEY, block BLOB);
            INSERT INTO f_data VALUES(1,X'0101');
            CREATE TABLE IF NOT EXISTS 'f_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
            CREATE TABLE f_mine(i);
            INSERT INTO "f_mine" VALUES(1);
            PRAGMA writable_schema=OFF;
            COMMIT;
            """);

    assertThat(dump.statements().get(2).objects())
        .hasToString("[ObjectRef[kind=VIRTUAL_TABLE, table=f, name=f]]");
    assertThat(fates(dump))
        .containsExactly(
            "SKIPPED",
            "SKIPPED",
            "LISTED",
            "SKIPPED",
            "SKIPPED",
            "SKIPPED",
            "CONVERTED",
            "SKIPPED",
            "SKIPPED",
            "SKIPPED");
    assertThat(dump.tables()).extracting(table -> table.name().name()).containsExactly("f_mine");
  }

  private static List<String> fates(Dump dump) {
    return dump.statements().stream().map(DumpStatement::fate).map(Enum::name).toList();
  }

  private static Dump read(String engine, String script) {
    return read(engine, script, StandardCharsets.UTF_8);
  }

  private static Dump read(String engine, String script, Charset charset) {
    return ((DumpConnector) Connectors.of(engine))
        .readDump(engine, new ByteArrayInputStream(script.getBytes(charset)));
  }
}

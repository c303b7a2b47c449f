package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The catalogue's section on what concerns every route. X-07 is in {@link ResumeTest}, X-16 and
 * X-20 in {@link DisturbedRunTest}. X-22, the expiry of keys under clocks that differ, concerns
 * only engines whose rows expire; of these four none does.
 */
class CrossCuttingCatalogueTest {

  private static final String ITEM =
      "CREATE TABLE item (id int NOT NULL PRIMARY KEY, a varchar(20), b varchar(20));"
          + " INSERT INTO item VALUES (1, 'a|', 'b'), (2, NULL, ''), (3, '', 'NULL'), (4, 'x', 'y');";

  @TempDir private Path folder;

  @ParameterizedTest(name = "X-03 a table with rows in {0} is neither dropped nor filled")
  @EnumSource(Engine.class)
  void theTargetHoldsTheTable(Engine to) throws IOException, SQLException {
    try (TestDatabase origin = filled(Engine.SQLITE, ITEM);
        TestDatabase goal =
            filled(to, "CREATE TABLE item (mine int); INSERT INTO item VALUES (7)")) {
      DecantRun run = migrate(origin, goal);
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.printed()).contains("item");
      assertThat(ask(to, goal, "SELECT min(mine) + count(*) FROM item")).isEqualTo("8");
      assertThat(tables(to, goal)).containsExactly("item");
    }
  }

  @Test
  @DisplayName(
      "X-04 a filter that matches no table, or a source that cannot be listed, is an error")
  void nothingToCopy() throws IOException, SQLException {
    try (TestDatabase origin = filled(Engine.POSTGRESQL, ITEM);
        TestDatabase goal = Engine.MYSQL.server().newDatabase()) {
      DecantRun run = migrate(origin, goal, "--tables", "absent*");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.printed()).contains("absent*");
      String gone = origin.url().replaceFirst("decant_test_\\w+", "no_such_database");
      DecantRun unlisted =
          DecantRun.of(folder, "migrate", "--source", gone, "--target", goal.url());
      assertThat(unlisted.exitCode()).isEqualTo(5);
      assertThat(tables(Engine.MYSQL, goal)).isEmpty();
    }
  }

  @ParameterizedTest(name = "X-05 one bad row of 10,000 from {0} to {1}")
  @CsvSource({"POSTGRESQL, MYSQL", "POSTGRESQL, MARIADB"})
  void oneBadRow(Engine from, Engine to) throws IOException, SQLException {
    try (Poured poured =
        Poured.of(
            from,
            "CREATE TABLE reading (id int PRIMARY KEY, val float8);"
                + " INSERT INTO reading SELECT n, CASE n WHEN 5000 THEN 'NaN' ELSE n / 4.0 END"
                + " FROM generate_series(1, 10000) n",
            to,
            folder,
            "--batch-size",
            "10000")) {
      assertThat(poured.run().exitCode()).isEqualTo(3);
      assertThat(poured.value("SELECT count(*) FROM reading")).isEqualTo("9999");
      assertThat(poured.value("SELECT count(*) FROM reading WHERE id = 5000")).isEqualTo("0");
      assertThat(poured.rejects("reading"))
          .singleElement()
          .asString()
          .contains("val")
          .contains("5000");
    }
  }

  @ParameterizedTest(name = "X-06 a foreign key with orphans fails in {0} after the load")
  @CsvSource({"POSTGRESQL", "MYSQL", "MARIADB"})
  void anObjectFails(Engine to) throws IOException, SQLException {
    try (Poured poured =
        Poured.of(
            Engine.SQLITE,
            "CREATE TABLE shop (id INTEGER PRIMARY KEY); INSERT INTO shop VALUES (1);"
                + " CREATE TABLE sale (id INTEGER PRIMARY KEY, shop INT REFERENCES shop (id));"
                + " INSERT INTO sale VALUES (1, 1), (2, 99);",
            to,
            folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isEqualTo(7);
      assertThat(poured.value("SELECT count(*) FROM sale")).isEqualTo("2");
      assertThat(
              poured
                  .run()
                  .list("objects")
                  .filter(object -> object.path("status").asText().equals("failed"))
                  .map(object -> object.path("kind").asText()))
          .containsExactly("foreign-key");
    }
  }

  @ParameterizedTest(name = "X-08 the same command twice into {0}")
  @EnumSource(Engine.class)
  void theSameCommandTwice(Engine to) throws IOException, SQLException {
    try (TestDatabase origin = filled(Engine.SQLITE, ITEM);
        TestDatabase goal = to.server().newDatabase()) {
      assertThat(migrate(origin, goal).exitCode()).isZero();
      assertThat(migrate(origin, goal).exitCode()).isEqualTo(2);
      assertThat(ask(to, goal, "SELECT count(*) FROM item")).isEqualTo("4");
      assertThat(migrate(origin, goal, "--if-exists", "truncate", "--yes").exitCode()).isZero();
      assertThat(ask(to, goal, "SELECT count(*) FROM item")).isEqualTo("4");
    }
  }

  @ParameterizedTest(
      name = "beside X-08: tables of {0} that refer to each other are dropped together")
  @EnumSource(Engine.class)
  void aCircleIsDropped(Engine to) throws IOException, SQLException {
    try (Poured poured =
        Poured.of(
            Engine.SQLITE,
            "CREATE TABLE shop (id INTEGER PRIMARY KEY, chief INT REFERENCES clerk (id));"
                + " CREATE TABLE clerk (id INTEGER PRIMARY KEY, shop INT REFERENCES shop (id));"
                + " INSERT INTO shop VALUES (1, 2); INSERT INTO clerk VALUES (2, 1);",
            to,
            folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      DecantRun again = poured.again("--if-exists", "drop", "--yes");
      assertThat(again.exitCode()).as(again.printed()).isZero();
      assertThat(poured.rows("SELECT shop, chief FROM clerk JOIN shop ON shop.id = clerk.shop"))
          .containsExactly("1|2");
    }
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          1 ; a = 'a', b = '|b'  ; a|b  ; X-11 a separator that moves from one value into the next
          2 ; a = ''             ; a    ; X-12 NULL that becomes an empty text
          2 ; b = NULL           ; b    ; X-12 an empty text that becomes NULL
          3 ; b = NULL           ; b    ; X-12 the text NULL that becomes NULL
          2 ; a = 'NULL'         ; a    ; X-12 NULL that becomes the text
          """)
  void oneValueIsOther(int id, String change, String columns, String name)
      throws IOException, SQLException {
    try (TestDatabase origin = filled(Engine.MYSQL, ITEM);
        TestDatabase goal = Engine.POSTGRESQL.server().newDatabase()) {
      assertThat(migrate(origin, goal).exitCode()).isZero();
      change(Engine.POSTGRESQL, goal, "UPDATE item SET " + change + " WHERE id = " + id);
      DecantRun verify = verify(origin, goal);
      assertThat(verify.exitCode()).as(name).isEqualTo(4);
      assertThat(verify.report().findValuesAsText("column")).contains(columns.split("\\|"));
    }
  }

  @Test
  @DisplayName("X-13 the keys (1, 11) and (11, 1) are two")
  void keysThatLookAlike() throws IOException, SQLException {
    String pair = "CREATE TABLE pair (a int, b int, note varchar(9), PRIMARY KEY (a, b));";
    try (TestDatabase origin =
            filled(Engine.MYSQL, pair + " INSERT INTO pair VALUES (1, 11, 'x'), (11, 1, 'y')");
        TestDatabase goal = Engine.POSTGRESQL.server().newDatabase()) {
      assertThat(migrate(origin, goal).exitCode()).isZero();
      assertThat(verify(origin, goal).exitCode()).isZero();
      change(
          Engine.POSTGRESQL,
          goal,
          "UPDATE pair SET note = CASE note WHEN 'x' THEN 'y' ELSE 'x' END");
      DecantRun verify = verify(origin, goal);
      assertThat(verify.exitCode()).isEqualTo(4);
      assertThat(verify.report().findValues("differences").stream().mapToInt(JsonNode::size).sum())
          .isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "X-14 text keys that {0} and {1} sort differently")
  @CsvSource({"MYSQL, POSTGRESQL", "POSTGRESQL, MARIADB", "SQLITE, MYSQL"})
  void otherOrder(Engine from, Engine to) throws IOException, SQLException {
    String collate = from == Engine.MYSQL ? " COLLATE utf8mb4_general_ci" : "";
    StringBuilder script =
        new StringBuilder(
            "CREATE TABLE word (name varchar(40)" + collate + " NOT NULL PRIMARY KEY, n int);");
    String[] first = {"a", "B", "c", "É", "z", "Zebra", "_", "1", "10", "9", "日"};
    for (int i = 0; i < 440; i++) {
      script
          .append(" INSERT INTO word VALUES ('")
          .append(first[i % first.length])
          .append(i / first.length)
          .append("x', ")
          .append(i)
          .append(");");
    }
    try (Poured poured = Poured.of(from, script.toString(), to, folder, "--batch-size", "7")) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      assertThat(poured.run().notEqual()).isEmpty();
      assertThat(poured.value("SELECT count(DISTINCT n) FROM word")).isEqualTo("440");
    }
  }

  @ParameterizedTest(name = "X-18 nothing but empty tables from {0} to {1}")
  @CsvSource({"POSTGRESQL, MYSQL", "MYSQL, SQLITE", "SQLITE, POSTGRESQL", "MARIADB, MARIADB"})
  void emptyTables(Engine from, Engine to) throws IOException, SQLException {
    String script = "CREATE TABLE bare (id int NOT NULL PRIMARY KEY, a varchar(9));";
    try (Poured poured = Poured.of(from, script, to, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      assertThat(poured.run().notEqual()).isEmpty();
      assertThat(poured.value("SELECT count(*) FROM bare")).isEqualTo("0");
    }
  }

  @ParameterizedTest(name = "X-18 a table of generated columns alone, to {0}")
  @EnumSource(Engine.class)
  void onlyGenerated(Engine to) throws IOException, SQLException {
    try (Poured poured =
        Poured.of(
            Engine.POSTGRESQL,
            "CREATE TABLE computed (one int GENERATED ALWAYS AS (1) STORED);"
                + " INSERT INTO computed DEFAULT VALUES; INSERT INTO computed DEFAULT VALUES",
            to,
            folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      assertThat(poured.value("SELECT sum(one) FROM computed")).isEqualTo("2");
    }
  }

  @ParameterizedTest(name = "X-21 a reader of {0} that may not SELECT from one table")
  @CsvSource({"POSTGRESQL", "MYSQL", "MARIADB"})
  void aMissingPrivilege(Engine from) throws IOException, SQLException {
    String user = "reader_" + System.nanoTime() % 1_000_000_000;
    String open = "GRANT SELECT ON item TO " + user;
    try (TestDatabase origin = filled(from, ITEM + " CREATE TABLE secret (id int);");
        TestDatabase goal = Engine.SQLITE.server().newDatabase()) {
      change(
          from,
          origin,
          from == Engine.POSTGRESQL
              ? "CREATE ROLE " + user + " LOGIN PASSWORD 'Geheim1'; " + open
              : "CREATE USER "
                  + user
                  + " IDENTIFIED BY 'Geheim1'; "
                  + open
                  // Without any right on it, MySQL would not even list the table.
                  + "; GRANT INSERT ON secret TO "
                  + user);
      String url = origin.url().replaceFirst("://[^@]*@", "://" + user + ":Geheim1@");
      DecantRun run = DecantRun.of(folder, "migrate", "--source", url, "--target", goal.url());
      change(
          from,
          origin,
          (from == Engine.POSTGRESQL ? "DROP OWNED BY " + user + "; DROP ROLE " : "DROP USER ")
              + user);
      assertThat(run.exitCode()).as(run.printed()).isEqualTo(5);
      assertThat(run.printed()).contains("secret", "GRANT SELECT ON").doesNotContain("Geheim1");
      assertThat(tables(Engine.SQLITE, goal)).isEmpty();
    }
  }

  private static TestDatabase filled(Engine engine, String script) throws SQLException {
    TestDatabase database = engine.server().newDatabase();
    for (String statement : script.split(";")) {
      if (!statement.isBlank()) {
        change(engine, database, statement);
      }
    }
    return database;
  }

  private static void change(Engine engine, TestDatabase database, String sql) throws SQLException {
    try (PlainDatabase plain = new PlainDatabase(engine, database.url())) {
      plain.execute(sql);
    }
  }

  private static String ask(Engine engine, TestDatabase database, String sql) throws SQLException {
    try (PlainDatabase plain = new PlainDatabase(engine, database.url())) {
      return plain.scalar(sql);
    }
  }

  private static List<String> tables(Engine engine, TestDatabase database) throws SQLException {
    try (PlainDatabase plain = new PlainDatabase(engine, database.url())) {
      return plain.tables().stream().map(PlainTable::name).toList();
    }
  }

  private DecantRun migrate(TestDatabase origin, TestDatabase goal, String... more)
      throws IOException {
    return run("migrate", origin, goal, more);
  }

  private DecantRun verify(TestDatabase origin, TestDatabase goal) throws IOException {
    return run("verify", origin, goal);
  }

  private DecantRun run(String command, TestDatabase origin, TestDatabase goal, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--source", origin.url(), "--target", goal.url()));
    arguments.addAll(List.of(more));
    return DecantRun.of(folder, arguments.toArray(String[]::new));
  }
}

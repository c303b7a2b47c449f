package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are there already, with foreign keys among them, emptied and filled again. */
class ReferringTablesTest {
  private static final String CIRCLE =
      "CREATE TABLE shop (id INTEGER PRIMARY KEY, chief INT REFERENCES clerk (id));"
          + " CREATE TABLE clerk (id INTEGER PRIMARY KEY, shop INT REFERENCES shop (id), above INT"
          + " REFERENCES clerk (id));"
          + " CREATE TABLE sale (id INTEGER PRIMARY KEY, shop INT REFERENCES shop (id) ON DELETE"
          + " CASCADE);"
          + " INSERT INTO shop VALUES (1, 2); INSERT INTO clerk VALUES (2, 1, 3), (3, 1, 2);"
          + " INSERT INTO sale VALUES (1, 1);";

  @TempDir private Path folder;

  @ParameterizedTest(name = "tables of {0} that refer to each other are emptied")
  @EnumSource(Engine.class)
  void circlesAreEmptied(Engine to) throws IOException, SQLException {
    try (Poured poured = Poured.of(Engine.SQLITE, CIRCLE, to, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      poured.source().execute("UPDATE shop SET chief = NULL");
      poured.source().execute("UPDATE clerk SET shop = NULL, above = NULL");
      poured.source().execute("DELETE FROM sale");
      DecantRun again = poured.again("--if-exists", "truncate", "--yes");
      assertThat(again.exitCode()).as(again.printed()).isZero();
      assertThat(poured.value("SELECT count(*) FROM clerk WHERE shop IS NULL")).isEqualTo("2");
      assertThat(poured.value("SELECT count(*) FROM sale")).isEqualTo("0");
    }
  }

  @ParameterizedTest(name = "tables of {0} that are there are filled after those they refer to")
  @EnumSource(Engine.class)
  void parentsAreFilledFirst(Engine to) throws IOException, SQLException {
    // The more a table refers to others, the larger it is, and so the earlier it would be copied.
    String chain =
        "CREATE TABLE region (id INTEGER PRIMARY KEY);"
            + " CREATE TABLE city (id INTEGER PRIMARY KEY, region INT REFERENCES region (id));"
            + " CREATE TABLE visit (id INTEGER PRIMARY KEY, city INT REFERENCES city (id), again INT"
            + " REFERENCES visit (id), note TEXT);"
            + " INSERT INTO region VALUES (1), (2), (3);"
            + " WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
            + " INSERT INTO city SELECT i, 1 + i % 3 FROM n;"
            + " WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
            + " INSERT INTO visit SELECT i, 1 + i % 300, nullif(i - 1, 0), printf('%1000d', i) FROM n;";
    try (Poured poured = Poured.of(Engine.SQLITE, chain, to, folder)) {
      assertThat(poured.run().exitCode()).as(poured.run().printed()).isZero();
      DecantRun again = poured.again("--if-exists", "truncate", "--yes", "--verify");
      assertThat(again.exitCode()).as(again.printed()).isZero();
      assertThat(poured.value("SELECT count(*) FROM visit JOIN city ON city.id = visit.city"))
          .isEqualTo("20000");
    }
  }

  @ParameterizedTest(name = "a circle of rows that {0} refuses is explained")
  @EnumSource(names = "SQLITE", mode = EnumSource.Mode.EXCLUDE)
  void refusedCirclesAreExplained(Engine to) throws IOException, SQLException {
    try (Poured poured = Poured.of(Engine.SQLITE, CIRCLE, to, folder)) {
      DecantRun again = poured.again("--if-exists", "truncate", "--yes");
      assertThat(again.exitCode()).as(again.printed()).isEqualTo(8);
      assertThat(again.printed()).contains("drop the target's foreign key, start anew");
    }
  }

  @ParameterizedTest(name = "{0} keeps rows outside of the run that refer to it")
  @EnumSource(Engine.class)
  void rowsOutsideOfTheRunAreKept(Engine to) throws IOException, SQLException {
    String items = "CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item VALUES (1), (2);";
    for (String rule : new String[] {"CASCADE", "SET NULL", "NO ACTION"}) {
      try (Poured poured = Poured.of(Engine.SQLITE, items, to, folder)) {
        poured
            .target()
            .execute(
                "CREATE TABLE outside (item int, FOREIGN KEY (item) REFERENCES item (id) ON DELETE "
                    + rule
                    + ")");
        poured.target().execute("INSERT INTO outside VALUES (1)");
        DecantRun run = poured.again("--if-exists", "truncate", "--yes");
        assertThat(run.exitCode()).as(run.printed()).isEqualTo(6);
        assertThat(poured.value("SELECT count(item) FROM outside")).isEqualTo("1");
        assertThat(poured.value("SELECT count(*) FROM item")).isEqualTo("2");
      }
    }
  }
}

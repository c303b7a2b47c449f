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

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of other programs, without a manifest, brought into databases by the real command. */
class FilesImportTest {
  @TempDir private Path folder;
  private Path files;

  @BeforeEach
  void write() throws IOException {
    files = Files.createDirectory(folder.resolve("in"));
    Files.writeString(
        files.resolve("people.csv"),
        "id,name,born,zip,balance,note\r\n"
            + "1,\"Zoë \"\"Z\"\"\",1999-12-31,01234,10.50,\r\n"
            + "2,\"two\nlines\",2000-02-29,99999,-3.00,\"\"\r\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(files.resolve("orders.jsonl.gz")))) {
      out.write(
          """
          {"_id": {"$oid": "507f1f77bcf86cd799439011"}, "who": {"id": 1}, "total": {"$numberDecimal": "12.50"}, "items": [{"sku": "a", "n": 1}, {"sku": "b", "n": 2}]}
          {"_id": {"$oid": "507f1f77bcf86cd799439012"}, "who": {"id": 2}, "total": {"$numberDecimal": "0.10"}, "items": []}
          """
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE", "POSTGRESQL", "MYSQL"})
  void theTypesAreFoundAndTheValuesAreThere(Engine engine) throws IOException, SQLException {
    try (TestDatabase goal = engine.server().newDatabase()) {
      DecantRun run = migrate(goal.url(), "--verify");
      assertThat(run.exitCode()).as(run.printed()).isZero();
      try (PlainDatabase database = new PlainDatabase(engine, goal.url())) {
        assertThat(rows(database, "SELECT id, name, zip, note FROM people ORDER BY id", 4))
            .containsExactly("1|Zoë \"Z\"|01234|null", "2|two\nlines|99999|");
        assertThat(rows(database, "SELECT balance, born FROM people ORDER BY id", 2))
            .containsExactly("10.50|1999-12-31", "-3.00|2000-02-29");
        assertThat(
                rows(
                    database,
                    "SELECT o.who_id, i.sku, i.n FROM orders o JOIN orders_items i"
                        + " ON i.orders_id = o._id ORDER BY i.position",
                    3))
            .containsExactly("1|a|1", "1|b|2");
        assertThat(database.scalar("SELECT items FROM orders WHERE who_id = 2")).isEqualTo("0");
      }
    }
  }

  @Test
  void arraysStayJsonWhereThatIsWanted() throws IOException {
    DecantRun run = migrate("sqlite:" + folder.resolve("a.db"), "--arrays", "json");
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(run.list("tables").map(table -> table.path("name").asText()))
        .containsExactlyInAnyOrder("orders", "people");
  }

  @Test
  void brokenLinesAreRejectedWithTheirFileAndLine() throws IOException {
    Files.writeString(files.resolve("bad.csv"), "a,b\n1,2\n3\nx,4\n5,6\n");
    DecantRun refused = migrate("sqlite:" + folder.resolve("a.db"), "--tables", "bad");
    assertThat(refused.exitCode()).as(refused.printed()).isEqualTo(8);
    assertThat(refused.printed()).contains("bad.csv line 3: 1 fields where the header has 2");
    DecantRun run =
        migrate(
            "sqlite:" + folder.resolve("b.db"),
            "--tables",
            "bad",
            "--sample",
            "1",
            "--on-error",
            "reject");
    assertThat(run.exitCode()).as(run.printed()).isEqualTo(3);
    List<String> reasons =
        run.list("rejects").map(reject -> reject.path("reason").asText()).toList();
    assertThat(reasons.toString())
        .contains("bad.csv line 3: 1 fields where the header has 2")
        .contains("bad.csv line 4: 'x' is no int32");
  }

  @Test
  void filesOfOtherFormsAreListed() throws IOException {
    Files.writeString(files.resolve("readme.txt"), "");
    DecantRun run = migrate("sqlite:" + folder.resolve("a.db"));
    assertThat(run.exitCode()).as(run.printed()).isZero();
    JsonNode listed =
        run.list("objects")
            .filter(object -> object.path("source-name").asText().equals("readme.txt"))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("status").asText()).isEqualTo("skipped");
  }

  private DecantRun migrate(String target, String... options) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("migrate", "--source", "file:" + files, "--target", target));
    all.addAll(List.of(options));
    return DecantRun.of(folder, all.toArray(String[]::new));
  }

  private static List<String> rows(PlainDatabase database, String sql, int columns)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    database.query(
        sql,
        row -> {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(String.valueOf(row.getString(i)));
          }
          rows.add(String.join("|", values));
        });
    return rows;
  }
}

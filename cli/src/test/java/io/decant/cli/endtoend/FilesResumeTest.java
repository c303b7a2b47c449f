package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs into a folder that end before they are done, and what may be done with one that is there.
 */
class FilesResumeTest {
  private static final long ROWS = 20_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "killed at {0}, {1}")
  @CsvSource({
    "in-step:2, jsonl",
    "before-commit:3, csv",
    "after-commit:1, jsonl",
  })
  void aKilledRunEndsWithEveryRowOnce(String failPoint, String format) throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        TestDatabase home = Engine.SQLITE.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "keyed", ROWS, true).create(origin.url());
      new BigTable(Engine.SQLITE, "keyless", ROWS, false).create(origin.url());
      Path files = folder.resolve("out");
      List<String> arguments =
          new ArrayList<>(
              List.of("migrate", "--source", origin.url(), "--verify", "--batch-size", "1000"));
      arguments.addAll(List.of("--target", "file:" + files + "?format=" + format));
      Kills.halt(folder, arguments, failPoint);
      arguments.add("--resume");
      ForkedRun run = ForkedRun.start(folder, List.of(), arguments);
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(leftOvers(files)).isEmpty();
      DecantRun back =
          DecantRun.of(folder, "migrate", "--source", "file:" + files, "--target", home.url());
      assertThat(back.exitCode()).as(back.printed()).isZero();
      assertSame(origin, home);
    }
  }

  @Test
  void anImportThatWasKilledEndsWithEveryRowOnce() throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        TestDatabase home = Engine.SQLITE.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "keyless", ROWS, false).create(origin.url());
      String files = "file:" + folder.resolve("out");
      assertThat(pour(origin.url(), files).exitCode()).isZero();
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("migrate", "--source", files, "--target", home.url(), "--verify"));
      Kills.halt(folder, arguments, "before-commit:2");
      arguments.add("--resume");
      ForkedRun run = ForkedRun.start(folder, List.of(), arguments);
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertSame(origin, home);
    }
  }

  @Test
  void aFolderThatHoldsTablesIsLeftAloneUnlessToldOtherwise() throws IOException, SQLException {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "t", 1_000, true).create(origin.url());
      Path out = folder.resolve("out");
      String files = "file:" + out + "?format=csv";
      assertThat(pour(origin.url(), files).exitCode()).isZero();
      byte[] first = Files.readAllBytes(out.resolve("t.csv"));
      DecantRun again = pour(origin.url(), files);
      assertThat(again.exitCode()).isEqualTo(2);
      assertThat(again.printed()).contains("already holds t");
      assertThat(pour(origin.url(), files, "--if-exists", "drop", "--yes").exitCode()).isZero();
      assertThat(out.resolve("t.csv")).hasBinaryContent(first);
      assertThat(pour(origin.url(), files, "--if-exists", "truncate", "--yes").exitCode()).isZero();
      assertThat(out.resolve("t.csv")).hasBinaryContent(first);
      assertThat(pour(origin.url(), files, "--if-exists", "append").exitCode()).isZero();
      assertThat(out.resolve("t.part-000002.csv")).hasBinaryContent(first);
    }
  }

  @Test
  void aPartOfTheRowsIsTakenOutAndInByAConditionOnThem() throws IOException, SQLException {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        TestDatabase home = Engine.SQLITE.server().newDatabase()) {
      new BigTable(Engine.SQLITE, "t", 1_000, true).create(origin.url());
      String files = "file:" + folder.resolve("out");
      assertThat(pour(origin.url(), files, "--where", "id > 100").exitCode()).isZero();
      DecantRun where = pour(files, home.url(), "--where", "t:id <= 150 AND id NOT IN (101, 102)");
      assertThat(where.exitCode()).as(where.printed()).isZero();
      assertThat(where.printed()).contains("1 table, 48 rows");
      DecantRun wrong = pour(files, home.url(), "--if-exists", "append", "--where", "idd > 1");
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.printed()).contains("there is no column idd");
    }
  }

  private DecantRun pour(String from, String to, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("migrate", "--source", from, "--target", to));
    all.addAll(List.of(options));
    return DecantRun.of(folder, all.toArray(String[]::new));
  }

  private static List<String> leftOvers(Path files) throws IOException {
    try (Stream<Path> all = Files.list(files.resolve("_decant"))) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".part"))
          .toList();
    }
  }

  private static void assertSame(TestDatabase origin, TestDatabase home)
      throws IOException, SQLException {
    try (PlainDatabase source = new PlainDatabase(Engine.SQLITE, origin.url());
        PlainDatabase target = new PlainDatabase(Engine.SQLITE, home.url())) {
      for (PlainTable table : source.tables()) {
        PlainTable arrived =
            target.tables().stream()
                .filter(other -> other.name().equals(table.name()))
                .findFirst()
                .orElseThrow();
        assertThat(new IndependentCompare(source, target).compare(Pair.sameNames(table, arrived)))
            .as(table.name())
            .isEmpty();
      }
    }
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases exported to a folder, and imported from it again. */
class FilesRoutesTest {

  @TempDir private Path folder;

  /** What is imported knows nothing but the files and their manifest. */
  @ParameterizedTest(name = "{0} by way of {1}")
  @CsvSource({
    "POSTGRESQL, format=jsonl&compression=gzip",
    "POSTGRESQL, format=csv",
    "MYSQL, format=csv&compression=zstd",
    "MARIADB, format=jsonl",
    "SQLITE, format=csv&delimiter=tab",
    "SQLITE, format=jsonl&compression=zstd"
  })
  void theRichSchemaComesHome(Engine engine, String form) throws IOException, SQLException {
    try (TestDatabase origin = engine.server().newDatabase();
        TestDatabase end = engine.server().newDatabase()) {
      RichSchema.load(engine, origin.url());
      Path files = folder.resolve("export");
      DecantRun there = migrate(origin.url(), "file:" + files + "?" + form);
      assertThat(there.exitCode()).as(there.printed()).isZero();
      delete(files.resolve("_decant"));
      DecantRun back = migrate("file:" + files, end.url());
      assertThat(back.exitCode()).as(back.printed()).isZero();
      assertThat(back.notEqual()).as("verification").isEmpty();
      ThereAndBack.assertHome(engine, origin.url(), end.url(), there);
    }
  }

  @ParameterizedTest(name = "{0} by way of {1} to {2}")
  @CsvSource({
    "POSTGRESQL, format=csv&compression=gzip, MYSQL",
    "MYSQL, format=jsonl, SQLITE",
    "SQLITE, format=jsonl, POSTGRESQL"
  })
  void anotherEngineGetsEveryRow(Engine from, String form, Engine to)
      throws IOException, SQLException {
    try (TestDatabase origin = from.server().newDatabase();
        TestDatabase end = to.server().newDatabase()) {
      RichSchema.load(from, origin.url());
      String files = "file:" + folder.resolve("export");
      DecantRun there = migrate(origin.url(), files + "?" + form);
      assertThat(there.exitCode()).as(there.printed()).isZero();
      DecantRun on = migrate(files, end.url());
      assertThat(on.exitCode()).as(on.printed()).isZero();
      assertThat(on.notEqual()).as("verification").isEmpty();
      DecantRun verified =
          DecantRun.of(folder, "verify", "--source", origin.url(), "--target", files);
      assertThat(verified.exitCode()).as(verified.printed()).isZero();
    }
  }

  /** Tables, documents, files, keys, and tables again. */
  @Test
  void oneDatabaseGoesThroughAllKinds() throws IOException, SQLException {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        TestDatabase documents = TestServers.mongodb().newDatabase();
        TestDatabase keys = TestServers.redis().newDatabase();
        TestDatabase end = Engine.POSTGRESQL.server().newDatabase()) {
      RichSchema.load(Engine.SQLITE, origin.url());
      String files = "file:" + folder.resolve("export");
      List<String> stops =
          List.of(
              origin.url(), documents.url(), files, keys.url(), files + "-2?format=csv", end.url());
      for (int i = 1; i < stops.size(); i++) {
        DecantRun run = migrate(stops.get(i - 1), stops.get(i));
        assertThat(run.exitCode()).as("%s: %s", stops.get(i), run.printed()).isZero();
        assertThat(run.notEqual()).as("verification").isEmpty();
      }
      try (PlainDatabase first = new PlainDatabase(Engine.SQLITE, origin.url());
          PlainDatabase last = new PlainDatabase(Engine.POSTGRESQL, end.url())) {
        for (PlainTable table : first.tables()) {
          assertThat(last.scalar("SELECT count(*) FROM \"" + table.name() + "\""))
              .as(table.name())
              .isEqualTo(first.scalar("SELECT count(*) FROM \"" + table.name() + "\""));
        }
      }
    }
  }

  private DecantRun migrate(String from, String to) throws IOException {
    return DecantRun.of(folder, "migrate", "--source", from, "--target", to, "--verify");
  }

  private static void delete(Path files) throws IOException {
    try (Stream<Path> all = Files.walk(files)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

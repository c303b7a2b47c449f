package io.decant.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.decant.cli.Decant;
import io.decant.cli.Decant.Result;
import io.decant.cli.Golden;
import io.decant.connectors.dump.ScriptReader;
import io.decant.connectors.dump.ScriptStatement;
import io.decant.connectors.dump.ScriptSyntax;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertSchemaTest {
  private static final Path SHOP = Path.of("src/test/resources/dumps/shop.postgresql.sql");
  private static final Path DUMPS =
      Path.of("../connectors/src/test/resources/io/decant/connectors/dump");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"mariadb", "mysql", "sqlite", "postgresql"})
  void theScriptIsTheOneThatAPersonHasLookedAt(String target) {
    Result result = convert("postgresql", target, SHOP, "-");

    assertThat(result.exitCode()).isEqualTo(7);
    Golden.assertSame("shop." + target + ".sql", result.out());
  }

  @Test
  void whatIsNotConvertedIsListedWithItsLineAndTheNumbersAddUp() throws IOException {
    Result result =
        convert("postgresql", "mariadb", SHOP, out(), "--report", "json=" + folder.resolve("r"));

    assertThat(result.exitCode()).isEqualTo(7);
    assertThat(result.err()).isEmpty();
    Golden.assertSame("shop.converted.txt", result.out().replace(out(), "OUT"));
    JsonNode report = new JsonMapper().readTree(folder.resolve("r").toFile());
    JsonNode conversion = report.get("conversion");
    assertThat(conversion.get("read").asInt())
        .isEqualTo(
            conversion.get("converted").asInt()
                + conversion.get("merged").asInt()
                + conversion.get("skipped").asInt()
                + conversion.get("listed").asInt()
                + conversion.get("failed").asInt());
    assertThat(conversion.get("statements"))
        .extracting(each -> each.get("line").asInt() + " " + each.get("fate").asText())
        .containsExactly("8 listed", "42 listed", "45 failed", "46 failed");
  }

  @Test
  void theDumpItselfIsNotWrittenOver() throws IOException {
    Path dump = Files.writeString(folder.resolve("dump.sql"), "CREATE TABLE a (i int);");

    Result result = convert("mysql", "postgresql", dump, dump.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is the dump itself");
    assertThat(dump).hasContent("CREATE TABLE a (i int);");
  }

  @Test
  void theReportIsNeitherTheScriptNorTheDump() throws IOException {
    Path dump = Files.writeString(folder.resolve("dump.sql"), "CREATE TABLE a (i int);");

    for (String file : List.of(dump.toString(), out(), folder + "/./out.sql")) {
      Result result = convert("mysql", "postgresql", dump, out(), "--report", "json=" + file);

      assertThat(result.exitCode()).as(file).isEqualTo(2);
      assertThat(result.err()).contains("--report").contains("Name a file of its own");
    }
    assertThat(dump).hasContent("CREATE TABLE a (i int);");
    assertThat(Path.of(out())).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"mysql", "postgresql", "sqlite"})
  void aSecondTableOfTheSameNameFailsAndTheFirstStays(String from) throws IOException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.sql"),
            "CREATE TABLE a (i int primary key, n int);\nCREATE TABLE a (i int);\n");

    Result result = convert(from, "postgresql", dump, out());

    assertThat(result.out()).contains("1 converted").contains("1 failed").contains("line 2");
    assertThat(Path.of(out())).content().contains("PRIMARY KEY").contains("\"n\"");
  }

  @Test
  void anEngineThatIsNotKnownIsAnOptionThatIsWrong() {
    Result result = convert("oracle", "mysql", SHOP, out());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--from oracle").doesNotContain("URL");
  }

  @Test
  void strictMeansThatAStatementLeftOutIsALossThatIsNotAllowed() {
    Result result = convert("postgresql", "sqlite", SHOP, out(), "--compatibility-mode", "strict");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).contains("Incomplete: ");
    assertThat(Path.of(out())).exists();
  }

  @Test
  void strictIsFineWhereEverythingIsThere() throws IOException {
    Path dump =
        Files.writeString(folder.resolve("a.sql"), "CREATE TABLE a (id INTEGER PRIMARY KEY);");

    assertThat(
            convert("sqlite", "postgresql", dump, out(), "--compatibility-mode", "strict")
                .exitCode())
        .isZero();
  }

  @Test
  void aDumpMayComeGzippedOrByStandardInput() throws IOException {
    Path packed = folder.resolve("shop.sql.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(SHOP, out);
    }
    String plain = convert("postgresql", "sqlite", SHOP, "-").out();

    assertThat(convert("postgresql", "sqlite", packed, "-").out()).isEqualTo(plain);
    Result piped =
        Decant.in(Map.of("LANG", "C.UTF-8"))
            .answering(Files.readString(SHOP))
            .execute(
                "convert-schema",
                "--from",
                "postgresql",
                "--to",
                "sqlite",
                "--input",
                "-",
                "--output",
                "-");
    assertThat(piped.out()).isEqualTo(plain);
    assertThat(piped.err()).contains(" statements = ").contains("line 42");
  }

  @Test
  void aTextThatIsNoDumpIsRefusedAndNothingIsWritten() throws IOException {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear Ann; how are you?");

    Result result = convert("postgresql", "sqlite", letter, out());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("declares no table").contains("-> ");
    assertThat(Path.of(out())).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "mysql, postgresql",
    "mariadb, postgresql",
    "sqlite, postgresql",
    "sqlite, mysql",
    "postgresql, mysql",
    "postgresql, mariadb",
    "sqlite, mariadb"
  })
  void aDumpThatSaysThatItIsOfAnotherEngineIsRefused(String from, String dumped) {
    Result result = convert(from, "sqlite", DUMPS.resolve(dumped + ".sql"), out());

    assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
    assertThat(result.err()).contains("Use --from " + dumped);
    assertThat(Path.of(out())).doesNotExist();
  }

  @Test
  void theShellOfSqliteSaysItToo() throws IOException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.sql"),
            "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE a (i int);\nCOMMIT;\n");

    assertThat(convert("mysql", "sqlite", dump, out()).err()).contains("Use --from sqlite");
    assertThat(convert("sqlite", "mysql", dump, out()).exitCode()).isZero();
  }

  @Test
  void aDumpOfWhichNothingFitsIsNoSuccess() throws IOException {
    String columns =
        IntStream.range(0, 1_700).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
    Path dump = Files.writeString(folder.resolve("dump.sql"), "CREATE TABLE a (" + columns + ");");

    Result result = convert("sqlite", "postgresql", dump, out());

    assertThat(result.exitCode()).as(result.out()).isEqualTo(2);
    assertThat(result.err()).contains("nothing of it can be converted");
    assertThat(Path.of(out())).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE TABLE public.t (), t has no column",
    "CREATE TABLE public.u (i int); CREATE TABLE public.\"U\" (i int), would both be"
  })
  void aRemedyIsOneThatTheCommandHas(String statements, String problem) throws IOException {
    Path dump = Files.writeString(folder.resolve("dump.sql"), statements);

    Result result = convert("postgresql", "sqlite", dump, out());

    assertThat(result.exitCode()).isNotZero();
    assertThat(result.err())
        .contains(problem)
        .contains("in the dump")
        .doesNotContain("--exclude-tables")
        .doesNotContain("--tables");
  }

  @Test
  void aFolderIsNoDump() {
    Result result = convert("postgresql", "sqlite", folder, out());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is a folder").contains("Name the dump's file");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql, mysql", "postgresql, mariadb", "postgresql, sqlite", "postgresql, postgresql",
    "mysql, postgresql", "mysql, mariadb", "mysql, sqlite", "mysql, mysql",
    "mariadb, postgresql", "mariadb, mysql", "mariadb, sqlite", "mariadb, mariadb"
  })
  void theTargetAcceptsTheScriptAsItIs(String from, String target)
      throws IOException, SQLException {
    Result result = convert(from, target, DUMPS.resolve(from + ".sql"), out());

    assertThat(result.exitCode()).as(result.err()).isZero();
    try (TestDatabase database = server(target).newDatabase()) {
      run(database, target, Path.of(out()));
    }
  }

  @ParameterizedTest
  @CsvSource({"postgresql", "mysql", "mariadb"})
  void tablesWithPeriodsAreTakenByEveryTarget(String target) throws IOException, SQLException {
    Result result = convert("mariadb", target, DUMPS.resolve("mariadb-by-hand.sql"), out());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("column versioned.row_start").contains(" 0 failed");
    try (TestDatabase database = server(target).newDatabase()) {
      run(database, target, Path.of(out()));
    }
  }

  @ParameterizedTest
  @CsvSource({"mysql, mariadb", "mariadb, mysql"})
  void whatOnlyTheRelativeHasIsToldInsteadOfWritten(String from, String target)
      throws IOException, SQLException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.sql"),
            from.equals("mysql")
                ? """
                CREATE TABLE `t` (
                  `id` int NOT NULL,
                  `u` binary(16) NOT NULL DEFAULT (uuid_to_bin(uuid())),
                  `j` json DEFAULT NULL,
                  `v` int GENERATED ALWAYS AS (`j`->'$.v') VIRTUAL,
                  `n` varchar(9) DEFAULT (lower('A')),
                  PRIMARY KEY (`id`),
                  KEY `many` ((cast(json_extract(`j`,'$.many') as unsigned array))),
                  CONSTRAINT `c` CHECK (regexp_like(`n`,'a'))
                );
                CREATE VIEW `w` AS select any_value(`t`.`n`) AS `n` from `t`;
                """
                : """
                CREATE TABLE `t` (
                  `id` int NOT NULL,
                  `j` longtext DEFAULT NULL,
                  `v` varchar(9) GENERATED ALWAYS AS (json_compact(`j`)) STORED,
                  `n` varchar(9) DEFAULT lower('A'),
                  PRIMARY KEY (`id`),
                  CONSTRAINT `c` CHECK (json_exists(`j`,'$.a'))
                );
                CREATE VIEW `w` AS select nvl(`t`.`n`,'') AS `n` from `t`;
                """);

    Result result = convert(from, target, dump, out());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("check t.c", "generated-column t.v").contains(" VIEW `w`");
    assertThat(Path.of(out())).content().contains("lower('A')");
    try (TestDatabase database = server(target).newDatabase()) {
      run(database, target, Path.of(out()));
    }
  }

  @Test
  void aViewThatNeedsWhatStaysBehindIsListedSoThatTheScriptLoads()
      throws IOException, SQLException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.sql"),
"""
CREATE TABLE public.film (id integer PRIMARY KEY, title text);
CREATE FUNCTION public.shout(text) RETURNS text LANGUAGE sql AS 'SELECT upper($1)';
CREATE VIEW public.loud AS SELECT film.id, public.shout(film.title) AS t FROM public.film;
CREATE VIEW public.louder AS SELECT loud.id, loud.t FROM public.loud;
CREATE VIEW public.plain AS SELECT film.id, upper(film.title) AS shout FROM public.film;
""");

    Result result = convert("postgresql", "postgresql", dump, out());

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("line 3, listed: its query needs the routine public.shout(text), which stays")
        .contains("line 4, listed: its query needs the view public.loud, which stays behind");
    assertThat(Path.of(out())).content().contains("\"plain\"").doesNotContain("loud");
    try (TestDatabase database = server("postgresql").newDatabase()) {
      run(database, "postgresql", Path.of(out()));
    }
  }

  @ParameterizedTest
  @CsvSource({"postgresql", "mysql", "mariadb"})
  void aViewOfATableThatWasNotReadIsListedSoThatTheScriptLoads(String engine)
      throws IOException, SQLException {
    Path dump =
        Files.writeString(
            folder.resolve("dump.sql"),
            """
            CREATE TABLE gone (i int, what ever ((( (1));
            CREATE TABLE here (i int);
            CREATE TABLE child (i int, CONSTRAINT f FOREIGN KEY (i) REFERENCES gone (i));
            CREATE VIEW first AS SELECT gone.i FROM gone;
            CREATE VIEW listed AS SELECT h.i FROM here h, gone g WHERE h.i = g.i;
            CREATE VIEW third AS SELECT first.i FROM here JOIN first ON here.i = first.i;
            CREATE VIEW stays AS SELECT here.i AS gone FROM here;
            """);

    Result result = convert(engine, engine, dump, out());

    assertThat(result.exitCode()).as(result.err()).isEqualTo(7);
    assertThat(result.out())
        .contains("line 1, failed")
        .contains("line 4, listed: its query needs the table", "gone, which stays behind")
        .contains("line 5, listed: its query needs the table")
        .contains("line 6, listed: its query needs the view");
    assertThat(Path.of(out())).content().contains("stays").doesNotContain("first", "listed");
    try (TestDatabase database = server(engine).newDatabase()) {
      run(database, engine, Path.of(out()));
    }
  }

  private static void run(TestDatabase database, String target, Path script)
      throws IOException, SQLException {
    try (Connection connection = database.connect();
        Statement session = connection.createStatement()) {
      if (target.equals("postgresql") || target.equals("sqlite")) {
        session.execute(Files.readString(script));
        return;
      }
      session.setEscapeProcessing(false);
      try (var in = Files.newInputStream(script)) {
        ScriptReader reader = ScriptReader.of(in, ScriptSyntax.MYSQL);
        Optional<ScriptStatement> next = reader.next();
        while (next.isPresent()) {
          // The test's MySQL is older than the one assumed, and has no such collation.
          session.execute(next.get().text().replace("utf8mb4_0900_bin", "utf8mb4_0900_as_cs"));
          next = reader.next();
        }
      }
    }
  }

  private static TestServer server(String engine) {
    return switch (engine) {
      case "postgresql" -> TestServers.postgresql();
      case "mysql" -> TestServers.mysql();
      case "mariadb" -> TestServers.mariadb();
      default -> TestServers.sqlite();
    };
  }

  private String out() {
    return folder.resolve("out.sql").toString();
  }

  private static Result convert(String from, String to, Path input, String output, String... more) {
    String[] given = {
      "convert-schema", "--from", from, "--to", to, "--input", input.toString(), "--output", output
    };
    String[] all = Arrays.copyOf(given, given.length + more.length);
    System.arraycopy(more, 0, all, given.length, more.length);
    return Decant.run(all);
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.decant.cli.Decant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What assess says of a file, against what migrate then does with it. */
class AssessTest {
  private static final String[] HOSTILE = {
    "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT UNIQUE)",
    "INSERT INTO parent VALUES (1, 'a'), (2, 'A'), (3, 'b ')",
    "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent, note TEXT, data JSON,"
        + " mixed INTEGER, big REAL)",
    "INSERT INTO child VALUES (1, 1, 'ZoÃ«', '{\"a\":1,\"a\":2}', 1, 1.5),"
        + " (2, 99, 'a' || char(0) || 'b', '{}', 'x', 9e999), (3, NULL, 'plain', NULL, 3, 2)",
    "CREATE TABLE \"odd name\" (a)",
    "CREATE VIEW v AS SELECT name FROM parent WHERE name GLOB 'a*'",
    "CREATE TRIGGER t AFTER INSERT ON parent BEGIN SELECT 1; END"
  };

  @TempDir private Path folder;

  @Test
  void aFolderThatIsNotThereIsASettingToBeMended() throws IOException, SQLException {
    make("plain.db", "CREATE TABLE a (id INTEGER PRIMARY KEY)");
    Path report = folder.resolve("assessment.json");
    Decant.Result result =
        Decant.run(
            "assess",
            "--source",
            "sqlite:" + folder.resolve("plain.db"),
            "--target",
            "sqlite:" + folder.resolve("nosuch/x.db"),
            "--max-downtime",
            "1h30m",
            "--report",
            "json=" + report);
    assertThat(result.out())
        .contains(
            "The data can be migrated once 1 setting is mended", "Make the folder first", "1.5 h");
    assertThat(
            new ObjectMapper().readTree(report.toFile()).at("/findings").findValuesAsText("code"))
        .contains("NO_FOLDER");
    assertThat(folder.resolve("nosuch")).doesNotExist();
  }

  @Test
  void risksAreNamedWithTheKeysOfTheirRows() throws IOException, SQLException {
    make("hostile.db", HOSTILE);
    JsonNode report = assess("hostile.db", "postgresql");
    Map<String, List<String>> keys = new TreeMap<>();
    for (JsonNode risk : report.at("/assessment/risks")) {
      List<String> ofRisk = new ArrayList<>();
      risk.path("keys").forEach(key -> ofRisk.add(key.asText()));
      keys.put(risk.path("code").asText() + " " + risk.path("column").asText(), ofRisk);
    }
    assertThat(keys)
        .containsEntry("NUL_BYTE note", List.of("id=2"))
        .containsEntry("MOJIBAKE note", List.of("id=1"))
        .containsEntry("ORPHANS parent", List.of("id=2"))
        .containsEntry("NAN_OR_INFINITY big", List.of("id=2"))
        .containsEntry("ODD_NAMES ", List.of("odd name"))
        .containsEntry("UNTYPED ", List.of("odd name.a"));
    assertThat(report.at("/assessment/stays-behind").findValuesAsText("kind"))
        .contains("trigger", "view");
    assertThat(report.at("/assessment/compatibility-score").asInt()).isBetween(50, 95);
  }

  @Test
  void whatIsKeptAsTextAndWideCharactersAreNamedWithTheExceptions()
      throws IOException, SQLException {
    make(
        "texts.db",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, zip TEXT, latitude TEXT, price TEXT, flag TEXT,"
            + " note TEXT, code TEXT, article_no TEXT, born DATE, size NUMERIC)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
            + " INSERT INTO t SELECT i, printf('%05d', i * 977), i || '° 30'' 00\"',"
            + " CASE i WHEN 7 THEN 'unknown' ELSE '$' || i || '.50' END,"
            + " CASE WHEN i % 3 THEN 'yes' ELSE 'no' END,"
            + " CASE i WHEN 9 THEN 'party 🎉' ELSE 'note ' || i END, 10000 + i, i * i, '2024-01-31',"
            + " CASE WHEN i % 2 THEN i ELSE i + 0.5 END FROM n");
    JsonNode report = assess("texts.db", "postgresql");
    Map<String, String> found = new TreeMap<>();
    for (JsonNode risk : report.at("/assessment/risks")) {
      if (!risk.path("column").asText().isEmpty()) {
        found.put(
            risk.path("code").asText() + " " + risk.path("column").asText(),
            risk.path("reason").asText() + " " + risk.path("keys"));
      }
    }
    assertThat(found)
        .containsOnlyKeys(
            "KEPT_AS_TEXT flag",
            "KEPT_AS_TEXT latitude",
            "KEPT_AS_TEXT price",
            "WIDE_CHARACTERS note")
        .containsEntry("KEPT_AS_TEXT flag", "truth values (no, yes) kept as text []")
        .containsEntry("KEPT_AS_TEXT latitude", "degrees, minutes and seconds kept as text []");
    assertThat(found.get("KEPT_AS_TEXT price")).contains("but for 1 value").endsWith("[\"id=7\"]");
    assertThat(found.get("WIDE_CHARACTERS note")).endsWith("[\"id=9\"]");
    assertThat(report.path("findings").findValuesAsText("what"))
        .anyMatch(what -> what.contains("such as DATE: of 1 columns declared so, 0 hold"));
    assertThat(decisions(report))
        .anyMatch(column -> column.contains("declared NUMERIC; values: 20 integer, 20 real"));
  }

  @Test
  void keysThatTheTargetTakesForOneAreFound() throws IOException, SQLException {
    make("hostile.db", HOSTILE);
    JsonNode report = assess("hostile.db", "mysql");
    boolean binary =
        report.toString().contains("utf8mb4_bin") || report.toString().contains("0900_bin");
    boolean alike = report.toString().contains("ALIKE_KEYS");
    assertThat(binary || alike)
        .as("either the target tells 'a' from 'A', or assess says that it does not")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void theTypeDecisionsAreThoseOfThePlan(String engine) throws IOException, SQLException {
    make("hostile.db", HOSTILE);
    JsonNode assessed = assess("hostile.db", engine);
    if (engine.equals("sqlite")) {
      JsonNode migrated =
          json(
              "migrate",
              "--source",
              url("hostile.db"),
              "--target",
              url("copy.db"),
              "--on-error",
              "reject",
              "--rejects",
              folder.resolve("rejects").toString());
      assertThat(decisions(assessed)).isEqualTo(decisions(migrated)).isNotEmpty();
    }
    assertThat(decisions(assessed)).anyMatch(each -> each.startsWith("child.mixed"));
  }

  @Test
  void nothingIsWrittenAnywhere() throws IOException, SQLException {
    make("hostile.db", HOSTILE);
    byte[] before = Files.readAllBytes(folder.resolve("hostile.db"));
    Decant.Result result =
        Decant.run("assess", "--source", url("hostile.db"), "--target", url("target.db"));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("hostile.db"))).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("hostile.db"));
    }
  }

  @Test
  void twinsWithOneDeclarationAndOtherValuesGetOtherTypesWithTheirReasons()
      throws IOException, SQLException {
    String ddl = "CREATE TABLE %s (id INTEGER PRIMARY KEY, born DATE, code INTEGER, flag BOOLEAN)";
    make(
        "twins.db",
        ddl.formatted("plain"),
        "INSERT INTO plain VALUES (1, '2024-01-31', 7, 1), (2, '1999-12-31', 8, 0)",
        ddl.formatted("wild"),
        "INSERT INTO wild VALUES (1, '2024-01-31', 'A7', 1), (2, 'soon', 8, 5)");
    JsonNode report = assess("twins.db", "postgresql");
    Map<String, JsonNode> columns = new TreeMap<>();
    for (JsonNode table : report.path("tables")) {
      for (JsonNode column : table.path("columns")) {
        columns.put(table.path("name").asText() + "." + column.path("name").asText(), column);
      }
    }
    for (String column : List.of("born", "code", "flag")) {
      JsonNode plain = columns.get("plain." + column);
      JsonNode wild = columns.get("wild." + column);
      assertThat(wild.path("source-type")).isEqualTo(plain.path("source-type"));
      assertThat(wild.path("target-type").asText())
          .as(column)
          .isNotEqualTo(plain.path("target-type").asText());
      assertThat(wild.path("evidence").asText()).as(column).isNotEmpty();
    }
  }

  @Test
  void aSampleLooksAllOverTheTableAndTheSameSeedAtTheSamePlaces() throws IOException, SQLException {
    make(
        "large.db",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, note TEXT)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
            + " INSERT INTO t SELECT i, 'row ' || i || CASE WHEN i % 50 = 0 THEN char(0) ELSE '' END FROM n");
    List<String> first = keysOf(assess("large.db", "postgresql", "--sample", "3200"));
    List<String> again = keysOf(assess("large.db", "postgresql", "--sample", "3200"));
    JsonNode other = assess("large.db", "postgresql", "--sample", "3200", "--seed", "7");
    assertThat(first).isEqualTo(again).isNotEqualTo(keysOf(other));
    assertThat(other.at("/assessment/sample/rows").asLong()).isBetween(2_000L, 4_000L);
    assertThat(risk(other, "NUL_BYTE").path("rows").asLong()).isBetween(20L, 120L);
    assertThat(risk(other, "UNSEEN_VALUES").path("reason").asText()).contains("1 in 1,0");
    JsonNode half = assess("large.db", "postgresql", "--sample", "3200", "--where", "id <= 30000");
    assertThat(half.at("/assessment/extent/rows").asLong())
        .as("the rows that meet the condition, not those of the table")
        .isBetween(25_000L, 36_000L);
    JsonNode all = assess("large.db", "postgresql", "--sample", "all");
    assertThat(risk(all, "NUL_BYTE").path("rows").asLong()).isEqualTo(1_200);
    assertThat(risk(all, "UNSEEN_VALUES").isMissingNode()).isTrue();
  }

  @Test
  void peopleReadTheVerdictFirstAndNoLineIsTooLong() throws SQLException {
    make("hostile.db", HOSTILE);
    Decant.Result result =
        Decant.run("assess", "--source", url("hostile.db"), "--target", "postgresql");
    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0)).startsWith("Score ").contains("complexity");
    assertThat(lines.get(1)).contains("can be migrated");
    assertThat(result.out())
        .contains("NUL_BYTE", "id=2", "Stays behind", "trigger", "Duration", "Strategy", "Advice")
        .contains("--on-error reject");
    assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.length() <= 100);
    assertThat(lines.get(lines.size() - 1))
        .startsWith("Nothing was migrated")
        .endsWith("plan --source " + url("hostile.db") + " --target postgresql");
  }

  @Test
  void aTableThatHasNoPlaceInTheTargetIsToldWithTheWayOutAndTheOthersAreAssessed()
      throws IOException, SQLException {
    String columns =
        IntStream.range(0, 1_100).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
    make(
        "wide.db",
        "CREATE TABLE wide (" + columns + ")",
        "CREATE TABLE plain (id INTEGER PRIMARY KEY)",
        "INSERT INTO plain VALUES (1)");
    JsonNode report = assess("wide.db", "mysql");
    JsonNode blocker = risk(report, "UNSUPPORTED");
    assertThat(blocker.path("severity").asText()).isEqualTo("blocker");
    assertThat(blocker.path("reason").asText()).contains("wide has 1100 columns");
    assertThat(blocker.path("remedy").asText()).contains("--exclude-tables wide");
    assertThat(report.at("/assessment/verdict").asText()).contains("cannot be migrated as it is");
    assertThat(report.at("/assessment/sample/rows").asInt()).isEqualTo(1);
    Decant.Result plan =
        Decant.run(
            "plan", "--source", url("wide.db"), "--target", "mysql", "--exclude-tables", "wide");
    assertThat(plan.exitCode()).as(plan.err()).isZero();
  }

  @Test
  void tablesThatHaveNoPlaceTogetherAreTold() throws IOException, SQLException {
    make(
        "together.db",
        "CREATE TABLE a_b (id INTEGER PRIMARY KEY)",
        "CREATE TABLE aB (id INTEGER PRIMARY KEY)",
        "CREATE TABLE c (id INTEGER PRIMARY KEY)");
    JsonNode report = assess("together.db", "postgresql", "--names", "snake");
    JsonNode blocker = risk(report, "UNSUPPORTED");
    assertThat(blocker.path("table").asText()).isEqualTo("a_b");
    assertThat(blocker.path("reason").asText()).contains("would both be public.a_b");
    assertThat(blocker.path("remedy").asText()).startsWith("Rename one with --tables '*,");
    assertThat(report.at("/assessment/extent/tables").asInt()).isEqualTo(2);
  }

  @Test
  void whatIsAlikeIsToldOnceAndALongDefinitionIsCut() throws SQLException {
    String longCheck = "a NOT IN ('" + "x', '".repeat(200) + "')";
    make(
        "alike.db",
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT, c TEXT, CHECK (NOT a GLOB 'q' AND "
            + longCheck
            + "))",
        "INSERT INTO t VALUES (1, '🎉', '🎉', '🎉')");
    Decant.Result result =
        Decant.run("assess", "--source", url("alike.db"), "--target", "postgresql");
    assertThat(result.out())
        .containsOnlyOnce("WIDE_CHARACTERS")
        .contains("also t.b, t.c")
        .contains("CHECK_EXPRESSION");
    assertThat(result.out().lines().toList()).hasSizeLessThan(60);
  }

  @Test
  void wrongWordsAreRefusedBeforeAnythingIsOpened() {
    for (String[] wrong :
        new String[][] {{"--sample", "few"}, {"--max-downtime", "soon"}, {"--target", "oracle"}}) {
      Decant.Result result = Decant.run("assess", "--source", url("none.db"), wrong[0], wrong[1]);
      assertThat(result.exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
    }
  }

  private static List<String> keysOf(JsonNode report) {
    List<String> keys = new ArrayList<>();
    risk(report, "NUL_BYTE").path("keys").forEach(key -> keys.add(key.asText()));
    return keys;
  }

  private static JsonNode risk(JsonNode report, String code) {
    for (JsonNode risk : report.at("/assessment/risks")) {
      if (risk.path("code").asText().equals(code)) {
        return risk;
      }
    }
    return report.path("no such risk");
  }

  /** Table, column, and what becomes of its type. */
  static List<String> decisions(JsonNode report) {
    List<String> decisions = new ArrayList<>();
    for (JsonNode table : report.path("tables")) {
      for (JsonNode column : table.path("columns")) {
        decisions.add(
            String.join(
                " ",
                table.path("name").asText() + "." + column.path("name").asText(),
                column.path("source-type").asText(),
                column.path("logical-type").asText(),
                column.path("target-type").asText(),
                column.path("conversion").asText(),
                column.path("evidence").asText()));
      }
    }
    return decisions;
  }

  private JsonNode assess(String file, String target, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("assess", "--source", url(file), "--target", target));
    arguments.addAll(List.of(more));
    return json(arguments.toArray(String[]::new));
  }

  private JsonNode json(String... arguments) throws IOException {
    Path file = folder.resolve("report.json");
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--report", "json=" + file))
            .toArray(String[]::new);
    Decant.Result result = Decant.run(all);
    assertThat(result.exitCode()).as(result.err()).isIn(0, 3, 7);
    JsonNode report = new ObjectMapper().readTree(Files.readString(file));
    Files.delete(file);
    return report;
  }

  private String url(String file) {
    return "sqlite:" + folder.resolve(file);
  }

  private void make(String file, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

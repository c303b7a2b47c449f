package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.decant.cli.command.Cli;
import io.decant.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One run of the real command in this process, and what it left.
 *
 * @param printed results, then what stood on the error stream
 * @param report the JSON report; missing where none was written
 */
record DecantRun(int exitCode, String printed, JsonNode report, double seconds) {

  /**
   * Runs the command.
   *
   * @param folder for the report and the rejects; nothing else is written there
   */
  static DecantRun of(Path folder, String... arguments) throws IOException {
    Path report = folder.resolve("report.json");
    Files.deleteIfExists(report);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--report", "json=" + report));
    if (arguments[0].startsWith("migrate")) {
      all.addAll(List.of("--rejects", folder.resolve("rejects").toString()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            Console.utf8(out),
            Console.utf8(err),
            new ByteArrayInputStream(new byte[0]),
            Set.of(),
            120,
            Map.of());
    long started = System.nanoTime();
    int exitCode = new Cli(console).run(all.toArray(String[]::new));
    double seconds = (System.nanoTime() - started) / 1e9;
    JsonNode json =
        Files.exists(report)
            ? new ObjectMapper().readTree(report.toFile())
            : MissingNode.getInstance();
    return new DecantRun(exitCode, out.toString(UTF_8) + err.toString(UTF_8), json, seconds);
  }

  Stream<JsonNode> list(String name) {
    return elements(report.path(name));
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The table's part of the report, by its name in the source. */
  JsonNode table(PlainTable source) {
    return list("tables")
        .filter(table -> source.isNamed(table.path("name").asText()))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** How often each loss hit a row, over all tables. */
  Map<String, Long> losses() {
    Map<String, Long> rows = new TreeMap<>();
    list("tables")
        .flatMap(table -> elements(table.path("columns")))
        .flatMap(column -> elements(column.path("losses")))
        .filter(loss -> loss.path("rows").asLong() > 0)
        .forEach(
            loss -> rows.merge(loss.path("code").asText(), loss.path("rows").asLong(), Long::sum));
    return rows;
  }

  /** How many of the rejects that the report lists have each code. */
  Map<String, Long> rejects() {
    Map<String, Long> rows = new TreeMap<>();
    list("rejects").forEach(reject -> rows.merge(reject.path("code").asText(), 1L, Long::sum));
    return rows;
  }

  /** How many objects ended in each status. */
  Map<String, Long> objects() {
    Map<String, Long> counts = new TreeMap<>();
    list("objects").forEach(object -> counts.merge(object.path("status").asText(), 1L, Long::sum));
    return counts;
  }

  long sum(String number) {
    return list("tables").mapToLong(table -> table.path(number).asLong()).sum();
  }

  /** Tables whose verdict is not {@code equal}, with it. */
  List<String> notEqual() {
    return elements(report.path("verification").path("tables"))
        .filter(table -> !table.path("verdict").asText().equals("equal"))
        .map(
            table ->
                table.path("name").asText()
                    + " "
                    + table.path("verdict").asText()
                    + " "
                    + table.path("reason").asText())
        .toList();
  }
}

package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A fresh database of one engine, filled and poured into a fresh one of another by the real
 * command, with all that a test wants to know of the outcome. The databases go when it is closed.
 */
final class Poured implements AutoCloseable {
  private final TestDatabase origin;
  private final TestDatabase goal;
  private final Path folder;
  private final DecantRun run;
  private final PlainDatabase source;
  private final PlainDatabase target;

  private Poured(
      Engine from, Engine to, TestDatabase origin, TestDatabase goal, Path folder, String[] options)
      throws IOException, SQLException {
    this.origin = origin;
    this.goal = goal;
    this.folder = folder;
    List<String> arguments =
        new ArrayList<>(List.of("migrate", "--source", origin.url(), "--target", goal.url()));
    arguments.addAll(List.of("--verify", "--on-error", "reject"));
    arguments.addAll(List.of(options));
    this.run = DecantRun.of(folder, arguments.toArray(String[]::new));
    this.source = new PlainDatabase(from, origin.url());
    this.target = new PlainDatabase(to, goal.url());
  }

  /**
   * Pours the database that a script makes.
   *
   * @param script of the folder {@code catalogue}: {@code mysql.sql}
   * @param folder for the report and the rejects
   * @param options of {@code migrate}, further to {@code --verify --on-error reject}
   */
  static Poured script(Engine from, String script, Engine to, Path folder, String... options)
      throws IOException, SQLException {
    try (InputStream in = Poured.class.getResourceAsStream("catalogue/" + script)) {
      byte[] text = Objects.requireNonNull(in, script).readAllBytes();
      return of(from, new String(text, UTF_8), to, folder, options);
    }
  }

  /** Pours the database that these statements make, which a semicolon divides. */
  static Poured of(Engine from, String statements, Engine to, Path folder, String... options)
      throws IOException, SQLException {
    TestDatabase origin = from.server().newDatabase();
    try {
      fill(from, origin, statements);
      TestDatabase goal = to.server().newDatabase();
      return new Poured(from, to, origin, goal, folder, options);
    } catch (SQLException | IOException | RuntimeException e) {
      origin.close();
      throw e;
    }
  }

  private static void fill(Engine engine, TestDatabase database, String statements)
      throws SQLException {
    try (Connection connection = engine.connect(database.url());
        Statement statement = connection.createStatement()) {
      // All three drivers run several statements at once, SQLite's only as an update.
      if (engine == Engine.SQLITE) {
        statement.executeUpdate(statements);
      } else {
        statement.execute(statements);
        while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
          // An error in a later statement shows only when its result is asked for.
        }
      }
    }
  }

  DecantRun run() {
    return run;
  }

  /** The same once more, with further options. */
  DecantRun again(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("migrate", "--source", origin.url()));
    arguments.addAll(List.of("--target", goal.url()));
    arguments.addAll(List.of(options));
    return DecantRun.of(folder, arguments.toArray(String[]::new));
  }

  /** The plain way to the source. */
  PlainDatabase source() {
    return source;
  }

  /** The plain way to the target. */
  PlainDatabase target() {
    return target;
  }

  String sourceUrl() {
    return origin.url();
  }

  String targetUrl() {
    return goal.url();
  }

  /** The target's answer: values of a row divided by a bar, NULL as {@code null}. */
  List<String> rows(String query) throws SQLException {
    try (Statement statement = target.connection().createStatement();
        ResultSet row = statement.executeQuery(query)) {
      int width = row.getMetaData().getColumnCount();
      List<String> rows = new ArrayList<>();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          values.add(String.valueOf(row.getString(i)));
        }
        rows.add(String.join("|", values));
      }
      return rows;
    }
  }

  /** The target's answer of one value. */
  String value(String query) throws SQLException {
    return rows(query).get(0);
  }

  /** The report of one column, by its names in the source; missing when it is not there. */
  JsonNode column(String table, String column) {
    return first(columns(table).filter(node -> node.path("name").asText().equals(column)));
  }

  /** The target's type of a column, as the report says it. */
  String type(String table, String column) {
    return column(table, column).path("target-type").asText();
  }

  /**
   * What hit a column: {@code ZERO_DATE 1}, for each code of a change or a refusal, with its rows.
   */
  List<String> losses(String table, String column) {
    return DecantRun.elements(column(table, column).path("losses"))
        .filter(loss -> loss.path("rows").asLong() > 0)
        .map(loss -> loss.path("code").asText() + " " + loss.path("rows").asLong())
        .toList();
  }

  /** The rejected rows of a table: {@code INVALID_DATE column key}. */
  List<String> rejects(String table) {
    return run.list("rejects")
        .filter(reject -> names(reject.path("table"), table))
        .map(
            reject ->
                Stream.of("code", "column", "key")
                    .map(name -> reject.path(name).asText())
                    .collect(joining(" ")))
        .toList();
  }

  /**
   * What became of an object: {@code migrated}, or {@code changed CODE}.
   *
   * @param kind as the report spells it: {@code foreign-key}
   * @param name its name in the source, as the report gives it: {@code orders.by_day}
   */
  String outcome(String kind, String name) {
    JsonNode object = object(kind, name);
    return (object.path("status").asText() + " " + object.path("code").asText()).strip();
  }

  /** Why an object is not as it was, in words. */
  String reason(String kind, String name) {
    return object(kind, name).path("reason").asText();
  }

  private JsonNode object(String kind, String name) {
    return first(
        run.list("objects")
            .filter(node -> node.path("kind").asText().equals(kind))
            .filter(node -> names(node.path("source-name"), name)));
  }

  /** All objects of a table that are not as they were: {@code index t.i: skipped INDEX_METHOD}. */
  List<String> remarks(String table) {
    return run.list("objects")
        .filter(
            node ->
                names(node.path("source-name"), table)
                    || ("." + node.path("source-name").asText()).contains("." + table + "."))
        .filter(node -> !node.path("status").asText().equals("migrated"))
        .map(
            node ->
                "%s %s: %s %s"
                    .formatted(
                        node.path("kind").asText(),
                        node.path("source-name").asText(),
                        node.path("status").asText(),
                        node.path("code").asText()))
        .toList();
  }

  private Stream<JsonNode> columns(String table) {
    return run.list("tables")
        .filter(node -> names(node.path("name"), table))
        .flatMap(node -> DecantRun.elements(node.path("columns")));
  }

  /** A name in a report, with its schema where that is not the default one. */
  private static boolean names(JsonNode shown, String name) {
    return shown.asText().equals(name) || shown.asText().endsWith("." + name);
  }

  private static JsonNode first(Stream<JsonNode> nodes) {
    return nodes.findFirst().orElse(MissingNode.getInstance());
  }

  @Override
  public void close() throws SQLException {
    try (source;
        target) {
      // Connections first: a database in use is not dropped.
    } finally {
      goal.close();
      origin.close();
    }
  }
}

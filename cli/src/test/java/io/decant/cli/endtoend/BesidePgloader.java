package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.cli.endtoend.SchemaCompare.SchemaDifference;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data sets of a folder into PostgreSQL, once by pgloader with its default settings and once by
 * Decant, both judged by the same plain reads; as {@code examples/beside-pgloader.sh} starts it.
 * Its name keeps it out of the ordinary build.
 */
class BesidePgloader {

  private static final String HEADING =
      "| data set | tool | exit | s | tables missing | columns missing | rows missing or extra |"
          + " values changed | schema differences | of all these undeclared | errors told |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|";

  @TempDir private Path folder;

  @Test
  void everyDataSetTwice() throws IOException, SQLException {
    Path data = Path.of(Objects.requireNonNull(System.getenv("DECANT_ROUTES_DATA")));
    String wanted = Objects.requireNonNullElse(System.getenv("DECANT_ROUTES_SETS"), "*/*");
    System.out.println(HEADING);
    for (DataSet each : DataSet.in(data)) {
      // pgloader 3.6 cannot log in at a MySQL 8 with its own settings: caching_sha2_password.
      DataSet set = each.engine() == Engine.MYSQL ? each.inMariaDb() : each;
      if (set.engine() != Engine.POSTGRESQL && each.matches(wanted)) {
        try (TestDatabase origin = set.engine().server().newDatabase()) {
          set.load(origin.url());
          byPgloader(set, origin);
          byDecant(set, origin);
        }
      }
    }
  }

  private void byPgloader(DataSet set, TestDatabase origin) throws IOException, SQLException {
    try (TestDatabase goal = Engine.POSTGRESQL.server().newDatabase()) {
      Path log = Files.createTempFile(folder, "pgloader", ".log");
      long started = System.nanoTime();
      Process process =
          new ProcessBuilder(
                  "pgloader",
                  "--no-ssl-cert-verification",
                  "--root-dir",
                  folder.resolve("pgloader").toString(),
                  from(set, origin),
                  goal.url() + "?sslmode=disable")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      String printed = Files.readString(log, UTF_8);
      long errors = printed.lines().filter(line -> line.matches(".*\\b(ERROR|FATAL)\\b.*")).count();
      try (PlainDatabase source = new PlainDatabase(set.engine(), origin.url());
          PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
        List<Pair> pairs = pairs(source, target);
        String exit = ended ? Integer.toString(process.exitValue()) : "hangs";
        tell(set, "pgloader", exit, seconds, source, target, pairs, "all", errors + " lines");
      }
      printed
          .lines()
          .filter(line -> line.matches(".*\\b(ERROR|FATAL)\\b.*"))
          .limit(3)
          .forEach(line -> System.err.println("- " + set + " pgloader: " + line));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An account that logs in by a password alone. */
  private static String from(DataSet set, TestDatabase origin) throws SQLException {
    URI url = URI.create(origin.url());
    if (set.engine() == Engine.SQLITE) {
      return "sqlite://" + url.getPath();
    }
    try (PlainDatabase plain = new PlainDatabase(set.engine(), origin.url())) {
      plain.execute("CREATE OR REPLACE USER pgl IDENTIFIED BY 'pgl'");
      plain.execute("GRANT ALL ON *.* TO pgl");
    }
    return "mysql://pgl:pgl@" + url.getHost() + ":" + url.getPort() + url.getPath();
  }

  private void byDecant(DataSet set, TestDatabase origin) throws IOException, SQLException {
    try (TestDatabase goal = Engine.POSTGRESQL.server().newDatabase()) {
      DecantRun run =
          DecantRun.of(
              folder,
              "migrate",
              "--source",
              origin.url(),
              "--target",
              goal.url(),
              "--verify",
              "--on-error",
              "reject");
      try (PlainDatabase source = new PlainDatabase(set.engine(), origin.url());
          PlainDatabase target = new PlainDatabase(Engine.POSTGRESQL, goal.url())) {
        Outcomes outcomes = new Outcomes(run, source, target);
        List<Pair> pairs = outcomes.pairs();
        int silent =
            outcomes.undeclaredDifferences(pairs).size() + outcomes.silentDifferences(pairs).size();
        String exit = Integer.toString(run.exitCode());
        String told = run.list("rejects").count() + " rejects";
        tell(set, "decant", exit, run.seconds(), source, target, pairs, "" + silent, told);
      }
    }
  }

  /** By names that differ in case alone: pgloader writes them small. */
  private static List<Pair> pairs(PlainDatabase source, PlainDatabase target) throws SQLException {
    List<Pair> pairs = new ArrayList<>();
    List<PlainTable> arrived = target.tables();
    for (PlainTable table : source.tables()) {
      arrived.stream()
          .filter(other -> other.name().equalsIgnoreCase(table.name()))
          .findFirst()
          .ifPresent(other -> pairs.add(pair(table, other)));
    }
    return pairs;
  }

  private static Pair pair(PlainTable table, PlainTable other) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (PlainTable.Column column : table.columns()) {
      other.columns().stream()
          .filter(c -> c.name().equalsIgnoreCase(column.name()))
          .findFirst()
          .ifPresent(c -> columns.put(column.name(), c.name()));
    }
    return new Pair(table, other, columns);
  }

  private static void tell(
      DataSet set,
      String tool,
      String exit,
      double seconds,
      PlainDatabase source,
      PlainDatabase target,
      List<Pair> pairs,
      String undeclared,
      String errors)
      throws SQLException {
    long columns = 0;
    long rows = 0;
    long values = 0;
    for (Pair pair : pairs) {
      columns += pair.source().columns().size() - pair.columns().size();
      for (var difference : new IndependentCompare(source, target).compare(pair)) {
        if (difference.kind() == IndependentCompare.Kind.CHANGED) {
          values++;
        } else {
          rows++;
        }
      }
    }
    Map<String, Long> schema = new TreeMap<>();
    for (SchemaDifference difference :
        SchemaCompare.differences(SchemaFacts.of(source), SchemaFacts.of(target), pairs)) {
      schema.merge(difference.kind(), 1L, Long::sum);
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.1f | %d | %d | %d | %d | %s | %s | %s |%n",
        set,
        tool,
        exit,
        seconds,
        source.tables().size() - pairs.size(),
        columns,
        rows,
        values,
        schema.toString().replaceAll("[{}]", "").replace('=', ' '),
        undeclared,
        errors);
  }
}

package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.decant.cli.endtoend.IndependentCompare.Difference;
import io.decant.cli.endtoend.IndependentCompare.Pair;
import io.decant.cli.endtoend.SchemaCompare.SchemaDifference;
import io.decant.connectors.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every data set of a folder through every route, as {@code examples/routes.sh} starts it. Its name
 * keeps it out of the ordinary build, which needs no data folder.
 */
class Routes {

  private static final String HEADING =
      "| data set | target | exit | s | rows | rejects by code | declared losses by code |"
          + " objects by status | verified | silent values | silent schema |\n"
          + "|---|---|---|---|---|---|---|---|---|---|---|";
  private static final String BACK_HEADING =
      "| data set | by way of | exit there | exit back | rows | silent values | silent schema |"
          + " wider columns |\n|---|---|---|---|---|---|---|---|";

  @TempDir private Path folder;

  @Test
  void everyDataSetTakesEveryRoute() throws IOException {
    Path data = Path.of(setting("data", ""));
    String wantedSets = setting("sets", "*/*");
    String wantedTargets = setting("targets", "*");
    List<String> failures = new ArrayList<>();
    boolean back = setting("back", "no").equals("yes");
    System.out.println(back ? BACK_HEADING : HEADING);
    for (DataSet set : DataSet.in(data)) {
      for (Engine target : Engine.values()) {
        if (set.matches(wantedSets)
            && (wantedTargets.equals("*")
                ? target != set.engine()
                : List.of(wantedTargets.split(",")).contains(target.label()))) {
          List<String> wrong = back ? thereAndBack(set, target) : run(set, target);
          for (String line : wrong) {
            failures.add(set + " to " + target.label() + ": " + line.replaceAll("\\s+", " "));
            System.err.println("- " + failures.get(failures.size() - 1));
          }
        }
      }
    }
    System.out.println();
    assertThat(failures).isEmpty();
  }

  private static String setting(String name, String otherwise) {
    String value =
        Objects.requireNonNullElse(
            System.getenv("DECANT_ROUTES_" + name.toUpperCase(Locale.ROOT)), otherwise);
    if (value.isEmpty()) {
      throw new AssertionError("Set DECANT_ROUTES_DATA to the folder of the data sets.");
    }
    return value;
  }

  private List<String> run(DataSet set, Engine engine) {
    try (TestDatabase origin = set.engine().server().newDatabase();
        TestDatabase goal = engine.server().newDatabase()) {
      set.load(origin.url());
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
          PlainDatabase target = new PlainDatabase(engine, goal.url())) {
        return judge(set, engine, run, new Outcomes(run, source, target));
      }
    } catch (IOException | SQLException | RuntimeException | AssertionError e) {
      System.out.println("| " + set + " | " + engine.label() + " | " + e + " |");
      return List.of(e.toString());
    }
  }

  private static List<String> judge(DataSet set, Engine engine, DecantRun run, Outcomes outcomes)
      throws IOException, SQLException {
    List<String> wrong = new ArrayList<>();
    List<Pair> pairs = outcomes.pairs();
    List<Difference> differences = outcomes.undeclaredDifferences(pairs);
    if (List.of(0, 3, 7).contains(run.exitCode())) {
      outcomes.absentTables(pairs).forEach(table -> wrong.add("not in the target: " + table));
    } else {
      wrong.add("exit code " + run.exitCode() + ": " + run.printed().strip());
    }
    run.notEqual().forEach(table -> wrong.add("verification: " + table));
    differences.stream().limit(5).forEach(difference -> wrong.add(difference.toString()));
    List<SchemaDifference> silent =
        run.exitCode() == 2 ? List.of() : outcomes.silentDifferences(pairs);
    silent.forEach(difference -> wrong.add("silent: " + difference));
    for (Map.Entry<String, Long> expected : set.expectedRows().entrySet()) {
      pairs.stream()
          .map(Pair::source)
          .filter(table -> table.isNamed(expected.getKey()))
          .map(run::table)
          .filter(told -> rows(told) != expected.getValue())
          .forEach(told -> wrong.add(expected.getKey() + " has " + rows(told) + " rows"));
    }
    run.list("objects")
        .filter(object -> object.path("status").asText().equals("failed"))
        .forEach(object -> wrong.add("failed: " + object));
    run.list("rejects").limit(3).forEach(reject -> wrong.add("rejected: " + reject));
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %d | %.1f | %d | %s | %s | %s | %s | %d | %d |%n",
        set,
        engine.label(),
        run.exitCode(),
        run.seconds(),
        run.sum("target-rows"),
        counts(run.rejects()),
        counts(run.losses()),
        counts(run.objects()),
        run.report().path("verification").path("tables").isEmpty()
            ? "no"
            : run.notEqual().isEmpty() ? "equal" : "different",
        differences.size(),
        silent.size());
    return wrong;
  }

  private List<String> thereAndBack(DataSet set, Engine by) {
    try (TestDatabase origin = set.engine().server().newDatabase()) {
      set.load(origin.url());
      RoundTrip trip = RoundTrip.of(folder, set.engine(), origin.url(), by);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d | %d | %d | %d | %d | %d |%n",
          set,
          by.label(),
          trip.there().exitCode(),
          trip.back().exitCode(),
          trip.back().sum("target-rows"),
          trip.values().size(),
          trip.schema().size(),
          trip.wider().size());
      List<String> wrong = new ArrayList<>();
      trip.values().stream().limit(5).forEach(difference -> wrong.add("value: " + difference));
      trip.schema().forEach(difference -> wrong.add("schema: " + difference));
      trip.wider().stream().limit(3).forEach(difference -> wrong.add("wider: " + difference));
      return wrong;
    } catch (IOException | SQLException | RuntimeException | AssertionError e) {
      System.out.println("| " + set + " | " + by.label() + " | " + e + " |");
      return List.of(e.toString());
    }
  }

  private static long rows(JsonNode table) {
    return table.path("target-rows").asLong() + table.path("rejected").asLong();
  }

  private static String counts(Map<String, Long> counts) {
    return counts.isEmpty() ? "–" : counts.toString().replaceAll("[{}]", "").replace('=', ' ');
  }
}

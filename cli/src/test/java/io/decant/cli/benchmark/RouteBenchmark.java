package io.decant.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.cli.endtoend.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both tables over every route that is asked for, as {@code examples/benchmark.sh routes} starts
 * it. Its name keeps it out of the ordinary build.
 */
class RouteBenchmark {

  @TempDir private Path folder;

  @Test
  void everyRouteBringsEveryRow() throws Exception {
    long rows = Long.parseLong(setting("rows", "1000000"));
    int rounds = Integer.parseInt(setting("rounds", "3"));
    List<Route> routes = Route.matching(setting("routes", "*-*"));
    String launcher = setting("launcher", "");
    assertThat(routes).as("routes").isNotEmpty();
    Results results =
        measure(
            folder,
            launcher.isEmpty() ? List.of() : List.of(launcher),
            routes,
            Map.of(SampleTable.WIDE, rows, SampleTable.NARROW, 2 * rows),
            rounds);
    System.out.println(Results.HEADING);
    results.lines().forEach(System.out::println);
    assertThat(results.wrong()).isEmpty();
  }

  /** In each round every route, every table and every way, one after the other. */
  static Results measure(
      Path folder,
      List<String> launcher,
      List<Route> routes,
      Map<SampleTable, Long> rows,
      int rounds)
      throws IOException, SQLException, InterruptedException {
    List<SampleFile> files = new ArrayList<>();
    for (SampleTable table : SampleTable.values()) {
      if (rows.containsKey(table)) {
        files.add(SampleFile.write(table, rows.get(table), folder));
      }
    }
    Map<Engine, Home> homes = new EnumMap<>(Engine.class);
    Results results = new Results();
    try {
      for (Route route : routes) {
        for (Engine engine : List.of(route.source(), route.target())) {
          if (!homes.containsKey(engine)) {
            homes.put(engine, Home.of(engine, files));
          }
        }
      }
      for (int round = 1; round <= rounds; round++) {
        for (Route route : routes) {
          for (SampleFile file : files) {
            Home source = homes.get(route.source());
            Home target = homes.get(route.target());
            for (Way way : Way.values()) {
              Measurement run = new Trial(source, target, file, folder, launcher).run(way);
              results.add(route, file, way, run);
              System.err.printf(
                  Locale.ROOT,
                  "round %d: %s %s %s %.2f s%s%n",
                  round,
                  route,
                  file.table().label(),
                  way.label(),
                  run.seconds(),
                  run.right() ? "" : " WRONG");
            }
          }
        }
      }
    } finally {
      homes.values().forEach(Home::close);
    }
    return results;
  }

  private static String setting(String name, String otherwise) {
    return Objects.requireNonNullElse(
        System.getenv("DECANT_BENCHMARK_" + name.toUpperCase(Locale.ROOT)), otherwise);
  }
}

package io.decant.engine.assess;

import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.discover.Discovered;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.Planner;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * As much of a plan as there can be: tables that have no place in the target are left out, each
 * with its reason, so that the rest can be told of.
 *
 * @param blockers what cannot be mapped
 */
record Feasible(MigrationPlan plan, List<Risk> blockers) {
  Feasible {
    blockers = List.copyOf(blockers);
  }

  /**
   * @param planners makes a planner for what was found
   * @throws UnsupportedSchema no table can be mapped
   */
  static Feasible of(Discovered found, Function<Discovered, Planner> planners) {
    try {
      return new Feasible(planners.apply(found).plan(Map.of()), List.of());
    } catch (UnsupportedSchema all) {
      Search search = new Search(found, planners);
      search.add(found.tables());
      if (search.possible.isEmpty() || search.blockers.isEmpty()) {
        throw all; // it is no table's fault
      }
      return new Feasible(search.plan(search.possible), search.blockers);
    }
  }

  /** Which tables can be planned together: halves are tried until a single one is at fault. */
  private static final class Search {
    private final Discovered found;
    private final Function<Discovered, Planner> planners;
    private List<Table> possible = List.of();
    private final List<Risk> blockers = new ArrayList<>();

    Search(Discovered found, Function<Discovered, Planner> planners) {
      this.found = found;
      this.planners = planners;
    }

    void add(List<Table> more) {
      List<Table> together = Stream.of(possible, more).flatMap(List::stream).toList();
      try {
        plan(together);
        possible = together;
      } catch (UnsupportedSchema fault) {
        if (more.size() == 1) {
          TableName name = more.get(0).name();
          fault.problems().forEach(problem -> blockers.add(blocker(name, problem)));
        } else {
          add(more.subList(0, more.size() / 2));
          add(more.subList(more.size() / 2, more.size()));
        }
      }
    }

    MigrationPlan plan(List<Table> tables) {
      return planners.apply(only(found, tables)).plan(Map.of());
    }
  }

  /** Views go as soon as a table does, which they may read. */
  private static Discovered only(Discovered found, List<Table> tables) {
    return tables.size() == found.tables().size()
        ? found
        : found.withTables(tables).withViews(List.of());
  }

  /**
   * @param problem with what the target says can be done about it behind an arrow, where it does
   */
  private static Risk blocker(TableName table, String problem) {
    String[] parts = problem.split(" -> ", 2);
    String out = "--exclude-tables " + table;
    String remedy =
        parts.length < 2
            ? "Choose another type in a job file (types:), or leave it out: " + out + "."
            : parts[1].contains("--exclude-tables")
                ? parts[1].replace("--exclude-tables", out)
                : parts[1] + " Or leave the table out: " + out + ".";
    return new Risk(
        Severity.BLOCKER,
        "UNSUPPORTED",
        table.toString(),
        "",
        parts[0],
        0,
        0,
        true,
        List.of(),
        remedy);
  }
}

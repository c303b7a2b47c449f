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
      List<Risk> blockers = new ArrayList<>();
      List<Table> possible = new ArrayList<>();
      for (Table table : found.tables()) {
        try {
          planners.apply(only(found, List.of(table))).plan(Map.of());
          possible.add(table);
        } catch (UnsupportedSchema one) {
          one.problems().forEach(problem -> blockers.add(blocker(table.name(), problem)));
        }
      }
      if (possible.isEmpty() || blockers.isEmpty()) {
        throw all; // it is no single table's fault
      }
      return new Feasible(planners.apply(only(found, possible)).plan(Map.of()), blockers);
    }
  }

  private static Discovered only(Discovered found, List<Table> tables) {
    return new Discovered(
        found.catalog(),
        tables,
        tables.size() == found.tables().size() ? found.views() : List.of(),
        found.renames(),
        found.filters(),
        found.remarks(),
        found.leftOut(),
        found.origins());
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

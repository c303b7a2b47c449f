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

  private static Risk blocker(TableName table, String problem) {
    return new Risk(
        Severity.BLOCKER,
        "UNSUPPORTED",
        table.toString(),
        "",
        // What can be done about it follows below.
        problem.replaceFirst(" -> .*", ""),
        0,
        0,
        true,
        List.of(),
        "Choose another type in a job file (types:), or leave it out: --exclude-tables "
            + table
            + ".");
  }
}

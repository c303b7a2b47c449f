package io.decant.engine.planfile;

import io.decant.converter.schema.TableName;
import io.decant.engine.Mapping;
import io.decant.engine.discover.Discovered;
import io.decant.engine.plan.MigrationPlan;
import java.util.List;
import java.util.Map;

/**
 * A saved plan as the user has edited it.
 *
 * @param found what is left of what it was made from
 * @param mapping of that
 * @param order of work
 * @param splits bytes of a part, by table; the run decides on the others
 * @param statements those that the user wrote or left out
 */
public record PlanEdits(
    Discovered found,
    Mapping mapping,
    List<TableName> order,
    Map<TableName, Long> splits,
    StatementEdits statements) {
  public PlanEdits {
    order = List.copyOf(order);
    splits = Map.copyOf(splits);
  }

  /** The plan of the rest, with the user's statements in it. */
  public MigrationPlan applied(MigrationPlan plan) {
    return statements.applied(plan).splitBy(splits).inOrderOf(order);
  }
}

package io.decant.engine.create;

import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.Run;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Clears what the policy says, and makes what is missing. */
public final class Creator {
  private final Run run;
  private final StepRunner steps;

  public Creator(Run run, StepRunner steps) {
    this.run = run;
    this.steps = steps;
  }

  /**
   * Ends with every table of the plan there, and without rows of this run but those that the ledger
   * knows.
   */
  public void create() {
    clear();
    for (SchemaStep step : run.plan().steps()) {
      if (step.stage().beforeData()) {
        steps.run(step);
      }
    }
  }

  /** A table that the run has made, or has begun to fill, is not cleared again. */
  private void clear() {
    IfExists policy = run.spec().policies().ifExists();
    if (policy == IfExists.ERROR || policy == IfExists.APPEND) {
      return;
    }
    if (policy == IfExists.DROP) {
      dropViews();
    }
    Map<TableName, Table> there = run.targetTables().declared(untouched());
    List<List<TableName>> order = new ForeignKeyGraph(there).childrenFirst();
    if (policy == IfExists.DROP) {
      order.forEach(run.sink()::drop);
    } else {
      run.sink().empty(order.stream().flatMap(List::stream).toList());
    }
  }

  /** Those that the run will make; one that another reads can only go after it. */
  private void dropViews() {
    List<TableName> made =
        run.plan().steps().stream()
            .filter(step -> step.stage() == SchemaStep.Stage.VIEW && steps.isNeeded(step))
            .map(SchemaStep::table)
            .toList();
    List<TableName> left = new ArrayList<>();
    if (!made.isEmpty()) {
      left.addAll(run.targetTables().views(made));
    }
    Collections.reverse(left);
    while (!left.isEmpty()) {
      List<EndpointFailure> refusals = new ArrayList<>();
      boolean some = left.removeIf(view -> isDropped(view, refusals));
      if (!some) {
        throw refusals.get(0);
      }
    }
  }

  private boolean isDropped(TableName view, List<EndpointFailure> refusals) {
    try {
      run.sink().dropView(view);
      return true;
    } catch (EndpointFailure refused) {
      refusals.add(refused);
      return false;
    }
  }

  private List<TableName> untouched() {
    List<TableName> names = new ArrayList<>();
    for (TablePlan table : run.plan().tables()) {
      TableName name = table.target().name();
      boolean made =
          run.plan().steps().stream()
              .anyMatch(
                  step ->
                      step.stage() == SchemaStep.Stage.TABLE
                          && step.table().equals(name)
                          && !steps.isNeeded(step));
      if (!made && run.sink().ledger().splits(run.id(), name).isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }
}

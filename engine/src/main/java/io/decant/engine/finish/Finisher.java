package io.decant.engine.finish;

import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.engine.Run;
import io.decant.engine.Workers;
import io.decant.engine.create.StepRunner;
import io.decant.engine.event.Event;
import io.decant.engine.plan.Inventory;
import io.decant.engine.report.Report.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the steps after the data: stage by stage, the steps of a stage side by side. */
public final class Finisher {
  private final Run run;
  private final StepRunner steps;

  public Finisher(Run run, StepRunner steps) {
    this.run = run;
    this.steps = steps;
  }

  /**
   * Tries every step; one that fails does not keep the others from being tried.
   *
   * @param inventory hears which objects are not there
   * @return the failures, in the target's own words
   */
  public List<Problem> finish(Inventory inventory) {
    List<Problem> problems = Collections.synchronizedList(new ArrayList<>());
    for (SchemaStep.Stage stage : SchemaStep.Stage.values()) {
      List<SchemaStep> ofStage =
          run.plan().steps().stream()
              .filter(step -> step.stage() == stage && isPart(stage))
              .toList();
      Workers.forEach(
          "finish", run.writers(), ofStage, run.stop(), step -> attempt(step, inventory, problems));
    }
    views(inventory);
    return List.copyOf(problems);
  }

  private static boolean isPart(SchemaStep.Stage stage) {
    return !stage.beforeData() && stage != SchemaStep.Stage.VIEW;
  }

  /** A view may read one that comes later, so those that are refused are tried again. */
  private void views(Inventory inventory) {
    Map<SchemaStep, String> refused = new LinkedHashMap<>();
    run.plan().steps().stream()
        .filter(step -> step.stage() == SchemaStep.Stage.VIEW)
        .forEach(step -> refused.put(step, ""));
    boolean more = true;
    while (more && !refused.isEmpty()) {
      more = refused.entrySet().removeIf(this::made);
    }
    refused.forEach(inventory::refusedView);
  }

  private boolean made(Map.Entry<SchemaStep, String> view) {
    try {
      steps.run(view.getKey());
      return true;
    } catch (EndpointFailure | Transient | DecantException.BadValue refusal) {
      view.setValue(refusal.message());
      return false;
    }
  }

  private void attempt(SchemaStep step, Inventory inventory, List<Problem> problems) {
    try {
      steps.run(step);
    } catch (EndpointFailure | Transient failure) {
      inventory.failed(step, failure.message());
      problems.add(problem(step, failure));
      run.listener()
          .on(
              new Event.StepFailed(
                  step.table(),
                  StepRunner.word(step.stage()),
                  step.statement(),
                  failure.message()));
    }
  }

  private static Problem problem(SchemaStep step, DecantException failure) {
    String hint =
        failure.hint().isEmpty()
            ? "Correct the cause, then --resume runs it again: " + step.statement()
            : failure.hint();
    String where = StepRunner.word(step.stage()) + " of " + step.table();
    return new Problem(where, failure.message(), hint);
  }
}

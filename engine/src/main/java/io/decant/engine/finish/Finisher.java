package io.decant.engine.finish;

import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.TableName;
import io.decant.engine.Run;
import io.decant.engine.Work;
import io.decant.engine.Workers;
import io.decant.engine.create.StepRunner;
import io.decant.engine.event.Event;
import io.decant.engine.plan.Inventory;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.Report.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the steps after the data, the largest tables' first. A table goes from stage to stage, and
 * the steps of a stage are run side by side. It does not wait for others but once: before its
 * foreign keys, until the tables that these lead to have their keys and indexes.
 */
public final class Finisher {
  private static final List<Stage> ALONE =
      List.of(Stage.KEY, Stage.INDEX, Stage.CHECK, Stage.COUNTER);

  private static final List<Stage> LINKED = List.of(Stage.FOREIGN_KEY, Stage.COMMENT);

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
    Consumer<SchemaStep> action = step -> attempt(step, inventory, problems);
    Work work = new Work();
    Referring referring =
        new Referring(run.plan().tables().stream().map(TablePlan::target).toList());
    for (TableName table : largestFirst()) {
      work.addLast(
          next(
              steps(table, ALONE),
              work,
              action,
              () ->
                  referring.finished(table).stream()
                      .map(free -> next(steps(free, LINKED), work, action, List::of))
                      .flatMap(List::stream)
                      .toList()));
    }
    Workers.run("finish", run.writers(), work, run.stop());
    views(inventory);
    return List.copyOf(problems);
  }

  private List<TableName> largestFirst() {
    return run.plan().tables().stream()
        .sorted(TablePlan.LARGEST_FIRST)
        .map(table -> table.target().name())
        .toList();
  }

  private Iterator<List<SchemaStep>> steps(TableName table, List<Stage> stages) {
    return stages.stream()
        .map(
            stage ->
                run.plan().steps().stream()
                    .filter(step -> step.stage() == stage && step.table().equals(table))
                    .toList())
        .iterator();
  }

  /**
   * The steps of a table's next stage; the last of them to end brings forth those after them.
   *
   * @param end what there is to do after the last stage
   */
  private static List<Runnable> next(
      Iterator<List<SchemaStep>> stages,
      Work work,
      Consumer<SchemaStep> action,
      Supplier<List<Runnable>> end) {
    List<SchemaStep> now = List.of();
    while (now.isEmpty() && stages.hasNext()) {
      now = stages.next();
    }
    if (now.isEmpty()) {
      return end.get();
    }
    AtomicInteger left = new AtomicInteger(now.size());
    return now.stream()
        .<Runnable>map(
            step ->
                () -> {
                  action.accept(step);
                  if (left.decrementAndGet() == 0) {
                    work.addFirst(next(stages, work, action, end));
                  }
                })
        .toList();
  }

  /** A view may read one that comes later, so those that are refused are tried again. */
  private void views(Inventory inventory) {
    Map<SchemaStep, String> refused = new LinkedHashMap<>();
    run.plan().steps().stream()
        .filter(step -> step.stage() == Stage.VIEW)
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

package io.decant.engine.finish;

import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.SchemaStep.Stage;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.Table;
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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs the steps after the data, the largest tables' first. A table goes from stage to stage, and
 * the steps of a stage are run side by side. It does not wait for others but once: before its
 * foreign keys, until the tables that these lead to have their keys and indexes. Works once.
 */
public final class Finisher {
  private final Run run;
  private final StepRunner steps;
  private final Inventory inventory;
  private final Aside aside;
  private final Work work = new Work();
  private final List<Problem> problems = Collections.synchronizedList(new ArrayList<>());

  /** How many steps were not tried yet. */
  private final AtomicLong open;

  /**
   * @param inventory hears which objects are not there
   * @param aside begun only while there is a step for somebody
   */
  public Finisher(Run run, StepRunner steps, Inventory inventory, Aside aside) {
    this.run = run;
    this.steps = steps;
    this.inventory = inventory;
    this.aside = aside;
    this.open =
        new AtomicLong(
            run.plan().steps().stream()
                .filter(step -> !step.stage().beforeData() && step.stage() != Stage.VIEW)
                .count());
  }

  /**
   * Tries every step; one that fails does not keep the others from being tried.
   *
   * @return the failures, in the target's own words
   */
  public List<Problem> finish() {
    List<Table> tables = run.plan().inOrder().stream().map(TablePlan::target).toList();
    ForeignKeyTurns turns = new ForeignKeyTurns(tables);
    for (Table table : tables) {
      Runnable ended =
          () ->
              work.addFirst(
                  turns.finished(table.name()).stream()
                      .flatMap(free -> next(linked(free).iterator()).stream())
                      .toList());
      work.addLast(next(own(table.name(), ended).iterator()));
    }
    Workers.run("finish", run.writers(), work, run.stop());
    views();
    return List.copyOf(problems);
  }

  /** Round after round, what a table does not wait for others with. */
  private List<List<Runnable>> own(TableName table, Runnable ended) {
    return List.of(
        attempts(table, Stage.PLACE),
        attempts(table, Stage.KEY),
        attempts(table, Stage.CHECK),
        List.of(() -> settled(table)),
        attempts(table, Stage.INDEX),
        attempts(table, Stage.COUNTER),
        List.of(ended));
  }

  private List<List<Runnable>> linked(TableName table) {
    return List.of(attempts(table, Stage.FOREIGN_KEY), attempts(table, Stage.COMMENT));
  }

  private List<Runnable> attempts(TableName table, Stage stage) {
    return run.plan().steps().stream()
        .filter(step -> step.stage() == stage && step.table().equals(table))
        .<Runnable>map(step -> () -> attempt(step))
        .toList();
  }

  /** Nobody minds any more who reads it; but steps come first, also those of other tables. */
  private void settled(TableName table) {
    if (open.get() > 0) {
      work.addLast(
          aside.pieces(table).stream().<Runnable>map(piece -> () -> whileOpen(piece)).toList());
    }
  }

  private void whileOpen(Runnable piece) {
    if (open.get() > 0) {
      piece.run();
    }
  }

  /** The pieces of the next round; the last of them to end brings forth those after them. */
  private List<Runnable> next(Iterator<List<Runnable>> rounds) {
    List<Runnable> now = List.of();
    while (now.isEmpty() && rounds.hasNext()) {
      now = rounds.next();
    }
    AtomicInteger left = new AtomicInteger(now.size());
    return now.stream()
        .<Runnable>map(
            piece ->
                () -> {
                  piece.run();
                  if (left.decrementAndGet() == 0) {
                    work.addFirst(next(rounds));
                  }
                })
        .toList();
  }

  /** A view may read one that comes later, so those that are refused are tried again. */
  private void views() {
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
      steps.run(view.getKey(), aside::giveWay);
      return true;
    } catch (EndpointFailure | Transient | DecantException.BadValue refusal) {
      view.setValue(refusal.message());
      return false;
    }
  }

  private void attempt(SchemaStep step) {
    try {
      steps.run(step, aside::giveWay);
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
    open.decrementAndGet();
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

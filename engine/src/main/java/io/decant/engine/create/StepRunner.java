package io.decant.engine.create;

import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Table;
import io.decant.engine.FailPoint;
import io.decant.engine.Run;
import io.decant.engine.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs steps of the target's schema once: one that the ledger holds is done. Between a step and its
 * line in the ledger a process can die; so when a resumed run's step is refused, the target is
 * asked whether its work is there. Thread-safe.
 */
public final class StepRunner {
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 300;

  private final Run run;
  private final TargetTables tables;
  private final Set<String> done;

  public StepRunner(Run run) {
    this.run = run;
    this.tables = run.targetTables();
    this.done = ConcurrentHashMap.newKeySet();
    done.addAll(run.sink().ledger().steps(run.id()));
  }

  /** False when it was run, by this attempt or an earlier one. */
  public boolean isNeeded(SchemaStep step) {
    return !done.contains(step.statement());
  }

  /**
   * @throws EndpointFailure the target refuses it
   * @throws Transient the target could not be reached, several times
   */
  public void run(SchemaStep step) {
    run(step, () -> {});
  }

  /**
   * @param makeRoom called when the target has no connection for the step, before it is tried again
   * @throws EndpointFailure the target refuses it
   * @throws Transient the target could not be reached, several times
   */
  public void run(SchemaStep step, Runnable makeRoom) {
    if (!isNeeded(step)) {
      return;
    }
    long started = System.nanoTime();
    try {
      runPatiently(step, makeRoom);
    } catch (EndpointFailure refused) {
      if (!run.resumed() || !isThere(step)) {
        throw correctable(step, refused);
      }
    }
    FailPoint.IN_STEP.reach();
    run.sink().ledger().step(run.lease(), step);
    done.add(step.statement());
    run.listener()
        .on(
            new Event.StepDone(
                step.table(),
                word(step.stage()),
                step.statement(),
                Duration.ofNanos(System.nanoTime() - started)));
  }

  /** A saved plan may hold the user's own statements, of which only the user knows the remedy. */
  private EndpointFailure correctable(SchemaStep step, EndpointFailure refused) {
    Optional<String> place = run.spec().saved().flatMap(plan -> plan.placeOf(step));
    if (place.isEmpty() || !refused.hint().isEmpty()) {
      return refused;
    }
    return new EndpointFailure(
        refused.role(),
        refused.where(),
        refused.message(),
        "Correct it in " + place.get() + ", then --resume.",
        refused);
  }

  /** Deadlocks with a neighbour and lost connections pass. */
  private void runPatiently(SchemaStep step, Runnable makeRoom) {
    for (int attempt = 1; ; attempt++) {
      run.stop().check();
      try {
        run.sink().run(step);
        return;
      } catch (Transient busy) {
        if (attempt == ATTEMPTS) {
          throw busy;
        }
        if (busy.mayLast()) {
          makeRoom.run();
        }
        run.stop().pause(PAUSE_MILLIS << attempt);
      }
    }
  }

  private boolean isThere(SchemaStep step) {
    Optional<Table> table =
        Optional.ofNullable(tables.declared(List.of(step.table())).get(step.table()));
    return switch (step.stage()) {
      // Whether a type is there shows when the table that needs it is made.
      case NAMESPACE, TYPE -> true;
      case TABLE -> table.isPresent() && tables.filled(List.of(table.get())).isEmpty();
      case VIEW -> false;
      case PLACE, KEY, INDEX, CHECK, COUNTER, FOREIGN_KEY, COMMENT ->
          table.isPresent()
              && !step.objects().isEmpty()
              && step.objects().stream()
                  .allMatch(object -> holds(table.get(), object.kind(), object.name()));
    };
  }

  private static boolean holds(Table table, ObjectKind kind, String name) {
    return switch (kind) {
      case PRIMARY_KEY -> table.primaryKey().isPresent();
      case UNIQUE_KEY, INDEX ->
          table.uniqueKeys().stream().anyMatch(key -> key.name().equals(name))
              || table.indexes().stream().anyMatch(index -> index.name().equals(name));
      case FOREIGN_KEY -> table.foreignKeys().stream().anyMatch(key -> key.name().equals(name));
      case CHECK -> table.checks().stream().anyMatch(check -> check.name().equals(name));
      default -> false;
    };
  }

  /** The stage's word for people. */
  public static String word(SchemaStep.Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}

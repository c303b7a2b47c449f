package io.decant.engine.verify;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.DigestSum;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.Run;
import io.decant.engine.Workers;
import io.decant.engine.create.ForeignKeyGraph;
import io.decant.engine.event.Event;
import io.decant.engine.plan.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks, when a run goes on under another snapshot than it began with, whether the splits that are
 * durable still are what the source holds. A table with one that is not is emptied and copied anew,
 * so that in the end all rows are of one moment.
 */
public final class Rechecker {
  private final Run run;
  private final Scanner sent;

  private record Task(TablePlan plan, Split split, LedgerEntry entry) {}

  public Rechecker(Run run, Scanner sent) {
    this.run = run;
    this.sent = sent;
  }

  /**
   * @throws UserError a table that must be copied anew held rows of its own before the run
   */
  public void recheck() {
    Set<TableName> changed = ConcurrentHashMap.newKeySet();
    Workers.forEach(
        "recheck",
        run.spec().resources().parallel(),
        tasks(),
        run.stop(),
        task -> {
          DigestSum now = sent.digest(task.plan(), task.split());
          if (!now.toString().equals(task.entry().digest())) {
            changed.add(task.plan().target().name());
          }
        });
    if (!changed.isEmpty()) {
      copyAnew(changed);
    }
  }

  private List<Task> tasks() {
    List<LedgerEntry> entries = run.sink().ledger().entries(run.id());
    List<Task> tasks = new ArrayList<>();
    for (TablePlan plan : run.plan().tables()) {
      TableName name = plan.target().name();
      List<Split> splits = run.sink().ledger().splits(run.id(), name);
      for (LedgerEntry entry : entries) {
        if (entry.table().equals(name)) {
          splits.stream()
              .filter(split -> split.part() == entry.part())
              .forEach(split -> tasks.add(new Task(plan, split, entry)));
        }
      }
    }
    return tasks;
  }

  /** With those whose foreign keys, in the target, lead to rows that have to go. */
  private void copyAnew(Set<TableName> changed) {
    List<TableName> targets =
        run.plan().tables().stream().map(plan -> plan.target().name()).toList();
    ForeignKeyGraph foreignKeys = new ForeignKeyGraph(run.targetTables().declared(targets));
    Set<TableName> again = foreignKeys.withReferring(changed);
    run.plan().tables().stream()
        .filter(plan -> again.contains(plan.target().name()))
        .forEach(plan -> announce(plan, changed));
    List<TableName> order =
        foreignKeys.childrenFirst().stream().flatMap(List::stream).filter(again::contains).toList();
    run.sink().empty(order);
    // Killed between two, the next attempt finds what has changed, and from there the others again.
    order.stream().filter(name -> !changed.contains(name)).forEach(this::forget);
    changed.forEach(this::forget);
  }

  private void announce(TablePlan plan, Set<TableName> changed) {
    TableName name = plan.target().name();
    String reason =
        changed.contains(name)
            ? "changed in the source since the run began"
            : "refers to rows that changed in the source since the run began";
    if (plan.existing() && run.spec().policies().ifExists() == IfExists.APPEND) {
      throw new UserError(
          "--resume",
          plan.name() + " " + reason + ", and " + name + " held other rows",
          "Restore " + name + " to what it held before, and start a new run.");
    }
    run.listener().on(new Event.Warning(plan.name().toString(), reason + ": copied anew"));
  }

  private void forget(TableName name) {
    run.sink().ledger().forget(run.lease(), name);
  }
}

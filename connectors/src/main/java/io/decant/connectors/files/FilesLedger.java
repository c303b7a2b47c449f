package io.decant.connectors.files;

import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The ledger of a folder: its journal. */
final class FilesLedger implements Ledger {
  private final Folder folder;
  private final Journal journal;
  private final Keeping keeping;

  FilesLedger(Folder folder, Journal journal, Keeping keeping) {
    this.folder = folder;
    this.journal = journal;
    this.keeping = keeping;
  }

  @Override
  public List<RunRecord> runs() {
    return journal.read(state -> List.copyOf(state.runs.values()));
  }

  @Override
  public Lease begin(RunRecord run) {
    return journal.change(
        state -> {
          if (state.runs.containsKey(run.run())) {
            throw new UserError("run " + run.run(), "exists already", "Choose another --run id.");
          }
          return List.of(new Change.Run(changed(run, 1, run.position(), run.state())));
        },
        state -> new Lease(run.run(), 1));
  }

  @Override
  public Lease takeOver(String run, String position) {
    return journal.change(
        state -> {
          RunRecord old = state.runs.get(run);
          if (old == null) {
            throw new UserError("run " + run, "is not in the ledger of " + folder.endpoint(), "");
          }
          return List.of(new Change.Run(changed(old, old.epoch() + 1, position, "running")));
        },
        state -> {
          long epoch = state.runs.getOrDefault(run, NONE).epoch();
          keeping.settle(state);
          keeping.sweep(state, run, epoch);
          return new Lease(run, epoch);
        });
  }

  private static final RunRecord NONE = new RunRecord("", 0, "", "", "", 0, "");

  @Override
  public void plan(Lease lease, TableName target, List<Split> splits) {
    change(lease, old -> new Change.Plan(lease.run(), target, List.copyOf(splits)));
  }

  @Override
  public List<Split> splits(String run, TableName target) {
    return journal.read(
        state -> state.splits.getOrDefault(new FolderState.OfRun(run, target), List.of()));
  }

  @Override
  public List<LedgerEntry> entries(String run) {
    return journal.read(
        state ->
            state.claims.entrySet().stream()
                .filter(claim -> claim.getKey().run().equals(run))
                .map(Map.Entry::getValue)
                .toList());
  }

  @Override
  public List<String> steps(String run) {
    return journal.read(
        state ->
            state.steps.stream()
                .filter(step -> step.run().equals(run))
                .map(FolderState.Statement::text)
                .toList());
  }

  @Override
  public void step(Lease lease, SchemaStep step) {
    change(lease, old -> new Change.Step(lease.run(), step.statement()));
  }

  @Override
  public void forget(Lease lease, TableName target) {
    change(lease, old -> new Change.Forget(lease.run(), target));
  }

  @Override
  public void remember(Lease lease, Map<TableName, String> origins) {
    List<Change.Origin> all =
        origins.entrySet().stream()
            .map(origin -> new Change.Origin(origin.getKey(), origin.getValue()))
            .toList();
    change(lease, old -> new Change.Remember(all));
  }

  /** A run that ends, in whatever state, leaves a manifest of what is complete. */
  @Override
  public void state(Lease lease, String state) {
    change(lease, old -> new Change.Run(changed(old, old.epoch(), old.position(), state)));
    keeping.refresh(lease);
  }

  @Override
  public void erase(String run) {
    journal.change(
        state -> state.runs.containsKey(run) ? List.of(new Change.Erase(run)) : List.of(),
        state -> "");
  }

  private void change(Lease lease, Function<RunRecord, Change> change) {
    journal.change(state -> List.of(change.apply(state.requireLease(folder, lease))), state -> "");
  }

  private static RunRecord changed(RunRecord run, long epoch, String position, String state) {
    return new RunRecord(
        run.run(), epoch, run.planDigest(), run.source(), position, run.salt(), state);
  }
}

package io.decant.connectors.files;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Split;
import io.decant.converter.schema.TableName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** One line of the journal: what happened to the folder, all of it or nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "did")
sealed interface Change {
  void apply(FolderState state);

  /** Takes over what a manifest tells of a folder whose journal is gone. */
  record Adopt(List<HeldTable> tables, List<Origin> origins) implements Change {
    @Override
    public void apply(FolderState state) {
      tables.forEach(table -> state.tables.put(table.schema().name(), table));
      origins.forEach(origin -> state.origins.put(origin.table(), origin.text()));
    }
  }

  /** A run begins, or is taken over, or has come to another state. */
  record Run(RunRecord run) implements Change {
    @Override
    public void apply(FolderState state) {
      state.runs.put(run.run(), run);
    }
  }

  /** How a run divides a table. */
  record Plan(String run, TableName table, List<Split> splits) implements Change {
    @Override
    public void apply(FolderState state) {
      state.splits.put(new FolderState.OfRun(run, table), splits);
      state.fillers.computeIfAbsent(table, unused -> new LinkedHashSet<>()).add(run);
    }
  }

  /** The rows of a split are there, and so is its entry in the ledger. */
  record Commit(String run, LedgerEntry entry, Optional<DataFile> file) implements Change {
    @Override
    public void apply(FolderState state) {
      state.claims.put(new FolderState.Claim(run, entry.table(), entry.part()), entry);
      file.ifPresent(
          written ->
              state.tables.computeIfPresent(entry.table(), (name, table) -> table.with(written)));
    }
  }

  /** A step of the schema was run. */
  record Step(String run, String statement) implements Change {
    @Override
    public void apply(FolderState state) {
      state.steps.add(new FolderState.Statement(run, statement));
    }
  }

  /** A run copies a table anew. */
  record Forget(String run, TableName table) implements Change {
    @Override
    public void apply(FolderState state) {
      state.splits.remove(new FolderState.OfRun(run, table));
      state
          .claims
          .keySet()
          .removeIf(claim -> claim.run().equals(run) && claim.table().equals(table));
    }
  }

  /** A run is as if it had never been. */
  record Erase(String run) implements Change {
    @Override
    public void apply(FolderState state) {
      state.runs.remove(run);
      state.splits.keySet().removeIf(of -> of.run().equals(run));
      state.claims.keySet().removeIf(claim -> claim.run().equals(run));
      state.steps.removeIf(step -> step.run().equals(run));
    }
  }

  /** What tables were where they came from. */
  record Remember(List<Origin> origins) implements Change {
    @Override
    public void apply(FolderState state) {
      origins.forEach(origin -> state.origins.put(origin.table(), origin.text()));
    }
  }

  /** What a table was where it came from, in the engine's words. */
  record Origin(TableName table, String text) {}

  /** A table without rows. */
  record Make(HeldTable table) implements Change {
    @Override
    public void apply(FolderState state) {
      state.tables.put(table.schema().name(), table);
      state.fillers.remove(table.schema().name());
    }
  }

  /** From now on the manifest tells of the table. */
  record Publish(TableName table) implements Change {
    @Override
    public void apply(FolderState state) {
      state.tables.computeIfPresent(table, (name, held) -> held.asPublished());
    }
  }

  /** Tables are gone; their files are to be deleted. */
  record Drop(List<TableName> names, List<String> files) implements Change {
    @Override
    public void apply(FolderState state) {
      names.forEach(state.tables::remove);
      names.forEach(state.fillers::remove);
      state.doomed.addAll(files);
    }
  }

  /** A table's rows are gone; their files are to be deleted. */
  record Empty(TableName table, List<String> files) implements Change {
    @Override
    public void apply(FolderState state) {
      state.tables.computeIfPresent(table, (name, held) -> held.emptied());
      state.fillers.remove(table);
      state.doomed.addAll(files);
    }
  }

  /** Files are deleted; another one may have their name. */
  record Delete(List<String> files) implements Change {
    @Override
    public void apply(FolderState state) {
      state.doomed.removeAll(files);
    }
  }
}

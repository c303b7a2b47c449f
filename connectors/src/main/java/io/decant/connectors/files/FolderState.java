package io.decant.connectors.files;

import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.schema.TableName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of a folder: the sum of its journal's lines. Guarded by the journal that owns it.
 */
final class FolderState {
  final Map<TableName, HeldTable> tables = new LinkedHashMap<>();
  final Map<TableName, String> origins = new LinkedHashMap<>();
  final Map<String, RunRecord> runs = new LinkedHashMap<>();
  final Map<OfRun, List<Split>> splits = new LinkedHashMap<>();
  final Map<Claim, LedgerEntry> claims = new LinkedHashMap<>();
  final Set<Statement> steps = new LinkedHashSet<>();

  /** The runs that have added rows to a table since it was made or emptied, or were about to. */
  final Map<TableName, Set<String>> fillers = new LinkedHashMap<>();

  /** Files of tables that are gone. */
  final Set<String> doomed = new LinkedHashSet<>();

  /** A table as a run fills it. */
  record OfRun(String run, TableName table) {}

  /** A split that is done. */
  record Claim(String run, TableName table, int part) {}

  /** A step that a run has run. */
  record Statement(String run, String text) {}

  /** True when every run that has begun to fill the table has come to its end. */
  boolean isFilled(TableName table) {
    return fillers.getOrDefault(table, Set.of()).stream().allMatch(run -> isFilled(table, run));
  }

  private boolean isFilled(TableName table, String run) {
    return splits.getOrDefault(new OfRun(run, table), List.of()).stream()
        .allMatch(split -> claims.containsKey(new Claim(run, table, split.part())));
  }

  /**
   * @throws EndpointFailure another process has the run now
   */
  RunRecord requireLease(Folder folder, Lease lease) {
    RunRecord run = runs.get(lease.run());
    if (run == null || run.epoch() != lease.epoch()) {
      throw new EndpointFailure(
          folder.endpoint().role(),
          "run " + lease.run(),
          "was taken over by another process",
          "",
          null);
    }
    return run;
  }

  /**
   * @throws EndpointFailure the split is in the ledger
   */
  void requireUnclaimed(Folder folder, Lease lease, TableName table, int part) {
    requireLease(folder, lease);
    if (claims.containsKey(new Claim(lease.run(), table, part))) {
      throw new EndpointFailure(
          folder.endpoint().role(), table + " part " + part, "is in the ledger already", "", null);
    }
  }

  /**
   * @throws EndpointFailure no such table was made here
   */
  HeldTable require(Folder folder, TableName name) {
    HeldTable table = tables.get(name);
    if (table == null) {
      throw new EndpointFailure(
          folder.endpoint().role(),
          "table " + name,
          "was not made by Decant, so nothing can be added to its files",
          "Use --if-exists drop, or another folder.",
          null);
    }
    return table;
  }
}

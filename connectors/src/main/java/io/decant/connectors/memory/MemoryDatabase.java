package io.decant.connectors.memory;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Split;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The "server": tables, their rows and the ledger, all guarded by this object's lock. Committed
 * batches are never changed, so a snapshot is a copy of the lists.
 */
final class MemoryDatabase {
  private static final Map<String, MemoryDatabase> DATABASES = new ConcurrentHashMap<>();

  final Map<TableName, Table> tables = new LinkedHashMap<>();
  final Map<TableName, List<RowBatch>> rows = new HashMap<>();
  final Map<String, RunRecord> runs = new LinkedHashMap<>();
  final Map<String, Map<TableName, List<Split>>> splits = new HashMap<>();
  final Map<String, List<LedgerEntry>> entries = new HashMap<>();
  final Map<String, List<String>> steps = new HashMap<>();
  final Map<TableName, String> origins = new HashMap<>();

  /** Counts commits: two snapshots at the same count show the same rows. */
  long version;

  static MemoryDatabase of(String name) {
    return DATABASES.computeIfAbsent(name, unused -> new MemoryDatabase());
  }

  synchronized Map<TableName, List<RowBatch>> snapshot() {
    Map<TableName, List<RowBatch>> copy = new HashMap<>();
    rows.forEach((table, batches) -> copy.put(table, List.copyOf(batches)));
    return copy;
  }

  synchronized long version() {
    return version;
  }

  /** Rows and ledger entry in one step: nobody sees one without the other. */
  synchronized void commit(String run, LedgerEntry entry, List<RowBatch> batches) {
    rows.computeIfAbsent(entry.table(), unused -> new ArrayList<>()).addAll(batches);
    entries.computeIfAbsent(run, unused -> new ArrayList<>()).add(entry);
    version++;
  }
}

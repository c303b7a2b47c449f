package io.decant.engine;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import io.decant.engine.report.Status;
import io.decant.engine.report.Status.RunStatus;
import io.decant.engine.report.Status.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a ledger for people. */
final class StatusReader {
  private final Endpoint target;
  private final Ledger ledger;

  StatusReader(Endpoint target, Ledger ledger) {
    this.target = target;
    this.ledger = ledger;
  }

  /**
   * @param run empty for all
   * @throws UserError there is no such run
   */
  Status read(String run) {
    List<RunStatus> runs =
        ledger.runs().stream()
            .filter(record -> run.isEmpty() || record.run().equals(run))
            .map(this::status)
            .toList();
    if (!run.isEmpty() && runs.isEmpty()) {
      throw new UserError(
          "--run", target + " knows of no run " + run, "Leave --run out to list them all.");
    }
    return new Status(target.toString(), runs);
  }

  private RunStatus status(RunRecord run) {
    Map<TableName, List<LedgerEntry>> entries =
        ledger.entries(run.run()).stream()
            .collect(Collectors.groupingBy(LedgerEntry::table, TreeMap::new, Collectors.toList()));
    List<TableStatus> tables = new ArrayList<>();
    entries.forEach((table, durable) -> tables.add(status(run, table, durable)));
    return new RunStatus(
        run.run(),
        run.state(),
        run.epoch(),
        run.source(),
        run.position(),
        ledger.steps(run.run()).size(),
        tables);
  }

  private TableStatus status(RunRecord run, TableName table, List<LedgerEntry> durable) {
    return new TableStatus(
        table.toString(),
        durable.size(),
        ledger.splits(run.run(), table).size(),
        durable.stream().mapToLong(LedgerEntry::rows).sum(),
        durable.stream().mapToLong(LedgerEntry::rejected).sum(),
        durable.stream().mapToLong(LedgerEntry::bytes).sum());
  }
}

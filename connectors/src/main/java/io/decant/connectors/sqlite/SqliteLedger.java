package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.JdbcLedger;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Split;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;

/**
 * The ledger in the file. What writes takes its turn with the writers of rows; what reads does not
 * wait, and does not make a file that is not there.
 */
final class SqliteLedger implements Ledger {
  private final SqliteSink sink;

  SqliteLedger(SqliteSink sink) {
    this.sink = sink;
  }

  @Override
  public List<RunRecord> runs() {
    return sink.isMissing() ? List.of() : sink.rows().runs();
  }

  @Override
  public Lease begin(RunRecord run) {
    return sink.inTurn(ledger -> ledger.begin(run));
  }

  @Override
  public Lease takeOver(String run, String position) {
    return sink.inTurn(ledger -> ledger.takeOver(run, position));
  }

  @Override
  public void plan(Lease lease, TableName target, List<Split> splits) {
    change(ledger -> ledger.plan(lease, target, splits));
  }

  @Override
  public List<Split> splits(String run, TableName target) {
    return sink.isMissing() ? List.of() : sink.rows().splits(run, target);
  }

  @Override
  public List<LedgerEntry> entries(String run) {
    return sink.isMissing() ? List.of() : sink.rows().entries(run);
  }

  @Override
  public List<String> steps(String run) {
    return sink.isMissing() ? List.of() : sink.rows().steps(run);
  }

  @Override
  public void step(Lease lease, SchemaStep step) {
    change(ledger -> ledger.step(lease, step));
  }

  @Override
  public void forget(Lease lease, TableName target) {
    change(ledger -> ledger.forget(lease, target));
  }

  @Override
  public void remember(Lease lease, Map<TableName, String> origins) {
    change(ledger -> ledger.remember(lease, origins));
  }

  @Override
  public void state(Lease lease, String state) {
    change(ledger -> ledger.state(lease, state));
  }

  @Override
  public void erase(String run) {
    if (!sink.isMissing()) {
      change(ledger -> ledger.erase(run));
    }
  }

  private interface Change {
    void apply(JdbcLedger ledger);
  }

  private void change(Change change) {
    sink.inTurn(
        ledger -> {
          change.apply(ledger);
          return ledger;
        });
  }
}

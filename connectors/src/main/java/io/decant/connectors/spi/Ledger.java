package io.decant.connectors.spi;

import io.decant.converter.DecantException;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the target knows about runs: which there were, their splits, and which of these are durable.
 * It lives in the target database in tables of its own ({@code _decant}), made on first use. "Done"
 * is computed from here and nowhere else. Thread-safe.
 */
public interface Ledger {

  /**
   * All runs that this database remembers, oldest first. Creates nothing: an untouched database has
   * none.
   */
  List<RunRecord> runs();

  /**
   * Starts a run.
   *
   * @param run its epoch is ignored; the lease's is 1
   * @throws DecantException.UserError a run with this id exists
   */
  Lease begin(RunRecord run);

  /**
   * Takes a run over: waits until no split of the older epoch can commit any more, and fences
   * whoever held it.
   *
   * @param position the snapshot that is read from now on
   * @return a lease with a higher epoch
   */
  Lease takeOver(String run, String position);

  /**
   * Remembers how tables were divided, before the first row is copied: all splits of a table in one
   * transaction.
   */
  void plan(Lease lease, TableName target, List<Split> splits);

  /** The splits remembered for that target table; empty when it was not divided yet. */
  List<Split> splits(String run, TableName target);

  /** The splits that are durable, in no order. */
  List<LedgerEntry> entries(String run);

  /** The finished steps of the schema, by their statement. */
  List<String> steps(String run);

  /** Remembers that a step was run. */
  void step(Lease lease, SchemaStep step);

  /** Forgets the splits and entries of a target table: it has been emptied and is copied anew. */
  void forget(Lease lease, TableName target);

  /**
   * Remembers what tables of this database were where they came from, so that a way back can give
   * them their types again. What was remembered of the same table before is forgotten.
   *
   * @param origins by the table's name here, in the engine's own words
   */
  void remember(Lease lease, Map<TableName, String> origins);

  /** Sets the run's state. */
  void state(Lease lease, String state);

  /**
   * Forgets a run as if it had never been; who holds a lease of it can commit no more. When nothing
   * is remembered any longer, what the ledger itself is made of goes too. An unknown run is fine.
   */
  void erase(String run);

  /** The newest run that is not done. */
  default Optional<RunRecord> unfinished() {
    List<RunRecord> runs = runs();
    for (int i = runs.size() - 1; i >= 0; i--) {
      if (!runs.get(i).state().equals("done")) {
        return Optional.of(runs.get(i));
      }
    }
    return Optional.empty();
  }
}

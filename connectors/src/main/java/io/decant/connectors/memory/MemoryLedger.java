package io.decant.connectors.memory;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ledger of a {@link MemoryDatabase}. */
final class MemoryLedger implements Ledger {
  private final MemoryDatabase database;
  private final Endpoint endpoint;

  MemoryLedger(MemoryDatabase database, Endpoint endpoint) {
    this.database = database;
    this.endpoint = endpoint;
  }

  @Override
  public List<RunRecord> runs() {
    synchronized (database) {
      return List.copyOf(database.runs.values());
    }
  }

  @Override
  public Lease begin(RunRecord run) {
    synchronized (database) {
      if (database.runs.containsKey(run.run())) {
        throw new UserError("run " + run.run(), "exists already", "Choose another --run id.");
      }
      database.runs.put(run.run(), changed(run, 1, run.position(), run.state()));
      return new Lease(run.run(), 1);
    }
  }

  @Override
  public Lease takeOver(String run, String position) {
    synchronized (database) {
      RunRecord old = database.runs.get(run);
      if (old == null) {
        throw new UserError("run " + run, "is not in the ledger of " + endpoint, "");
      }
      database.runs.put(run, changed(old, old.epoch() + 1, position, "running"));
      return new Lease(run, old.epoch() + 1);
    }
  }

  @Override
  public void plan(Lease lease, TableName target, List<Split> splits) {
    synchronized (database) {
      MemorySink.requireLease(database, endpoint, lease);
      database
          .splits
          .computeIfAbsent(lease.run(), unused -> new HashMap<>())
          .put(target, List.copyOf(splits));
    }
  }

  @Override
  public List<Split> splits(String run, TableName target) {
    synchronized (database) {
      var ofRun = database.splits.get(run);
      return ofRun == null ? List.of() : ofRun.getOrDefault(target, List.of());
    }
  }

  @Override
  public List<LedgerEntry> entries(String run) {
    synchronized (database) {
      return List.copyOf(database.entries.getOrDefault(run, List.of()));
    }
  }

  @Override
  public List<String> steps(String run) {
    synchronized (database) {
      return List.copyOf(database.steps.getOrDefault(run, List.of()));
    }
  }

  @Override
  public void step(Lease lease, SchemaStep step) {
    synchronized (database) {
      MemorySink.requireLease(database, endpoint, lease);
      database
          .steps
          .computeIfAbsent(lease.run(), unused -> new ArrayList<>())
          .add(step.statement());
    }
  }

  @Override
  public void forget(Lease lease, TableName target) {
    synchronized (database) {
      MemorySink.requireLease(database, endpoint, lease);
      var splits = database.splits.get(lease.run());
      if (splits != null) {
        splits.remove(target);
      }
      var entries = database.entries.get(lease.run());
      if (entries != null) {
        entries.removeIf(entry -> entry.table().equals(target));
      }
    }
  }

  @Override
  public void remember(Lease lease, Map<TableName, String> origins) {
    synchronized (database) {
      MemorySink.requireLease(database, endpoint, lease);
      database.origins.putAll(origins);
    }
  }

  @Override
  public void state(Lease lease, String state) {
    synchronized (database) {
      RunRecord old = MemorySink.requireLease(database, endpoint, lease);
      database.runs.put(lease.run(), changed(old, old.epoch(), old.position(), state));
    }
  }

  @Override
  public void erase(String run) {
    synchronized (database) {
      database.runs.remove(run);
      database.splits.remove(run);
      database.entries.remove(run);
      database.steps.remove(run);
    }
  }

  private static RunRecord changed(RunRecord run, long epoch, String position, String state) {
    return new RunRecord(
        run.run(), epoch, run.planDigest(), run.source(), position, run.salt(), state);
  }
}

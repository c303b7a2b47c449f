package io.decant.engine.copy;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.converter.schema.TableName;
import io.decant.engine.FailPoint;
import io.decant.engine.Run;
import io.decant.engine.SplitSize;
import io.decant.engine.Work;
import io.decant.engine.Workers;
import io.decant.engine.event.Event;
import io.decant.engine.plan.TablePlan;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Copies all splits of all tables that are not durable yet, the biggest tables first. */
public final class Copier {
  private final Run run;
  private final Map<TableName, TableProgress> progress = new ConcurrentHashMap<>();

  public Copier(Run run) {
    this.run = run;
  }

  /**
   * Returns when every split was seen to be durable; throws what stopped it. A table is divided
   * when nothing is left to copy of those before it: so the first rows need not wait for the last
   * table.
   */
  public void copy() {
    List<LedgerEntry> entries = run.sink().ledger().entries(run.id());
    SplitRunner runner = new SplitRunner(run, budget(entries));
    Work work = new Work();
    work.addLast(
        run.plan().tables().stream()
            .sorted(TablePlan.LARGEST_FIRST)
            .<Runnable>map(table -> () -> work.addFirst(open(table, entries, runner)))
            .toList());
    Workers.run("copy", run.writers(), work, run.stop());
    FailPoint.AFTER_COPY.reach();
  }

  /** Seconds from the first begin to the last end; 0 for a table that was not touched. */
  public double seconds(TableName source) {
    TableProgress copied = progress.get(source);
    return copied == null ? 0 : copied.seconds();
  }

  /** As an earlier attempt has divided it, or anew. */
  private List<Split> divide(TablePlan table) {
    List<Split> known = run.sink().ledger().splits(run.id(), table.target().name());
    if (!known.isEmpty()) {
      return known;
    }
    long bytes = SplitSize.of(table.source().statistics(), run.writers());
    List<Split> splits = run.source().split(table.read(), table.filter(), bytes);
    run.sink().ledger().plan(run.lease(), table.target().name(), splits);
    FailPoint.AFTER_PLAN.reach();
    return splits;
  }

  /** What is left to copy of a table. */
  private List<Runnable> open(TablePlan table, List<LedgerEntry> entries, SplitRunner runner) {
    List<Split> splits = divide(table);
    List<LedgerEntry> durable =
        entries.stream().filter(e -> e.table().equals(table.target().name())).toList();
    Set<Integer> parts = durable.stream().map(LedgerEntry::part).collect(Collectors.toSet());
    run.listener()
        .on(
            new Event.TableSplit(
                table.name(),
                splits.size(),
                durable.size(),
                durable.stream().mapToLong(LedgerEntry::rows).sum(),
                durable.stream().mapToLong(LedgerEntry::bytes).sum()));
    List<Split> open = splits.stream().filter(split -> !parts.contains(split.part())).toList();
    TableProgress copied = new TableProgress(run.listener(), table.name(), open.size());
    progress.put(table.name(), copied);
    return open.stream()
        .<Runnable>map(
            split ->
                () -> {
                  copied.begin();
                  copied.done(runner.run(table, split));
                })
        .toList();
  }

  private RejectBudget budget(List<LedgerEntry> entries) {
    long rejected = entries.stream().mapToLong(LedgerEntry::rejected).sum();
    long rows = entries.stream().mapToLong(LedgerEntry::rows).sum();
    return new RejectBudget(run.spec().policies().maxRejects(), rejected, rows + rejected);
  }
}

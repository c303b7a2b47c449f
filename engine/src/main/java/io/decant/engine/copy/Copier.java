package io.decant.engine.copy;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.converter.schema.TableName;
import io.decant.engine.FailPoint;
import io.decant.engine.Run;
import io.decant.engine.SplitSize;
import io.decant.engine.Waiting;
import io.decant.engine.Work;
import io.decant.engine.Workers;
import io.decant.engine.create.ForeignKeyGraph;
import io.decant.engine.event.Event;
import io.decant.engine.plan.TablePlan;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Copies all splits of all tables that are not durable yet, the biggest tables first. Where the
 * target's foreign keys are there already, a table comes after those that its rows refer to.
 */
public final class Copier {
  private final Run run;
  private final Map<TableName, TableProgress> progress = new ConcurrentHashMap<>();
  private final Map<TableName, TablePlan> tables = new LinkedHashMap<>();
  private final Work work = new Work();

  public Copier(Run run) {
    this.run = run;
    run.plan().inOrder().stream().forEach(table -> tables.put(table.target().name(), table));
  }

  /**
   * Returns when every split was seen to be durable; throws what stopped it. A table is divided
   * when nothing is left to copy of those before it: so the first rows need not wait for the last
   * table. Works once.
   */
  public void copy() {
    List<LedgerEntry> entries = run.sink().ledger().entries(run.id());
    SplitRunner runner = new SplitRunner(run, budget(entries));
    ForeignKeyGraph foreignKeys = foreignKeys();
    Map<TableName, Set<TableName>> needed = new LinkedHashMap<>();
    tables.keySet().forEach(name -> needed.put(name, foreignKeys.neededBy(name)));
    Waiting waiting = new Waiting(needed);
    addAll(waiting.free(), new Course(entries, runner, foreignKeys, waiting));
    Workers.run("copy", run.writers(), work, run.stop());
    FailPoint.AFTER_COPY.reach();
  }

  /** What is known at the begin, and who waits for whom. */
  private record Course(
      List<LedgerEntry> entries,
      SplitRunner runner,
      ForeignKeyGraph foreignKeys,
      Waiting waiting) {}

  /** Tables that the run makes have no foreign keys before their rows, unless it was resumed. */
  private ForeignKeyGraph foreignKeys() {
    List<TableName> there =
        tables.values().stream()
            .filter(table -> run.resumed() || table.existing())
            .map(table -> table.target().name())
            .toList();
    return new ForeignKeyGraph(there.isEmpty() ? Map.of() : run.targetTables().declared(there));
  }

  private void addAll(List<TableName> names, Course course) {
    work.addLast(names.stream().<Runnable>map(name -> () -> begin(name, course)).toList());
  }

  /**
   * Rows of its own that a row refers to mostly have lower keys, and so stand in earlier splits.
   */
  private void begin(TableName name, Course course) {
    List<Runnable> pieces =
        open(Objects.requireNonNull(tables.get(name)), course.entries(), course.runner());
    Runnable ended = () -> addAll(course.waiting().done(name), course);
    if (pieces.isEmpty()) {
      ended.run();
    } else if (course.foreignKeys().refersToItself(name)) {
      oneAfterTheOther(pieces.iterator(), ended);
    } else {
      sideBySide(pieces, ended);
    }
  }

  private void oneAfterTheOther(Iterator<Runnable> pieces, Runnable ended) {
    if (!pieces.hasNext()) {
      ended.run();
      return;
    }
    Runnable piece = pieces.next();
    Runnable withTheRest =
        () -> {
          piece.run();
          oneAfterTheOther(pieces, ended);
        };
    work.addFirst(List.of(withTheRest));
  }

  private void sideBySide(List<Runnable> pieces, Runnable ended) {
    AtomicInteger left = new AtomicInteger(pieces.size());
    work.addFirst(
        pieces.stream()
            .<Runnable>map(
                piece ->
                    () -> {
                      piece.run();
                      if (left.decrementAndGet() == 0) {
                        ended.run();
                      }
                    })
            .toList());
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
    long bytes = SplitSize.of(table, run.writers());
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

package io.decant.cli.terminal;

import io.decant.converter.schema.TableName;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How far a run and each of its tables is: the sums of its events. Each of copying and verifying
 * counts from its own beginning. Thread-safe.
 */
final class Progress implements MigrationListener {
  private final LongSupplier nanoClock;
  private volatile Event.Stage stage = Event.Stage.DISCOVER;
  private final AtomicLong stageBegan = new AtomicLong();
  private final AtomicInteger tablesDone = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<TableName, Count> tables = new ConcurrentSkipListMap<>();

  /** The rows of one table. */
  private static final class Count {
    final AtomicLong expected = new AtomicLong();
    final AtomicLong rows = new AtomicLong();
    final AtomicLong before = new AtomicLong();
    final AtomicLong began = new AtomicLong(-1);
    volatile boolean done;

    void begin(long nanos) {
      began.compareAndSet(-1, nanos);
    }

    boolean moves() {
      return !done && began.get() >= 0;
    }

    Pace pace(Duration took) {
      return new Pace(rows.get(), expected.get(), rows.get() - before.get(), took);
    }
  }

  Progress(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    stageBegan.set(nanoClock.getAsLong());
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.StageStarted started) {
      begin(started.stage());
    } else if (event instanceof Event.TablePlanned planned) {
      table(planned.table()).expected.set(Math.max(0, planned.rows()));
    } else if (event instanceof Event.TableSplit split) {
      table(split.table()).rows.addAndGet(split.rowsDone());
      table(split.table()).before.addAndGet(split.rowsDone());
    } else if (event instanceof Event.RowsCopied copied) {
      moved(copied.table(), copied.rows(), copied.bytes());
    } else if (event instanceof Event.RowsVerified verified) {
      moved(verified.table(), verified.rows(), verified.bytes());
    } else if (event instanceof Event.SplitRetried retried) {
      moved(retried.table(), -retried.rowsUndone(), -retried.bytesUndone());
    } else if (event instanceof Event.TableDone done) {
      done(done.table());
    } else if (event instanceof Event.TableVerified done) {
      done(done.table());
    }
  }

  private Count table(TableName name) {
    return tables.computeIfAbsent(name, any -> new Count());
  }

  private void moved(TableName name, long rows, long movedBytes) {
    Count table = table(name);
    table.begin(nanoClock.getAsLong());
    table.rows.addAndGet(rows);
    bytes.addAndGet(movedBytes);
  }

  private void done(TableName name) {
    table(name).done = true;
    tablesDone.incrementAndGet();
  }

  private void begin(Event.Stage next) {
    for (Count table : tables.values()) {
      if (stage == Event.Stage.COPY) {
        table.expected.set(table.rows.get()); // what was copied is what is read back
      }
      if (next != Event.Stage.VERIFY) { // some are read back while the steps are run
        table.rows.set(0);
        table.began.set(-1);
        table.done = false;
      }
      table.before.set(table.rows.get());
    }
    stage = next;
    stageBegan.set(nanoClock.getAsLong());
    bytes.set(0);
    tablesDone.set((int) tables.values().stream().filter(table -> table.done).count());
  }

  /** How it is now. */
  Moment now() {
    long nanos = nanoClock.getAsLong();
    long rows = 0;
    long expected = 0;
    long here = 0;
    List<TableMoment> moving = new ArrayList<>();
    for (Map.Entry<TableName, Count> entry : tables.entrySet()) {
      Count table = entry.getValue();
      Pace pace = table.pace(Duration.ofNanos(nanos - table.began.get()));
      rows += pace.rows();
      expected += pace.expected();
      here += pace.here();
      if (table.moves()) {
        moving.add(new TableMoment(entry.getKey().toString(), pace));
      }
    }
    return new Moment(
        stage,
        tablesDone.get(),
        tables.size(),
        new Pace(rows, expected, here, Duration.ofNanos(nanos - stageBegan.get())),
        bytes.get(),
        moving);
  }

  /** One look at a table of which some rows have moved and others will. */
  record TableMoment(String name, Pace pace) {}

  /** One look at the whole. */
  record Moment(
      Event.Stage stage,
      int tablesDone,
      int tables,
      Pace pace,
      long bytes,
      List<TableMoment> moving) {
    Moment {
      moving = List.copyOf(moving);
    }

    boolean moves() {
      return stage == Event.Stage.COPY || stage == Event.Stage.VERIFY;
    }

    long bytesPerSecond() {
      return Math.round(bytes / pace.seconds());
    }

    /** {@code copying: 10 s left, 5,000 rows/s, 1.5 MiB/s, 1,234 rows, 3 of 11 tables}. */
    String text() {
      String doing =
          switch (stage) {
            case DISCOVER -> "reading the catalog";
            case PLAN -> "planning";
            case PREFLIGHT -> "checking what is needed";
            case SAMPLE -> "looking at a sample of the rows";
            case MEASURE -> "measuring how fast both sides are";
            case CREATE -> "creating tables";
            case COPY -> "copying";
            case FINISH -> "building keys and indexes";
            case VERIFY -> "verifying";
          };
      if (!moves()) {
        return doing;
      }
      // What matters most stands first: a narrow terminal cuts the end.
      return doing
          + ": "
          + (pace.left().isEmpty() ? "" : pace.left() + ", ")
          + Amounts.count(pace.rowsPerSecond())
          + " rows/s, "
          + Amounts.bytes(bytesPerSecond())
          + "/s, "
          + Amounts.count(pace.rows(), "row")
          + ", "
          + tablesDone
          + " of "
          + Amounts.count(tables, "table");
    }
  }
}

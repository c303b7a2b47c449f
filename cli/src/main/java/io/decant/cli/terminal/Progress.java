package io.decant.cli.terminal;

import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How far a run is: the sums of its events. Each of copying and verifying counts from its own
 * beginning. Thread-safe.
 */
final class Progress implements MigrationListener {
  private final LongSupplier nanoClock;
  private volatile Event.Stage stage = Event.Stage.DISCOVER;
  private final AtomicLong stageBegan = new AtomicLong();
  private final AtomicInteger tables = new AtomicInteger();
  private final AtomicInteger tablesDone = new AtomicInteger();
  private final AtomicLong rowsExpected = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong rowsAtBegin = new AtomicLong();

  Progress(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    stageBegan.set(nanoClock.getAsLong());
  }

  @Override
  public void on(Event event) {
    if (event instanceof Event.StageStarted started) {
      begin(started.stage());
    } else if (event instanceof Event.TablePlanned planned) {
      tables.incrementAndGet();
      rowsExpected.addAndGet(Math.max(0, planned.rows()));
    } else if (event instanceof Event.TableSplit split) {
      rows.addAndGet(split.rowsDone());
      rowsAtBegin.addAndGet(split.rowsDone());
    } else if (event instanceof Event.RowsCopied copied) {
      rows.addAndGet(copied.rows());
      bytes.addAndGet(copied.bytes());
    } else if (event instanceof Event.RowsVerified verified) {
      rows.addAndGet(verified.rows());
      bytes.addAndGet(verified.bytes());
    } else if (event instanceof Event.SplitRetried retried) {
      rows.addAndGet(-retried.rowsUndone());
      bytes.addAndGet(-retried.bytesUndone());
    } else if (event instanceof Event.TableDone || event instanceof Event.TableVerified) {
      tablesDone.incrementAndGet();
    }
  }

  private void begin(Event.Stage next) {
    if (stage == Event.Stage.COPY) {
      rowsExpected.set(rows.get()); // what was copied is what is read back
    }
    stage = next;
    stageBegan.set(nanoClock.getAsLong());
    if (next != Event.Stage.VERIFY) { // some are read back while the steps are run
      rows.set(0);
    }
    bytes.set(0);
    rowsAtBegin.set(rows.get());
    tablesDone.set(0);
  }

  /** How it is now. */
  Moment now() {
    return new Moment(
        stage,
        tablesDone.get(),
        tables.get(),
        rows.get(),
        rowsExpected.get(),
        rows.get() - rowsAtBegin.get(),
        bytes.get(),
        Duration.ofNanos(nanoClock.getAsLong() - stageBegan.get()));
  }

  /**
   * One look at it.
   *
   * @param rowsExpected the source's guess; 0 when unknown
   * @param rowsHere of {@code rows}, those of this attempt
   */
  record Moment(
      Event.Stage stage,
      int tablesDone,
      int tables,
      long rows,
      long rowsExpected,
      long rowsHere,
      long bytes,
      Duration took) {

    boolean moves() {
      return stage == Event.Stage.COPY || stage == Event.Stage.VERIFY;
    }

    /** From 0 to 1; negative when nobody knows. */
    double fraction() {
      return rowsExpected == 0 ? -1 : Math.min(1, rows / (double) rowsExpected);
    }

    long rowsPerSecond() {
      return Math.round(rowsHere / seconds());
    }

    long bytesPerSecond() {
      return Math.round(bytes / seconds());
    }

    /** What is left at this speed; negative when nobody knows. */
    Duration left() {
      return rowsExpected == 0 || rowsHere == 0
          ? Duration.ofSeconds(-1)
          : Duration.ofMillis(
              (long) (1e3 * Math.max(0, rowsExpected - rows) / (rowsHere / seconds())));
    }

    private double seconds() {
      return Math.max(0.001, took.toNanos() / 1e9);
    }

    /** {@code copying: 0:10 min left, 5,000 rows/s, 1.5 MiB/s, 1,234 rows, 3 of 11 tables}. */
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
          + (left().isNegative() ? "" : Amounts.time(left()) + " left, ")
          + Amounts.count(rowsPerSecond())
          + " rows/s, "
          + Amounts.bytes(bytesPerSecond())
          + "/s, "
          + Amounts.count(rows, "row")
          + ", "
          + tablesDone
          + " of "
          + Amounts.count(tables, "table");
    }
  }
}

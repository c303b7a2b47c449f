package io.decant.engine.copy;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.converter.schema.TableName;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import java.time.Duration;

/** Notices when the last split of a table is durable. Thread-safe. */
final class TableProgress {
  private final MigrationListener listener;
  private final TableName table;
  private int open;
  private boolean begun;
  private long beganNanos;
  private long endedNanos;
  private long rows;
  private long rejected;
  private long bytes;

  TableProgress(MigrationListener listener, TableName table, int open) {
    this.listener = listener;
    this.table = table;
    this.open = open;
  }

  synchronized void begin() {
    if (!begun) {
      begun = true;
      beganNanos = System.nanoTime();
      endedNanos = beganNanos;
    }
  }

  synchronized void done(LedgerEntry entry) {
    endedNanos = System.nanoTime();
    open--;
    rows += entry.rows();
    rejected += entry.rejected();
    bytes += entry.bytes();
    listener.on(
        new Event.SplitDone(table, entry.part(), entry.rows(), entry.rejected(), entry.bytes()));
    if (open == 0) {
      Duration took = Duration.ofNanos(endedNanos - beganNanos);
      listener.on(new Event.TableDone(table, rows, rejected, bytes, took));
    }
  }

  synchronized double seconds() {
    return (endedNanos - beganNanos) / 1e9;
  }
}

package io.decant.engine.copy;

import io.decant.connectors.spi.BatchWriter;
import io.decant.converter.row.RowBatch;
import io.decant.engine.Workers;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes on a thread of its own, so that the next batch is read, converted and digested meanwhile.
 * One batch is under way at a time. What the writer throws is thrown to whoever gives the next
 * batch, or ends.
 */
final class Courier implements Handover {
  private final BatchWriter writer;
  private final Thread thread;

  /**
   * Held by whoever gives: while it is taken, {@link #load} and {@link #failure} are the other's.
   */
  private final Semaphore free = new Semaphore(1);

  private final Semaphore given = new Semaphore(0);
  private @Nullable RowBatch load;
  private @Nullable Throwable failure;
  private volatile boolean over;

  private Courier(BatchWriter writer) {
    this.writer = writer;
    this.thread = new Thread(this::run, Thread.currentThread().getName() + "-writer");
  }

  /**
   * @param writer is the courier's until {@link #end} or {@link #close} return
   */
  static Courier start(BatchWriter writer) {
    Courier courier = new Courier(writer);
    courier.thread.start();
    return courier;
  }

  @Override
  public RowBatch write(RowBatch rows) {
    end();
    free.acquireUninterruptibly();
    load = rows;
    given.release();
    return rows;
  }

  @Override
  public void end() {
    free.acquireUninterruptibly();
    Throwable thrown = failure;
    free.release();
    Workers.rethrow(thrown);
  }

  /** A write that has begun is not broken off: it ends with its batch, or its connection. */
  @Override
  public void close() {
    over = true;
    given.release();
    Workers.join(thread);
  }

  private void run() {
    given.acquireUninterruptibly();
    while (!over) {
      try {
        write();
      } catch (Throwable thrown) {
        failure = thrown;
      } finally {
        free.release();
      }
      given.acquireUninterruptibly();
    }
  }

  private void write() {
    RowBatch rows = load;
    if (rows != null && rows.rows() > 0) {
      writer.write(rows);
    }
  }
}

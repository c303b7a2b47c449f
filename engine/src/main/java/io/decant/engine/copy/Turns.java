package io.decant.engine.copy;

import io.decant.converter.row.RowBatch;
import java.util.function.Supplier;

/** Two batches that are filled in turn: one while the other is still being written. */
final class Turns {
  private RowBatch now;
  private RowBatch other;

  Turns(Supplier<RowBatch> maker) {
    this.now = maker.get();
    this.other = maker.get();
  }

  /** The one that was used longer ago. */
  RowBatch next() {
    RowBatch next = other;
    other = now;
    now = next;
    return next;
  }

  /** The one that {@link #next} gave last. */
  RowBatch now() {
    return now;
  }
}

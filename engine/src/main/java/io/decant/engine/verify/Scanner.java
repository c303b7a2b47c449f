package io.decant.engine.verify;

import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.row.DigestSum;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowDigest;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.engine.SplitSize;
import io.decant.engine.StopSignal;
import io.decant.engine.Work;
import io.decant.engine.Workers;
import io.decant.engine.event.Event;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.TablePlan;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads whole tables of one side on several threads and digests them. */
public final class Scanner {
  private static final int ATTEMPTS = 4;
  private static final long PAUSE_MILLIS = 500;

  private final Side side;
  private final long salt;
  private final int threads;
  private final StopSignal stop;
  private final MigrationListener listener;

  /** Takes what one split holds; a split that breaks off is begun anew with another one. */
  interface Visitor<R> extends Consumer<RowBatch>, Side.Unfit {
    R result();
  }

  public Scanner(Side side, long salt, int threads, StopSignal stop, MigrationListener listener) {
    this.side = side;
    this.salt = salt;
    this.threads = threads;
    this.stop = stop;
    this.listener = listener;
  }

  /**
   * What a table holds.
   *
   * @param sum of the rows that the target can hold
   * @param unfit how many it cannot
   */
  record Content(DigestSum sum, long unfit) {
    static final Content NONE = new Content(DigestSum.ZERO, 0);

    Content plus(Content other) {
      return new Content(sum.plus(other.sum), unfit + other.unfit);
    }
  }

  /** Does it on as many threads as this side is read with. */
  void run(Work work) {
    Workers.run("verify", threads, work, stop);
  }

  /** The parts that a table is read in. */
  List<Split> split(TablePlan plan) {
    return side.split(plan, SplitSize.of(plan, threads));
  }

  /** The digest of those rows of a split that the target can hold. */
  DigestSum digest(TablePlan plan, Split split) {
    return content(plan, split).sum();
  }

  /** What a part holds. */
  Content content(TablePlan plan, Split split) {
    return visit(
        plan,
        split,
        () ->
            new Visitor<Content>() {
              private long unfit;
              private final RowDigest digest =
                  new RowDigest(Column.types(plan.writtenColumns()), salt);

              @Override
              public void accept(RowBatch batch) {
                digest.add(batch);
                long bytes = batch.usedBytes();
                listener.on(new Event.RowsVerified(plan.name(), batch.rows(), bytes));
              }

              @Override
              public void row(RowBatch read, RowProblem problem) {
                unfit++;
              }

              @Override
              public Content result() {
                return new Content(digest.sum(), unfit);
              }
            });
  }

  /** Shows a split's rows to a visitor, to a new one when the connection breaks. */
  private <R> R visit(TablePlan plan, Split split, Supplier<? extends Visitor<R>> visitors) {
    for (int attempt = 1; ; attempt++) {
      Visitor<R> visitor = visitors.get();
      try {
        side.read(
            plan,
            split,
            batch -> {
              stop.check();
              visitor.accept(batch);
            },
            visitor);
        return visitor.result();
      } catch (Transient broken) {
        if (attempt == ATTEMPTS || broken.mayLast()) {
          throw broken;
        }
        stop.pause(PAUSE_MILLIS << attempt);
      }
    }
  }

  /** Shows all rows of a table to one visitor, split after split. */
  void visitAll(TablePlan plan, Consumer<RowBatch> visitor, Side.Unfit unfit) {
    for (Split split : split(plan)) {
      side.read(
          plan,
          split,
          batch -> {
            stop.check();
            visitor.accept(batch);
          },
          unfit);
    }
  }
}

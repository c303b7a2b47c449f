package io.decant.engine.copy;

import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.Transient;
import io.decant.engine.Memory;
import io.decant.engine.Run;
import io.decant.engine.event.Event;
import io.decant.engine.plan.TablePlan;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Copies a split until it is durable. When a connection breaks, everything is thrown away and the
 * whole split is done again on new ones; when a row is refused in the fast mode, the split is done
 * again in the careful mode, which finds it. Thread-safe.
 */
final class SplitRunner {
  private static final int ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLIS = 300;
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final Run run;
  private final RejectBudget budget;

  SplitRunner(Run run, RejectBudget budget) {
    this.run = run;
    this.budget = budget;
  }

  /**
   * @throws Transient it broke too often, or for too long
   * @throws BadValue the target refuses rows, and not even row by row it says which
   */
  LedgerEntry run(TablePlan plan, Split split) {
    long started = System.nanoTime();
    WriteMode mode = WriteMode.BULK;
    boolean uncertain = false;
    for (int attempt = 1; ; attempt++) {
      try {
        // A commit whose answer was lost may have happened: only the ledger knows.
        Optional<LedgerEntry> done = uncertain ? find(plan, split) : Optional.empty();
        return done.isPresent() ? done.get() : copy(plan, split, mode, attempt);
      } catch (BadValue refused) {
        if (mode == WriteMode.CAREFUL) {
          throw refused;
        }
        mode = WriteMode.CAREFUL;
      } catch (OutOfMemoryError tooLong) {
        throw Memory.exhausted(plan.name().toString(), tooLong);
      } catch (Transient broken) {
        boolean late = System.nanoTime() - started > DEADLINE.toNanos();
        if (attempt >= ATTEMPTS || late) {
          throw broken;
        }
        uncertain = true;
        long pause = FIRST_PAUSE_MILLIS << attempt;
        run.stop().pause(pause + ThreadLocalRandom.current().nextLong(pause));
      }
    }
  }

  private LedgerEntry copy(TablePlan plan, Split split, WriteMode mode, int attempt) {
    try (SplitCopier copier = new SplitCopier(run, plan, split, mode, budget)) {
      try {
        return copier.copy();
      } catch (BadValue | Transient failed) {
        run.listener()
            .on(
                new Event.SplitRetried(
                    plan.name(),
                    split.part(),
                    attempt,
                    copier.rows(),
                    copier.bytes(),
                    failed.message()));
        throw failed;
      }
    }
  }

  private Optional<LedgerEntry> find(TablePlan plan, Split split) {
    return run.sink().ledger().entries(run.id()).stream()
        .filter(entry -> entry.table().equals(plan.target().name()))
        .filter(entry -> entry.part() == split.part())
        .findFirst();
  }
}

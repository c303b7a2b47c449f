package io.decant.engine;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.report.Report;
import io.decant.engine.report.Status;

/**
 * The front door: one run from one database to another. Each verb opens what it needs, closes it,
 * and is called at most once.
 *
 * <p>What goes wrong before anything is written is thrown; from then on the report tells.
 */
public final class Migration {
  private final MigrationSpec spec;
  private final MigrationListener listener;

  public Migration(MigrationSpec spec, MigrationListener listener) {
    this.spec = spec;
    this.listener = listener;
  }

  /**
   * Schema, data, keys and indexes, verification.
   *
   * @throws DecantException nothing was written
   */
  public Report migrate() {
    throw new UnsupportedOperationException(spec + "" + listener);
  }

  /**
   * The schema alone.
   *
   * @throws DecantException nothing was written
   */
  public Report migrateSchema() {
    throw new UnsupportedOperationException();
  }

  /**
   * The data alone, into tables that are there.
   *
   * @throws DecantException nothing was written
   */
  public Report migrateData() {
    throw new UnsupportedOperationException();
  }

  /**
   * What {@link #migrate} would do. Writes nothing.
   *
   * @throws DecantException it cannot be done
   */
  public MigrationPlan plan() {
    throw new UnsupportedOperationException();
  }

  /** The plan in the form of a report: what would be migrated, changed, skipped. */
  public Report report(MigrationPlan plan) {
    throw new UnsupportedOperationException(plan.digest());
  }

  /**
   * Compares source and target. Writes nothing.
   *
   * @throws DecantException it cannot be done
   */
  public Report verify() {
    throw new UnsupportedOperationException();
  }

  /**
   * What a target remembers of runs. Writes nothing.
   *
   * @param run one run's id; empty for all
   * @throws DecantException the target cannot be read, or knows no such run
   */
  public static Status status(Endpoint target, String run) {
    throw new UnsupportedOperationException(target + run);
  }

  /**
   * Asks the run to stop: splits that are being copied are rolled back, the state is saved, and the
   * verb returns within seconds. From any thread, at any time.
   */
  public void stop() {
    throw new UnsupportedOperationException();
  }
}

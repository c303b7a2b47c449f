package io.decant.engine;

import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.StopSignal.Stopped;
import io.decant.engine.discover.FirstRow;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.preflight.Consent;
import io.decant.engine.preflight.Preflight;
import io.decant.engine.report.Report;
import java.util.List;
import java.util.Optional;

/** A run that writes, up to its first byte: there {@link Begun} takes over. */
final class Pipeline {
  private final MigrationSpec spec;
  private final MigrationListener listener;
  private final StopSignal stop;
  private final Scope scope;
  private final Consent consent;
  private final Preflight preflight;
  private final Narrowing narrowing;
  private final Stages stages;

  /** Leaves rows out of a plan, once the source's snapshot is taken. */
  @FunctionalInterface
  interface Narrowing {
    /** Every row is copied that meets the user's conditions. */
    Narrowing NONE = (source, plan) -> plan;

    MigrationPlan narrowed(Source source, MigrationPlan plan);
  }

  /**
   * @param preflight what was found already
   */
  Pipeline(
      MigrationSpec spec,
      MigrationListener listener,
      StopSignal stop,
      Scope scope,
      Consent consent,
      Preflight preflight,
      Narrowing narrowing) {
    this.spec = spec;
    this.listener = listener;
    this.stop = stop;
    this.scope = scope;
    this.consent = consent;
    this.preflight = preflight;
    this.narrowing = narrowing;
    this.stages = new Stages(listener);
  }

  /**
   * @throws DecantException nothing was written
   */
  Report run() {
    try (Session session = Session.open(spec, stages)) {
      RunStart start = new RunStart(session, spec, scope);
      MigrationPlan whole = start.checked(preflight, stages);
      preflight.require();
      Optional<RunRecord> earlier = start.earlier();
      if (earlier.isEmpty()) {
        consent.require(start.intended(whole, preflight.findings()));
      }
      Position position = scope.copiesRows() ? snapshot(session, whole) : Position.UNKNOWN;
      MigrationPlan plan = narrowing.narrowed(session.source(), whole);
      requireWanted();
      Lease lease =
          earlier.isPresent()
              // Under its old position: see Begun, which moves it to the new one.
              ? session.sink().ledger().takeOver(earlier.get().run(), earlier.get().position())
              : start.begin(plan, position.token());
      RunRecord record =
          session.sink().ledger().runs().stream()
              .filter(known -> known.run().equals(lease.run()))
              .findFirst()
              .orElseThrow();
      Run run =
          new Run(
              spec,
              plan,
              lease,
              earlier.isPresent(),
              record.salt(),
              session.source(),
              session::target,
              session.sink(),
              session.writers(),
              listener,
              stop);
      return new Begun(session, run, record, scope, position, preflight.findings()).run();
    }
  }

  /** Whoever stops a run now has nothing to go on with. */
  private void requireWanted() {
    try {
      stop.check();
    } catch (Stopped before) {
      throw new UserError(scope.command(), "was interrupted", "Nothing was written.");
    }
  }

  /** Also looks for rows that meet the conditions while nothing is written yet. */
  private Position snapshot(Session session, MigrationPlan plan) {
    Position position = session.source().snapshot(spec.resources().parallel());
    List<TablePlan> filtered =
        plan.tables().stream().filter(table -> !table.filter().isEmpty()).toList();
    boolean anyRow = filtered.isEmpty();
    for (TablePlan table : filtered) {
      anyRow |= FirstRow.exists(session.source(), table.read(), table.filter());
    }
    if (!anyRow) {
      throw new UserError(
          spec.saved().map(saved -> saved.whereOf(filtered.get(0).name())).orElse("--where"),
          "no row of " + filtered.get(0).name() + others(filtered) + " meets the condition",
          "Check it against the source: nothing was written.");
    }
    return position;
  }

  private static String others(List<TablePlan> tables) {
    return tables.size() == 1 ? "" : ", nor of the other tables it is for,";
  }
}

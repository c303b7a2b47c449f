package io.decant.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.Pipeline.Narrowing;
import io.decant.engine.assess.AssessChoice;
import io.decant.engine.assess.Assessed;
import io.decant.engine.assess.Assessor;
import io.decant.engine.event.Event;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.planfile.SavedPlan;
import io.decant.engine.preflight.Consent;
import io.decant.engine.preflight.Preflight;
import io.decant.engine.rehearse.RehearseChoice;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.Status;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * The front door: one run from one database to another. Each verb opens what it needs, closes it,
 * and is called at most once.
 *
 * <p>What goes wrong before anything is written is thrown; from then on the report tells.
 */
public final class Migration {
  private final MigrationSpec spec;
  private final MigrationListener listener;
  private final Consent consent;
  private final StopSignal stop = new StopSignal();
  private final Preflight preflight = new Preflight();

  public Migration(MigrationSpec spec, MigrationListener listener) {
    this(spec, listener, Consent.GIVEN);
  }

  /**
   * @param consent asked before anything is written
   */
  public Migration(MigrationSpec spec, MigrationListener listener, Consent consent) {
    this.spec = spec;
    this.listener = listener;
    this.consent = consent;
  }

  /** Notes what is to be among the findings that come before the first byte. */
  public void advise(Finding finding) {
    preflight.add(List.of(finding));
  }

  /**
   * Schema, data, keys and indexes, verification.
   *
   * @throws DecantException nothing was written
   */
  public Report migrate() {
    return pipeline(Scope.ALL).run();
  }

  /**
   * The schema alone.
   *
   * @throws DecantException nothing was written
   */
  public Report migrateSchema() {
    return pipeline(Scope.SCHEMA).run();
  }

  /**
   * The data alone, into tables that are there.
   *
   * @throws DecantException nothing was written
   */
  public Report migrateData() {
    return pipeline(Scope.DATA).run();
  }

  private Pipeline pipeline(Scope scope) {
    return new Pipeline(spec, listener, stop, scope, consent, preflight, Narrowing.NONE);
  }

  /**
   * What {@link #migrate} would do. Writes nothing.
   *
   * @throws DecantException it cannot be done
   */
  public MigrationPlan plan() {
    Preview preview = preview();
    preview.preflight().require();
    return preview.plan();
  }

  /**
   * What {@link #migrate} would do, and what is in its way. Writes nothing.
   *
   * @throws DecantException there is no plan
   */
  public Preview preview() {
    Stages stages = new Stages(listener);
    if (spec.target().isEngine()) {
      return new AssumedPlan(spec, stages, preflight).preview();
    }
    try (Session session = Session.open(spec, stages)) {
      RunStart start = new RunStart(session, spec, Scope.ALL);
      return new Preview(start.checked(preflight, stages), preflight);
    }
  }

  /** A plan, and what was found on the way to it. */
  public record Preview(MigrationPlan plan, Preflight preflight) {}

  /**
   * As {@link #preview}, to be saved. Writes nothing.
   *
   * @param options of {@code migrate} that were given, by name
   * @throws DecantException there is no plan
   */
  public Draft draft(Map<String, String> options) {
    Stages stages = new Stages(listener);
    if (spec.target().isEngine()) {
      return new AssumedPlan(spec, stages, preflight).draft(options);
    }
    try (Session session = Session.openToSave(spec, stages)) {
      MigrationPlan plan = new RunStart(session, spec, Scope.ALL).checked(preflight, stages);
      return new Draft(
          new Preview(plan, preflight),
          SavedPlan.tree(
              // Whatever the target holds now: the file says what is made of the source.
              session.planner().plan(Map.of()),
              session.making(),
              EndpointUrl.text(spec.source()),
              EndpointUrl.text(spec.target()),
              options));
    }
  }

  /**
   * A plan to be saved.
   *
   * @param tree see {@link SavedPlan#tree}
   */
  public record Draft(Preview preview, ObjectNode tree) {}

  /** The plan in the form of a report: what would be migrated, changed, skipped. */
  public Report report(Preview preview) {
    ReportBuilder report = new ReportBuilder(spec, "plan", preview.plan());
    report.findings(preview.preflight().findings());
    return report.build(Outcome.DONE);
  }

  /**
   * What {@link #migrate} would meet: its risks, its effort, its duration. Writes nothing but a
   * scratch table, where that is allowed, and removes it again.
   *
   * @throws DecantException the source cannot be read, or nothing of it can be mapped
   */
  public Report assess(AssessChoice choice) {
    Assessed assessed;
    try {
      assessed = new Assessor(spec, choice, stop, listener).assess();
    } catch (StopSignal.Stopped stopped) {
      throw new UserError("assess", "was interrupted", "Nothing stays in the target.");
    }
    ReportBuilder report = new ReportBuilder(spec, "assess", assessed.plan());
    report.targetProduct(assessed.targetProduct());
    report.run("", assessed.position(), true);
    report.copied(assessed.samples(), table -> 0);
    report.findings(assessed.findings());
    return report.build(Outcome.DONE).with(assessed.assessment());
  }

  /**
   * What {@link #migrate} would do, done with a sample of the rows in a scratch place beside the
   * target. The target is not written, and the place is removed again, unless it is to be kept.
   *
   * @throws DecantException there is no such place, or nothing was written into it
   */
  public Report rehearse(RehearseChoice choice) {
    return new Rehearsal(spec, choice, listener, stop).run();
  }

  /**
   * Compares source and target. Writes nothing.
   *
   * @throws DecantException it cannot be done
   */
  public Report verify() {
    // A target that is a file is not made by being asked about.
    Connectors.of(spec.target().scheme()).openSource(spec.target()).close();
    Stages stages = new Stages(listener);
    try (Session session = Session.open(spec, stages)) {
      MigrationPlan plan = stages.in(Stage.PLAN, () -> session.planner().plan(Map.of()));
      Preflight preflight = new Preflight();
      RunStart.requireConditions(preflight, session.source(), plan, spec.saved());
      preflight.require();
      listener.on(session.started("", false));
      ReportBuilder report = new ReportBuilder(spec, "verify", plan);
      report.targetProduct(session.targetProduct());
      Comparison comparison = new Comparison(spec, listener, stop, new SecureRandom().nextLong());
      report.verified(stages.in(Stage.VERIFY, () -> comparison.asTheyAre(session, plan)));
      Outcome outcome = report.outcome();
      listener.on(new Event.RunEnded(outcome));
      return report.build(outcome);
    } catch (StopSignal.Stopped stopped) {
      throw new UserError("verify", "was interrupted", "Nothing was written.");
    }
  }

  /**
   * What a target remembers of runs. Writes nothing.
   *
   * @param run one run's id; empty for all
   * @throws DecantException the target cannot be read, or knows no such run
   */
  public static Status status(Endpoint target, String run) {
    try (Source source = Connectors.of(target.scheme()).openSource(target);
        Sink sink = Connectors.sink(target.scheme()).openSink(target)) {
      source.catalog();
      return new StatusReader(target, sink.ledger()).read(run);
    }
  }

  /**
   * Asks the run to stop: splits that are being copied are rolled back, the state is saved, and the
   * verb returns within seconds. From any thread, at any time.
   */
  public void stop() {
    stop.interrupt();
  }
}

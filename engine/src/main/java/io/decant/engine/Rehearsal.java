package io.decant.engine;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import io.decant.engine.StopSignal.Stopped;
import io.decant.engine.assess.AssessChoice;
import io.decant.engine.assess.Assessed;
import io.decant.engine.assess.Assessor;
import io.decant.engine.assess.SampleSize;
import io.decant.engine.assess.Wording;
import io.decant.engine.event.Event;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.preflight.Consent;
import io.decant.engine.preflight.Preflight;
import io.decant.engine.rehearse.ClosedSample;
import io.decant.engine.rehearse.Prediction;
import io.decant.engine.rehearse.RehearsalRemedy;
import io.decant.engine.rehearse.RehearseChoice;
import io.decant.engine.rehearse.Taken;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.RehearsalReport;
import io.decant.engine.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A migration of a sample into a place of its own, by the same pipeline as every migration; before
 * it, the speeds are measured there. What was made is removed whatever happens; what a process that
 * was killed has left, the next rehearsal removes.
 */
final class Rehearsal {
  private static final String PREFIX = "decant_rehearsal_";

  /** Of places that nobody takes for left ones. */
  private static final String KEPT = "decant_kept_";

  private static final Duration LONGEST = Duration.ofHours(24);

  private final MigrationSpec spec;
  private final RehearseChoice choice;
  private final MigrationListener listener;
  private final StopSignal stop;
  private final Stages stages;
  private final List<String> removed = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private Map<TableName, Taken> taken = new LinkedHashMap<>();

  Rehearsal(
      MigrationSpec spec, RehearseChoice choice, MigrationListener listener, StopSignal stop) {
    this.spec = spec;
    this.choice = choice;
    this.listener = listener;
    this.stop = stop;
    this.stages = new Stages(listener);
  }

  Report run() {
    long started = System.nanoTime();
    Endpoint target = spec.target();
    ScratchPlaces places =
        Connectors.sink(target.scheme())
            .scratch(target)
            .orElseThrow(
                () ->
                    new UserError(
                        "target " + target,
                        "has no room for a scratch place beside its own tables",
                        "Migrate some tables into a server that can be thrown away (--tables), or use"
                            + " decant assess."));
    // A source that is not there leaves nothing to be made.
    Connectors.of(spec.source().scheme()).openSource(spec.source()).close();
    ScratchName made = ScratchName.next(PREFIX);
    String name = (choice.keep() ? made.as(KEPT) : made).toString();
    Endpoint place =
        stages.in(
            Stage.CREATE,
            () -> {
              sweep(places);
              return places.make(name);
            });
    boolean kept = false;
    try {
      MigrationSpec there = spec.at(place);
      Assessed before = assessed(there);
      Report report =
          new Pipeline(
                  there, listener, stop, Scope.ALL, Consent.GIVEN, new Preflight(), this::narrowed)
              .run();
      kept = choice.keep() && report.outcome() != Outcome.INTERRUPTED;
      double seconds = (System.nanoTime() - started) / 1e9;
      RehearsalReport told = told(report, places.shown(place), kept, before, seconds);
      return report.withProblems(RehearsalRemedy::of).with(told, target.toString());
    } catch (Stopped interrupted) {
      throw new UserError("rehearse", "was interrupted", "Nothing stays in the target.");
    } finally {
      if (!kept) {
        remove(places, name);
      }
    }
  }

  /** What others left that did not come to their end; those that still work are let be. */
  private void sweep(ScratchPlaces places) {
    for (String name : places.named(PREFIX)) {
      Optional<ScratchName> ours = ScratchName.parse(PREFIX, name);
      if (ours.isEmpty()) {
        continue;
      }
      if (!ours.get().isAbandoned(LONGEST)) {
        leave(
            name, "is there, too: another rehearsal is at work, or was killed on another machine");
      } else if (remove(places, name)) {
        removed.add(name);
      }
    }
  }

  /** False where it stays: somebody else may have made it, or be in it. */
  private boolean remove(ScratchPlaces places, String name) {
    try {
      places.remove(name);
      return true;
    } catch (DecantException kept) {
      leave(name, "could not be removed: " + kept.message());
      return false;
    }
  }

  private void leave(String name, String why) {
    left.add(name);
    listener.on(
        new Event.Warning("target " + spec.target(), "the scratch place " + name + " " + why));
  }

  /** As an assessment measures it, with as many rows as it wants. */
  private Assessed assessed(MigrationSpec there) {
    SampleSize size = SampleSize.ofRows(choice.rows());
    AssessChoice asked = new AssessChoice(size, Optional.empty(), true, false, choice.seed());
    return new Assessor(there, asked, stop, listener).assess();
  }

  private MigrationPlan narrowed(Source source, MigrationPlan plan) {
    taken = stages.in(Stage.SAMPLE, () -> ClosedSample.of(source, plan, choice, stop));
    List<TablePlan> tables = plan.tables().stream().map(table -> narrowed(source, table)).toList();
    return plan.with(tables, plan.steps(), plan.views(), plan.written());
  }

  private TablePlan narrowed(Source source, TablePlan table) {
    Taken part = taken.get(table.name());
    return part == null ? table : part.narrowed(source);
  }

  private RehearsalReport told(
      Report report, String place, boolean kept, Assessed before, double seconds) {
    Prediction prediction = new Prediction(taken, report.tables(), before.rows());
    List<RehearsalReport.Expected> expected = prediction.expected();
    return new RehearsalReport(
        verdict(report.outcome(), expected, leftOut()),
        place,
        kept,
        removed,
        left,
        choice.rows(),
        choice.seed(),
        prediction.rows(),
        prediction.totalRows(),
        seconds,
        before.assessment().estimatedDurationSeconds(),
        prediction.parts(),
        expected);
  }

  private long leftOut() {
    return taken.values().stream().filter(table -> table.how() == Taken.How.LEFT_OUT).count();
  }

  private static String verdict(
      Outcome outcome, List<RehearsalReport.Expected> expected, long leftOut) {
    return switch (outcome) {
      case DONE ->
          "The sample went over and is equal; "
              + (expected.isEmpty() ? "no value of it was lost" : "values change as listed")
              + (leftOut == 0
                  ? "."
                  : "; of " + Wording.count(leftOut, "table") + " nothing was taken.");
      case REJECTS -> "Rows of the sample were refused; the whole would have more of them.";
      case LOSSES -> "The sample went over, and lost more than --loss allows.";
      case DIFFERENT -> "The sample is not the same in the target: do not migrate yet.";
      case SCHEMA_FAILED -> "The sample's rows went over, and part of the schema did not.";
      case SOURCE_FAILED, TARGET_FAILED, STOPPED ->
          "The rehearsal did not come to its end; what stopped it may stop the migration, too.";
      case INTERRUPTED -> "The rehearsal was interrupted.";
    };
  }
}

package io.decant.engine;

import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec.IfExists;
import io.decant.engine.MigrationSpec.VerifyMode;
import io.decant.engine.StopSignal.Stopped;
import io.decant.engine.copy.Copier;
import io.decant.engine.copy.TableTally;
import io.decant.engine.create.Creator;
import io.decant.engine.create.StepRunner;
import io.decant.engine.create.WrittenTables;
import io.decant.engine.discover.Origin;
import io.decant.engine.event.Event;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.finish.Aside;
import io.decant.engine.finish.Finisher;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.Problem;
import io.decant.engine.verify.Rechecker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The part of a run that writes, stage by stage: from here on, the report tells what happened. */
final class Begun {
  private final Session session;
  private final Scope scope;
  private final Position position;
  private final RunRecord record;
  private final ReportBuilder report;
  private final Stages stages;
  private Run run;
  private StepRunner steps;

  /**
   * @param position of the snapshot just taken; {@code record} may name an older one
   */
  Begun(
      Session session,
      Run run,
      RunRecord record,
      Scope scope,
      Position position,
      List<Finding> findings) {
    this.session = session;
    this.run = run;
    this.record = record;
    this.scope = scope;
    this.position = position;
    this.report = new ReportBuilder(run.spec(), scope.command(), run.plan());
    this.stages = new Stages(run.listener());
    this.steps = new StepRunner(run);
    report.findings(findings);
  }

  Report run() {
    FailPoint.AFTER_BEGIN.reach();
    announce();
    report.run(run.id(), position, session.isConsistent());
    position.caveats().forEach(this::warn);
    Outcome outcome;
    try {
      report.targetProduct(session.targetProduct());
      outcome = work();
      run.sink().ledger().state(run.lease(), outcome.isResumable() ? "stopped" : "done");
    } catch (DecantException | Stopped | StoppedByPolicy cause) {
      outcome = stopped(cause);
    } catch (RuntimeException | Error bug) {
      saveStopped();
      throw bug;
    }
    run.listener().on(new Event.RunEnded(outcome));
    return report.build(outcome);
  }

  private void announce() {
    run.listener().on(session.started(run.id(), run.resumed()));
    for (TablePlan table : run.plan().tables()) {
      Statistics size = table.source().statistics();
      run.listener()
          .on(
              new Event.TablePlanned(
                  table.name(), table.target().name(), size.rows(), size.bytes()));
    }
  }

  private void warn(String caveat) {
    run.listener().on(new Event.Warning("snapshot", caveat));
  }

  private Outcome work() {
    Set<TableName> appended = appendedTo();
    if (run.resumed() && scope.copiesRows()) {
      moveToNewSnapshot();
    }
    stages.run(
        Stage.CREATE,
        () -> {
          new Creator(run, steps).create();
          new WrittenTables(run).requireAsPlanned();
        });
    remember();
    if (scope.copiesRows()) {
      copy();
      if (!isComplete()) {
        return Outcome.STOPPED;
      }
    }
    if (!scope.copiesRows() || run.spec().policies().verify() == VerifyMode.NONE) {
      finish(Aside.NOTHING);
      return report.outcome();
    }
    try (ReadBack rows = new ReadBack(session, run, report.tallies(), appended)) {
      finish(rows);
      run.sink().rest();
      stages.run(Stage.VERIFY, () -> report.verified(rows.report(this::isMade)));
    }
    return report.outcome();
  }

  private void finish(Aside aside) {
    stages
        .in(Stage.FINISH, () -> new Finisher(run, steps, report.inventory(), aside).finish())
        .forEach(report::problem);
  }

  /** For the way back. A table that was there keeps what was remembered of it. */
  private void remember() {
    Map<TableName, String> origins = new HashMap<>();
    for (TablePlan table : run.plan().tables()) {
      if (!table.existing()) {
        String engine = run.spec().source().scheme();
        origins.put(
            table.target().name(), new Origin(engine, table.source(), table.target()).text());
      }
    }
    if (!origins.isEmpty()) {
      run.sink().ledger().remember(run.lease(), origins);
    }
  }

  private void copy() {
    Copier copier = new Copier(run);
    try {
      stages.run(Stage.COPY, copier::copy);
    } catch (DecantException | Stopped | StoppedByPolicy cause) {
      try {
        report.copied(TableTally.of(run), copier::seconds);
      } catch (DecantException unreachable) {
        // What stopped the copying is the news, not that its tally cannot be read.
        cause.addSuppressed(unreachable);
      }
      throw cause;
    }
    report.copied(TableTally.of(run), copier::seconds);
  }

  /** Tables that hold rows of their own, which no digest of ours is about. */
  private Set<TableName> appendedTo() {
    if (run.spec().policies().ifExists() != IfExists.APPEND) {
      return Set.of();
    }
    Set<TableName> filled = run.resumed() ? Set.of() : session.targetTables().filled(there());
    return run.plan().tables().stream()
        .filter(TablePlan::existing)
        .filter(table -> run.resumed() || filled.contains(table.target().name()))
        .map(TablePlan::name)
        .collect(Collectors.toSet());
  }

  private List<Table> there() {
    return run.plan().tables().stream().filter(TablePlan::existing).map(TablePlan::target).toList();
  }

  /**
   * The ledger names the old snapshot until every durable split was compared with the new one, so
   * that whoever has to resume after us knows what is still to be compared.
   */
  private void moveToNewSnapshot() {
    String token = position.token();
    if (token.isEmpty() || !token.equals(record.position())) {
      Comparison comparison = new Comparison(run.spec(), run.listener(), run.stop(), run.salt());
      new Rechecker(run, comparison.sent(run.source())).recheck();
      run = run.with(run.sink().ledger().takeOver(run.id(), token));
      steps = new StepRunner(run);
    }
  }

  /** Computed from the ledger, never inferred from threads having ended. */
  private boolean isComplete() {
    boolean complete = true;
    for (TablePlan table : run.plan().tables()) {
      Optional<String> reason =
          Optional.ofNullable(report.tallies().get(table.target().name()))
              .flatMap(TableTally::incomplete);
      if (reason.isPresent()) {
        report.problem(new Problem(table.name().toString(), reason.get(), "Use --resume."));
        complete = false;
      }
    }
    return complete;
  }

  /** Every step of the target table went well. */
  private boolean isMade(TableName target) {
    return run.plan().steps().stream()
        .noneMatch(step -> step.table().equals(target) && steps.isNeeded(step));
  }

  private Outcome stopped(RuntimeException cause) {
    saveStopped();
    for (SchemaStep step : run.plan().steps()) {
      if (steps.isNeeded(step)) {
        report.inventory().failed(step, "was not made: the run stopped before");
      }
    }
    if (cause instanceof StoppedByPolicy policy) {
      report.problem(problem(policy.reason()));
      return Outcome.STOPPED;
    }
    if (cause instanceof DecantException failure) {
      report.problem(problem(failure));
      return outcome(failure);
    }
    return Outcome.INTERRUPTED;
  }

  private static Problem problem(DecantException failure) {
    return new Problem(failure.where(), failure.message(), failure.hint());
  }

  /**
   * A database that will not go on is named by the outcome; the rest can be mended or waited for,
   * as another process can that has taken the run over.
   */
  private Outcome outcome(DecantException failure) {
    if (failure instanceof EndpointFailure endpoint && !isTakenOver()) {
      return failed(endpoint.role());
    }
    return failure instanceof Transient refused && refused.mayLast()
        ? failed(refused.role())
        : Outcome.STOPPED;
  }

  private static Outcome failed(Role role) {
    return role == Role.SOURCE ? Outcome.SOURCE_FAILED : Outcome.TARGET_FAILED;
  }

  private boolean isTakenOver() {
    try {
      return run.sink().ledger().runs().stream()
          .anyMatch(known -> known.run().equals(run.id()) && known.epoch() != run.lease().epoch());
    } catch (DecantException unreachable) {
      return false;
    }
  }

  /** Best effort: a target that is gone, or a run that was taken over, needs no saving. */
  private void saveStopped() {
    try {
      run.sink().ledger().state(run.lease(), "stopped");
    } catch (DecantException unreachable) {
      run.listener().on(new Event.Warning("ledger", unreachable.message()));
    }
  }
}

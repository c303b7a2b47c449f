package io.decant.engine.assess;

import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.convert.LossCount;
import io.decant.converter.row.DigestSum;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.MigrationSpec;
import io.decant.engine.Stages;
import io.decant.engine.StopSignal;
import io.decant.engine.assess.Estimator.Measured;
import io.decant.engine.assess.Estimator.Trial;
import io.decant.engine.assess.SampledTable.Refusal;
import io.decant.engine.copy.TableTally;
import io.decant.engine.discover.Discovered;
import io.decant.engine.discover.Discovery;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.event.MigrationListener;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.Planner;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.preflight.Preflight;
import io.decant.engine.report.AssessmentReport.Rate;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes an assessment: discovers and plans exactly as a migration does, samples, measures, and
 * draws the conclusions. The source is only read.
 */
public final class Assessor {
  /** After it no further table's sample is begun: an assessment takes seconds, not minutes. */
  private static final double SAMPLING_SECONDS = 20;

  private static final double READING_SECONDS = 1.5;

  /** Of the largest table; the next has half of it. */
  private static final double WRITING_SECONDS = 2;

  private static final int TABLES_MEASURED = 2;

  private final MigrationSpec spec;
  private final AssessChoice choice;
  private final StopSignal stop;
  private final Stages stages;

  public Assessor(
      MigrationSpec spec, AssessChoice choice, StopSignal stop, MigrationListener listener) {
    this.spec = spec;
    this.choice = choice;
    this.stop = stop;
    this.stages = new Stages(listener);
  }

  /**
   * @throws DecantException the source cannot be read, or nothing of it can be mapped
   */
  public Assessed assess() {
    try (Source source = Connectors.of(spec.source().scheme()).openSource(spec.source());
        TargetSide target = TargetSide.open(spec.target(), choice.assumed())) {
      long started = System.nanoTime();
      WriteRate.Watch watch = WriteRate.watch(source);
      Discovered found = stages.in(Stage.DISCOVER, () -> discovered(source));
      Feasible feasible =
          stages.in(Stage.PLAN, () -> Feasible.of(found, part -> planner(part, target)));
      double discoverSeconds = (System.nanoTime() - started) / 1e9;
      MigrationPlan plan = feasible.plan();
      List<Finding> findings = stages.in(Stage.PREFLIGHT, () -> findings(source, target, plan));
      Position position = source.snapshot(spec.resources().parallel());
      position
          .caveats()
          .forEach(
              caveat ->
                  findings.add(Finding.info("SNAPSHOT", "source " + spec.source(), caveat, "")));
      long samplingStarted = System.nanoTime();
      Sampler sampler = new Sampler(source, choice.sample(), choice.seed(), SAMPLING_SECONDS);
      Looked looked = stages.in(Stage.SAMPLE, () -> look(source, plan, sampler));
      List<SampledTable> tables = looked.tables();
      double samplingSeconds = (System.nanoTime() - samplingStarted) / 1e9;
      Measured measured =
          stages.in(
              Stage.MEASURE,
              () -> measured(source, target, tables, findings, discoverSeconds, watch));
      Conclusions conclusions =
          new Conclusions(plan, feasible.blockers(), tables, looked.orphans(), findings, measured);
      return new Assessed(
          plan,
          tallies(tables),
          rows(tables),
          findings,
          target.product(),
          position,
          conclusions.report(sample(tables, samplingSeconds), choice.maxDowntime()));
    }
  }

  private record Looked(List<SampledTable> tables, List<Risk> orphans) {}

  private Looked look(Source source, MigrationPlan plan, Sampler sampler) {
    return new Looked(
        sampler.sample(plan.tables(), spec.resources().parallel(), stop),
        Orphans.of(source, plan, stop));
  }

  private Discovered discovered(Source source) {
    return new Discovery(source, spec.source(), spec.target().scheme(), spec.selection())
        .readable();
  }

  private List<Finding> findings(Source source, TargetSide target, MigrationPlan plan) {
    Preflight preflight = new Preflight();
    List<Table> tables = plan.tables().stream().map(TablePlan::source).toList();
    preflight.ask("source " + spec.source(), () -> source.findings(tables));
    preflight.ask("target " + spec.target(), () -> target.findings(plan));
    return new ArrayList<>(preflight.findings());
  }

  private Planner planner(Discovered found, TargetSide target) {
    return new Planner(
        spec.source(),
        spec.target(),
        found,
        spec.mapping(),
        target.schema(),
        target.capabilities());
  }

  private Measured measured(
      Source source,
      TargetSide target,
      List<SampledTable> tables,
      List<Finding> findings,
      double discoverSeconds,
      WriteRate.Watch watch) {
    List<Rate> reads = rates(source, tables);
    // Before we write ourselves: source and target may be one server.
    WriteRate writes = watch.rate();
    return new Measured(discoverSeconds, reads, trials(source, target, tables, findings), writes);
  }

  /** Of the largest tables: they are what a migration waits for. */
  private List<Rate> rates(Source source, List<SampledTable> tables) {
    ReadTest test = new ReadTest(source, spec.resources(), stop);
    List<Rate> rates = new ArrayList<>();
    for (TablePlan table : measured(tables)) {
      rates.add(test.measure(table, READING_SECONDS / TABLES_MEASURED));
    }
    return rates;
  }

  private static List<TablePlan> measured(List<SampledTable> tables) {
    return tables.stream()
        .filter(table -> table.rows() > 0)
        .map(SampledTable::plan)
        .sorted(TablePlan.LARGEST_FIRST)
        .limit(TABLES_MEASURED)
        .toList();
  }

  /** That the target's speed cannot be measured is a finding, and no failure. */
  private List<Trial> trials(
      Source source, TargetSide target, List<SampledTable> tables, List<Finding> findings) {
    if (!choice.scratch()) {
      return List.of();
    }
    List<Trial> trials = new ArrayList<>();
    try (Scratch scratch = Scratch.open(target.connector(), spec.target())) {
      int writers = target.writers(spec.resources().parallel());
      WriteTest test = new WriteTest(source, scratch, spec.resources(), writers, stop);
      double seconds = WRITING_SECONDS;
      for (TablePlan table : measured(tables)) {
        trials.add(test.measure(table, seconds));
        seconds /= 2;
      }
    } catch (DecantException failure) {
      findings.add(Finding.notChecked("target " + spec.target(), "its speed", failure));
    }
    return trials.stream().filter(trial -> trial.copy().rows() > 0).toList();
  }

  private Sample sample(List<SampledTable> tables, double seconds) {
    return new Sample(
        choice.sample().text(),
        tables.stream().mapToLong(SampledTable::rows).sum(),
        tables.stream().mapToLong(table -> Math.max(0, table.knownRows())).sum(),
        (int) tables.stream().filter(SampledTable::whole).count(),
        Math.round(seconds * 100) / 100.0,
        choice.seed());
  }

  private static Map<TableName, Long> rows(List<SampledTable> tables) {
    return tables.stream()
        .filter(table -> table.supposedRows() >= 0)
        .collect(Collectors.toMap(table -> table.plan().name(), SampledTable::supposedRows));
  }

  private static Map<TableName, TableTally> tallies(List<SampledTable> tables) {
    Map<TableName, TableTally> tallies = new HashMap<>();
    for (SampledTable table : tables) {
      List<LossCount> losses = new ArrayList<>(table.changes());
      table.refusals().stream().map(Refusal::count).forEach(losses::add);
      tallies.put(
          table.plan().target().name(),
          new TableTally(
              0,
              0,
              table.rows(),
              0,
              0,
              table.bytes(),
              DigestSum.ZERO,
              losses,
              List.of(),
              table.notes()));
    }
    return tallies;
  }
}

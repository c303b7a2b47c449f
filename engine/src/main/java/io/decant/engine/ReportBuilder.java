package io.decant.engine;

import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Position;
import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.convert.Loss;
import io.decant.converter.convert.LossCount;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.TableName;
import io.decant.engine.copy.TableTally;
import io.decant.engine.plan.Inventory;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.plan.TablePlan;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.Problem;
import io.decant.engine.report.Report.RejectReport;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.RunReport;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import io.decant.engine.report.TableReport.LossReport;
import io.decant.engine.report.VerificationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Collects what a run has to tell, in whatever order it comes to light. For one thread. */
final class ReportBuilder {
  private static final int REJECTS_SHOWN = 1_000;

  private final MigrationSpec spec;
  private final String command;
  private final Instant started = Instant.now();
  private final long startedNanos = System.nanoTime();
  private final MigrationPlan plan;
  private final Inventory inventory;
  private final List<Problem> problems = new ArrayList<>();
  private List<Finding> findings = List.of();
  private Map<TableName, TableTally> tallies = Map.of();
  private ToDoubleFunction<TableName> seconds = table -> 0;
  private VerificationReport verification = VerificationReport.NONE;
  private String targetProduct = "";
  private String run = "";
  private Position position = Position.UNKNOWN;
  private boolean consistent;

  ReportBuilder(MigrationSpec spec, String command, MigrationPlan plan) {
    this.spec = spec;
    this.command = command;
    this.plan = plan;
    this.inventory = Inventory.of(plan);
  }

  Inventory inventory() {
    return inventory;
  }

  void targetProduct(String product) {
    targetProduct = product;
  }

  void run(String id, Position snapshot, boolean isConsistent) {
    run = id;
    position = snapshot;
    consistent = isConsistent;
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  void findings(List<Finding> found) {
    findings = found;
  }

  void copied(Map<TableName, TableTally> byTarget, ToDoubleFunction<TableName> tookSeconds) {
    tallies = byTarget;
    seconds = tookSeconds;
  }

  void verified(VerificationReport report) {
    verification = report;
  }

  Map<TableName, TableTally> tallies() {
    return tallies;
  }

  /** The outcome of a run that came to its end. */
  Outcome outcome() {
    if (!verification.isEqual()) {
      return Outcome.DIFFERENT;
    }
    if (!problems.isEmpty()) {
      return Outcome.SCHEMA_FAILED;
    }
    if (tallies.values().stream().anyMatch(tally -> tally.rejected() > 0)) {
      return Outcome.REJECTS;
    }
    boolean tooMuch =
        tables().stream()
            .flatMap(table -> table.columns().stream())
            .flatMap(column -> column.losses().stream())
            .anyMatch(loss -> loss.rows() > 0 && !spec.policies().loss().tolerates(loss.code()));
    return tooMuch ? Outcome.LOSSES : Outcome.DONE;
  }

  Report build(Outcome outcome) {
    double took = (System.nanoTime() - startedNanos) / 1e9;
    RunReport about =
        new RunReport(
            run,
            command,
            spec.version(),
            started,
            Instant.now(),
            took,
            outcome,
            outcome.exitCode(),
            spec.source().toString(),
            spec.target().toString(),
            plan.catalog().product(),
            targetProduct,
            position.token(),
            consistent && position.consistent(),
            position.caveats(),
            "");
    return new Report(
        Report.VERSION,
        about,
        problems,
        findings,
        inventory.objects(),
        inventory.lines(),
        tables(),
        rejects(),
        verification,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<TableReport> tables() {
    return plan.tables().stream().map(this::table).toList();
  }

  private TableReport table(TablePlan table) {
    Optional<TableTally> tally = tally(table);
    return new TableReport(
        table.name().toString(),
        table.target().name().toString(),
        tally.map(TableTally::read).orElse(0L),
        tally.map(TableTally::rows).orElse(0L),
        tally.map(TableTally::rejected).orElse(0L),
        tally.map(TableTally::bytes).orElse(0L),
        seconds.applyAsDouble(table.name()),
        tally.map(TableTally::planned).orElse(0),
        columns(table, tally),
        tally.map(TableTally::notes).orElse(Map.of()));
  }

  private static List<ColumnReport> columns(TablePlan table, Optional<TableTally> tally) {
    List<ColumnReport> columns = new ArrayList<>();
    for (int i = 0; i < table.conversions().size(); i++) {
      int index = i;
      Column from = table.readColumns().get(i);
      Column to = table.writtenColumns().get(i);
      List<LossCount> counts =
          tally.map(TableTally::losses).orElse(List.of()).stream()
              .filter(loss -> loss.column() == index)
              .toList();
      columns.add(
          new ColumnReport(
              from.name(),
              to.name(),
              from.nativeType(),
              from.type().toString(),
              to.nativeType(),
              table.conversions().get(i).name(),
              from.evidence(),
              losses(table.conversions().get(i), counts)));
    }
    return columns;
  }

  /** Those declared, with their counts; then those that showed up undeclared in the rows. */
  private static List<LossReport> losses(ColumnConversion conversion, List<LossCount> counts) {
    Map<String, LossCount> open = new LinkedHashMap<>();
    counts.forEach(count -> open.merge(count.code(), count, LossCount::plus));
    List<LossReport> losses = new ArrayList<>();
    for (Loss loss : conversion.losses()) {
      Optional<LossCount> count = Optional.ofNullable(open.remove(loss.code()));
      losses.add(
          new LossReport(
              loss.code(),
              ReportJson.word(loss.effect()),
              loss.note(),
              count.map(LossCount::rows).orElse(0L),
              count.map(LossCount::sampleKeys).orElse(List.of())));
    }
    open.values()
        .forEach(
            count ->
                losses.add(
                    new LossReport(count.code(), "refuses", "", count.rows(), count.sampleKeys())));
    return losses;
  }

  private List<RejectReport> rejects() {
    List<RejectReport> rejects = new ArrayList<>();
    for (TablePlan table : plan.tables()) {
      tally(table).stream()
          .flatMap(tally -> tally.rejects().stream())
          .limit(REJECTS_SHOWN - rejects.size())
          .map(
              note ->
                  new RejectReport(
                      table.name().toString(),
                      note.key(),
                      note.column(),
                      note.code(),
                      note.reason(),
                      note.file()))
          .forEach(rejects::add);
    }
    return rejects;
  }

  private Optional<TableTally> tally(TablePlan table) {
    return Optional.ofNullable(tallies.get(table.target().name()));
  }
}

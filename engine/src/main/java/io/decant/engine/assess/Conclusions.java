package io.decant.engine.assess;

import io.decant.connectors.spi.Finding;
import io.decant.engine.assess.Estimator.Measured;
import io.decant.engine.plan.Inventory;
import io.decant.engine.plan.MigrationPlan;
import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Rate;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Sample;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.AssessmentReport.StaysBehind;
import io.decant.engine.report.AssessmentReport.Strategy;
import io.decant.engine.report.ObjectReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What follows from what was seen and measured. No I/O. */
final class Conclusions {
  static final String UNSEEN_VALUES = "UNSEEN_VALUES";

  private final MigrationPlan plan;
  private final List<SampledTable> tables;
  private final List<Finding> findings;
  private final Measured measured;
  private final List<ObjectReport> objects;
  private final List<Risk> ofRows = new ArrayList<>();

  /**
   * @param blockers what cannot be mapped
   * @param orphans rows that refer to none
   */
  Conclusions(
      MigrationPlan plan,
      List<Risk> blockers,
      List<SampledTable> tables,
      List<Risk> orphans,
      List<Finding> findings,
      Measured measured) {
    this.plan = plan;
    this.tables = tables;
    this.findings = findings;
    this.measured = measured;
    this.objects = Inventory.of(plan).objects();
    ofRows.addAll(blockers);
    tables.forEach(table -> ofRows.addAll(RowRisks.of(table)));
    ofRows.addAll(orphans);
  }

  AssessmentReport report(Sample sample, Optional<Duration> maxDowntime) {
    Score score = Score.of(objects, ofRows);
    Estimate estimate = Estimator.of(tables, measured);
    Strategy strategy =
        StrategyChoice.of(estimate, score.complexity(), measured.writes(), maxDowntime);
    List<StaysBehind> behind = Extents.behind(objects);
    List<Risk> risks = risks();
    Extents extents = new Extents(tables);
    List<Rate> rates = new ArrayList<>(measured.reads());
    measured
        .trials()
        .forEach(
            trial -> {
              rates.add(trial.copy());
              rates.add(trial.readBack());
            });
    return new AssessmentReport(
        score.points(),
        score.complexity(),
        verdict(score),
        score.deductions(),
        score.effortHours(),
        score.effort(),
        estimate,
        strategy,
        extents.whole(),
        extents.largest(),
        extents.widest(),
        behind,
        sample,
        risks,
        rates,
        Advice.of(risks, findings, behind, estimate, strategy));
  }

  /** The worst first; of those that are alike, what hits more rows. */
  private List<Risk> risks() {
    List<Risk> risks = new ArrayList<>(ofRows);
    risks.addAll(SchemaRisks.of(plan, objects));
    unseen().ifPresent(risks::add);
    risks.sort(
        Comparator.comparing(Risk::severity)
            .thenComparing(Comparator.comparingLong(Risk::rows).reversed()));
    return risks;
  }

  /**
   * Of n rows that were looked at none had it: then, with a certainty of 95 of 100, fewer than 3 in
   * n have it (the "rule of three" of statistics).
   */
  private Optional<Risk> unseen() {
    List<SampledTable> partly =
        tables.stream()
            .filter(table -> !table.whole() && table.failure().isEmpty())
            .sorted(Comparator.comparingLong(SampledTable::rows))
            .toList();
    if (partly.isEmpty()) {
      return Optional.empty();
    }
    SampledTable least = partly.get(0);
    String reason =
        least.rows() == 0
            ? "time ran out before every table was looked at"
            : "what fewer than 1 in "
                + String.format(Locale.ROOT, "%,d", Math.max(1, least.rows() / 3))
                + " rows have can have gone unseen (with a chance of 5 %)";
    return Optional.of(
        new Risk(
            Severity.LOW,
            UNSEEN_VALUES,
            "",
            "",
            reason,
            partly.size(),
            least.rows(),
            false,
            partly.stream().limit(20).map(table -> table.plan().name().toString()).toList(),
            "--sample all looks at every row."));
  }

  private String verdict(Score score) {
    long blockers = ofRows.stream().filter(risk -> risk.severity() == Severity.BLOCKER).count();
    long high = ofRows.stream().filter(risk -> risk.severity() == Severity.HIGH).count();
    long stops = findings.stream().filter(Finding::stops).count();
    String work =
        score.effortHours() == 0
            ? "no work by hand is known of"
            : "about " + hours(score.effortHours()) + " of work by hand";
    if (blockers > 0) {
      return "The data cannot be migrated as it is: "
          + Wording.count(blockers, "thing")
          + (blockers == 1 ? " has" : " have")
          + " no place in the target; "
          + work
          + ".";
    }
    if (stops > 0) {
      return "The data can be migrated once "
          + Wording.count(stops, "setting")
          + (stops == 1 ? " is" : " are")
          + " mended; "
          + work
          + ".";
    }
    return high > 0
        ? "The data can be migrated after " + Wording.count(high, "decision") + "; " + work + "."
        : "The data can be migrated as it is; " + work + ".";
  }

  private static String hours(double hours) {
    return hours < 10
        ? String.format(Locale.ROOT, "%.1f hours", hours)
        : String.format(Locale.ROOT, "%.0f hours", hours);
  }
}

package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict.Tone;
import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.AssessmentReport.Rate;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Sample;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.AssessmentReport.TableExtent;
import io.decant.engine.report.ReportJson;
import java.util.List;
import java.util.stream.Stream;

/** What an assessment has to say, the decisions before the measurements. */
final class AssessmentSections {
  private final AssessmentReport made;

  AssessmentSections(AssessmentReport made) {
    this.made = made;
  }

  Stream<Section> all() {
    return Stream.of(
        recommendations(),
        risks(),
        duration(),
        strategy(),
        deductions(),
        effort(),
        staysBehind(),
        tables("largest", "Largest tables", made.largestTables()),
        tables("widest", "Widest tables", made.widestTables()),
        measured());
  }

  private Section recommendations() {
    return Section.of("recommendations", "What to do", "The most useful first.")
        .counting(made.recommendations().size())
        .with(
            Grid.of("Do", "Option", "Why")
                .with(
                    made.recommendations().stream()
                        .map(
                            one ->
                                List.of(
                                    Cell.words(one.text()),
                                    Cell.code(one.option()),
                                    Cell.words(one.reason())))));
  }

  private Section risks() {
    Sample sample = made.sample();
    String lead =
        "Found in a sample of "
            + Amounts.count(sample.rows(), "row")
            + " of "
            + Amounts.count(sample.totalRows())
            + "; "
            + Amounts.count(sample.wholeTables(), "table")
            + " read to the end. The worst first.";
    return Section.of("risks", "Risks", lead)
        .counting(made.risks().size())
        .with(
            Grid.of("Severity", "Risk", "Hit:", "First of them", "What to do")
                .with(made.risks().stream().map(AssessmentSections::risk)));
  }

  private static List<Cell> risk(Risk risk) {
    String place = risk.column().isEmpty() ? risk.table() : risk.table() + "." + risk.column();
    String hit =
        risk.rows() == 0
            ? ""
            : Amounts.count(risk.rows())
                + (risk.sampledRows() == 0 ? "" : " of " + Amounts.count(risk.sampledRows()))
                + (risk.sampledRows() == 0 || risk.wholeTable() ? "" : " sampled");
    return List.of(
        Cell.badge(tone(risk.severity()), ReportJson.word(risk.severity())),
        Cell.words(risk.code() + ": " + risk.reason()).at(place),
        Cell.number(hit),
        Cell.codes(risk.keys()),
        Cell.words(risk.remedy()));
  }

  private static Tone tone(Severity severity) {
    return switch (severity) {
      case BLOCKER, HIGH -> Tone.BAD;
      case MEDIUM -> Tone.WARNING;
      case LOW -> Tone.PLAIN;
    };
  }

  private Section duration() {
    var estimate = made.estimatedDurationSeconds();
    String lead =
        "Measured on "
            + estimate.measuredOn()
            + (estimate.complete() ? "." : ". The target's part is supposed, not measured.");
    return Section.of("duration", "How long it takes", lead)
        .drawing("duration", AssessmentCharts.duration(estimate))
        .with(
            Grid.of(
                    "Measured",
                    "Table",
                    "Rows:",
                    "Time:",
                    "Rows a second:",
                    "A second:",
                    "Threads:")
                .with(made.rates().stream().map(AssessmentSections::rate)));
  }

  private static List<Cell> rate(Rate rate) {
    return List.of(
        Cell.words(rate.what()),
        Cell.code(rate.table()),
        Cell.count(rate.rows()),
        Cell.number(Amounts.time(rate.seconds())),
        Cell.count(Math.round(rate.rowsPerSecond())),
        Cell.number(Amounts.bytes(Math.round(rate.bytesPerSecond()))),
        Cell.count(rate.threads()));
  }

  private Section strategy() {
    var strategy = made.strategy();
    return Section.of("strategy", "Strategy", "")
        .with(
            Grid.of("Way", "Why", "Tolerated downtime:", "Writes a second:")
                .with(
                    Stream.of(
                        List.of(
                            Cell.words(ReportJson.word(strategy.way()).replace('-', ' ')),
                            Cell.words(strategy.reason()),
                            Cell.number(
                                strategy.maxDowntimeSeconds() < 0
                                    ? "not said"
                                    : Amounts.time(strategy.maxDowntimeSeconds())),
                            Cell.number(
                                strategy.writesPerSecond() < 0
                                    ? "unknown"
                                    : Amounts.decimal(strategy.writesPerSecond()))))));
  }

  private Section deductions() {
    return Section.of("score", "Why the score is " + made.compatibilityScore(), "100 less:")
        .with(
            Grid.of("Points:", "For", "How many:", "Reason")
                .with(
                    made.deductions().stream()
                        .map(
                            one ->
                                List.of(
                                    Cell.number("−" + one.points()),
                                    Cell.words(one.code()),
                                    Cell.count(one.count()),
                                    Cell.words(one.reason())))));
  }

  private Section effort() {
    return Section.of("effort", "Work by hand", "What no option takes off, in hours.")
        .with(
            Grid.of("Kind", "How many:", "Hours:", "What is to be done")
                .with(
                    made.effort().stream()
                        .map(
                            one ->
                                List.of(
                                    Cell.words(one.kind()),
                                    Cell.count(one.count()),
                                    Cell.number(Amounts.decimal(one.hours())),
                                    Cell.words(one.reason())))));
  }

  private Section staysBehind() {
    return Section.of("behind", "What stays behind", "")
        .counting(made.staysBehind().stream().mapToLong(one -> one.count()).sum())
        .with(
            Grid.of("Kind", "How many:", "Names", "Reason")
                .with(
                    made.staysBehind().stream()
                        .map(
                            one ->
                                List.of(
                                    Cell.words(one.kind()),
                                    Cell.count(one.count()),
                                    Cell.codes(one.names()),
                                    Cell.words(one.reason())))));
  }

  private static Section tables(String id, String title, List<TableExtent> tables) {
    return Section.of(id, title, "")
        .with(
            Grid.of("Table", "Rows:", "Size:", "Columns:", "Indexes:")
                .with(
                    tables.stream()
                        .map(
                            table ->
                                List.of(
                                    Cell.code(table.name()),
                                    Cell.number(
                                        table.rows() < 0
                                            ? "unknown"
                                            : (table.rowsExact() ? "" : "about ")
                                                + Amounts.count(table.rows())),
                                    Cell.number(
                                        table.bytes() < 0
                                            ? "unknown"
                                            : Amounts.bytes(table.bytes())),
                                    Cell.count(table.columns()),
                                    Cell.count(table.indexes())))));
  }

  private Section measured() {
    Sample sample = made.sample();
    return Section.of("sample", "What was looked at", "")
        .with(
            Grid.of("Asked for", "Rows read:", "Rows in all:", "Whole tables:", "Time:", "Seed:")
                .with(
                    Stream.of(
                        List.of(
                            Cell.words(sample.asked()),
                            Cell.count(sample.rows()),
                            Cell.count(sample.totalRows()),
                            Cell.count(sample.wholeTables()),
                            Cell.number(Amounts.time(sample.seconds())),
                            Cell.number(String.valueOf(sample.seed()))))));
  }
}

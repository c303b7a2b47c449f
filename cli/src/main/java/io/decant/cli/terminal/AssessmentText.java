package io.decant.cli.terminal;

import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.AssessmentReport.Complexity;
import io.decant.engine.report.AssessmentReport.Deduction;
import io.decant.engine.report.AssessmentReport.Effort;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Extent;
import io.decant.engine.report.AssessmentReport.Rate;
import io.decant.engine.report.AssessmentReport.Recommendation;
import io.decant.engine.report.AssessmentReport.StaysBehind;
import io.decant.engine.report.AssessmentReport.TableExtent;
import io.decant.engine.report.Report;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An assessment for people: the verdict first, then why, then what to do. */
public final class AssessmentText {
  private static final int NAMES_SHOWN = 6;
  private static final int TABLES_SHOWN = 5;
  private static final int TYPES_SHOWN = 6;

  private final Report report;
  private final AssessmentReport assessment;
  private final Style style;
  private final int width;
  private final Lines lines;

  private AssessmentText(Report report, AssessmentReport assessment, Style style, int width) {
    this.report = report;
    this.assessment = assessment;
    this.style = style;
    this.width = width;
    this.lines = new Lines(style, width);
  }

  /**
   * @param report with an assessment
   */
  public static List<String> lines(Report report, Style style, int width) {
    AssessmentText text =
        new AssessmentText(report, report.assessment().orElseThrow(), style, width);
    text.verdict();
    text.lines.add(new RiskLines(style, width).of(text.assessment.risks()));
    text.behind();
    text.types();
    text.largest();
    text.estimate();
    text.lines.add(new FindingLines(style, width).of(report.findings()));
    text.advice();
    return text.lines.all();
  }

  private void verdict() {
    String score =
        "Score "
            + assessment.compatibilityScore()
            + " of 100, complexity "
            + Summary.word(assessment.complexity());
    lines.add(
        assessment.complexity() == Complexity.LOW
            ? style.good(score)
            : assessment.complexity() == Complexity.HIGH ? style.bad(score) : style.strong(score));
    lines.text(assessment.verdict());
    Extent extent = assessment.extent();
    lines.text(
        Printable.of(report.run().source())
            + " ("
            + Printable.of(report.run().sourceProduct())
            + ") for "
            + Printable.of(report.run().targetProduct())
            + ": "
            + Amounts.count(extent.tables(), "table")
            + ", "
            + Amounts.count(extent.columns(), "column")
            + ", "
            + (extent.rowsExact() ? "" : "about ")
            + Amounts.count(extent.rows(), "row")
            + ", "
            + Amounts.bytes(extent.bytes())
            + ", "
            + Amounts.count(extent.indexes(), "index")
            + ", "
            + Amounts.count(extent.foreignKeys(), "foreign key")
            + "; looked at "
            + Amounts.count(assessment.sample().rows(), "row")
            + " in "
            + seconds(assessment.sample().seconds()));
    if (!assessment.deductions().isEmpty()) {
      lines.title("Deductions");
      for (Deduction deduction : assessment.deductions()) {
        lines.text("-" + deduction.points() + "  " + Printable.line(deduction.reason()));
      }
    }
    if (!assessment.effort().isEmpty()) {
      lines.title("Work by hand, " + hours(assessment.effortHours()));
      for (Effort effort : assessment.effort()) {
        lines.text(
            hours(effort.hours())
                + "  "
                + Amounts.count(effort.count(), effort.kind().replace('-', ' '))
                + ": "
                + Printable.line(effort.reason()));
      }
    }
  }

  private void behind() {
    if (assessment.staysBehind().isEmpty()) {
      return;
    }
    lines.title("Stays behind");
    for (StaysBehind kind : assessment.staysBehind()) {
      lines.text(
          Amounts.count(kind.count(), kind.kind().replace('-', ' '))
              + ": "
              + RiskLines.names(kind.names(), NAMES_SHOWN, kind.count()));
    }
  }

  /** Where the declaration left a choice, what the values said. */
  private void types() {
    List<String> decided = new ArrayList<>();
    int surprises = 0;
    for (TableReport table : report.tables()) {
      for (ColumnReport column : table.columns()) {
        if (!column.evidence().isEmpty()) {
          // Those first that the data made another type than was declared.
          boolean surprise = column.evidence().matches("(?s)[A-Z][A-Z0-9_]+:.*");
          decided.add(
              surprise ? surprises++ : decided.size(),
              Printable.of(table.name())
                  + "."
                  + Printable.of(column.name())
                  + ": "
                  + Printable.line(column.sourceType())
                  + " "
                  + style.arrow()
                  + " "
                  + Printable.line(column.targetType())
                  + ", "
                  + Printable.line(column.evidence()));
        }
      }
    }
    if (!decided.isEmpty()) {
      lines.title("Types that the values decided, " + Amounts.count(decided.size(), "column"));
      decided.stream().limit(TYPES_SHOWN).forEach(lines::text);
      lines.more(decided.size() - TYPES_SHOWN);
    }
  }

  private void largest() {
    if (assessment.largestTables().isEmpty()) {
      return;
    }
    lines.add("");
    TextTable table = new TextTable(1, "largest tables", "rows", "bytes", "columns", "indexes");
    assessment.largestTables().stream()
        .limit(TABLES_SHOWN)
        .forEach(
            each ->
                table.add(
                    Printable.of(each.name()),
                    each.rows() < 0
                        ? "?"
                        : (each.rowsExact() ? "" : "~") + Amounts.count(each.rows()),
                    each.bytes() < 0 ? "?" : Amounts.bytes(each.bytes()),
                    Amounts.count(each.columns()),
                    Amounts.count(each.indexes())));
    lines.add(table.lines(width, style.unicode()));
    TableExtent widest = assessment.widestTables().get(0);
    lines.text(
        "widest: "
            + Printable.of(widest.name())
            + ", "
            + Amounts.count(widest.columns(), "column"));
  }

  private void estimate() {
    Estimate estimate = assessment.estimatedDurationSeconds();
    lines.title("Duration");
    lines.text(
        "between "
            + seconds(estimate.low())
            + " and "
            + seconds(estimate.high())
            + ", probably "
            + seconds(estimate.expected())
            + "; measured on "
            + Printable.of(estimate.measuredOn()));
    for (Rate rate : assessment.rates()) {
      lines.text(
          rate.what().replace('-', ' ')
              + " "
              + Printable.of(rate.table())
              + ": "
              + Amounts.count(Math.round(rate.rowsPerSecond()), "row")
              + " and "
              + Amounts.bytes(Math.round(rate.bytesPerSecond()))
              + " a second");
    }
    lines.title("Strategy: " + Summary.word(assessment.strategy().way()));
    lines.text(Printable.line(assessment.strategy().reason()));
  }

  private void advice() {
    if (assessment.recommendations().isEmpty()) {
      return;
    }
    lines.title("Advice");
    int number = 1;
    for (Recommendation each : assessment.recommendations()) {
      lines.text(
          number++
              + ". "
              + Printable.line(each.text())
              + (each.option().isEmpty() ? "" : " " + Printable.line(each.option()))
              + " ("
              + Printable.line(each.reason())
              + ")");
    }
  }

  private static String hours(double hours) {
    return String.format(Locale.ROOT, "%.1f h", hours);
  }

  private static String seconds(double seconds) {
    return Amounts.time(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}

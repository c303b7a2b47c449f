package io.decant.cli.terminal;

import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.AssessmentReport.Complexity;
import io.decant.engine.report.AssessmentReport.Deduction;
import io.decant.engine.report.AssessmentReport.Effort;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Extent;
import io.decant.engine.report.AssessmentReport.Rate;
import io.decant.engine.report.AssessmentReport.Recommendation;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.AssessmentReport.StaysBehind;
import io.decant.engine.report.AssessmentReport.TableExtent;
import io.decant.engine.report.Report;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An assessment for people: the verdict first, then why, then what to do. */
public final class AssessmentText {
  private static final int RISKS_SHOWN = 15;
  private static final int LOW_RISKS_SHOWN = 8;
  private static final int NAMES_SHOWN = 6;
  private static final int TABLES_SHOWN = 5;
  private static final int KEYS_SHOWN = 3;
  private static final int TYPES_SHOWN = 6;
  private static final int REASON_SHOWN = 300;

  private final Report report;
  private final AssessmentReport assessment;
  private final Style style;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private AssessmentText(Report report, AssessmentReport assessment, Style style, int width) {
    this.report = report;
    this.assessment = assessment;
    this.style = style;
    this.width = width;
  }

  /**
   * @param report with an assessment
   */
  public static List<String> lines(Report report, Style style, int width) {
    AssessmentText text =
        new AssessmentText(report, report.assessment().orElseThrow(), style, width);
    text.verdict();
    text.risks();
    text.behind();
    text.types();
    text.largest();
    text.estimate();
    text.lines.addAll(new FindingLines(style, width).of(report.findings()));
    text.advice();
    return text.lines;
  }

  private void verdict() {
    String score =
        "Score "
            + assessment.compatibilityScore()
            + " of 100, complexity "
            + word(assessment.complexity());
    lines.add(
        assessment.complexity() == Complexity.LOW
            ? style.good(score)
            : assessment.complexity() == Complexity.HIGH ? style.bad(score) : style.strong(score));
    text(assessment.verdict());
    Extent extent = assessment.extent();
    text(
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
      title("Deductions");
      for (Deduction deduction : assessment.deductions()) {
        text("-" + deduction.points() + "  " + Printable.line(deduction.reason()));
      }
    }
    if (!assessment.effort().isEmpty()) {
      title("Work by hand, " + hours(assessment.effortHours()));
      for (Effort effort : assessment.effort()) {
        text(
            hours(effort.hours())
                + "  "
                + Amounts.count(effort.count(), effort.kind().replace('-', ' '))
                + ": "
                + Printable.line(effort.reason()));
      }
    }
  }

  private void risks() {
    List<Risk> grave =
        assessment.risks().stream().filter(risk -> risk.severity() != Severity.LOW).toList();
    List<Risk> low =
        assessment.risks().stream().filter(risk -> risk.severity() == Severity.LOW).toList();
    if (!grave.isEmpty()) {
      title("Risks");
      grave.stream().limit(RISKS_SHOWN).forEach(this::risk);
      more(grave.size() - RISKS_SHOWN);
    }
    if (!low.isEmpty()) {
      title("Worth knowing");
      Map<String, List<Risk>> alike = new LinkedHashMap<>();
      for (Risk risk : low) {
        // What is about many tables says which by itself.
        String group = risk.code() + (risk.table().isEmpty() ? " " + risk.reason() : "");
        alike.computeIfAbsent(group, unused -> new ArrayList<>()).add(risk);
      }
      alike.values().stream().limit(LOW_RISKS_SHOWN).forEach(this::alike);
      more(alike.values().stream().skip(LOW_RISKS_SHOWN).mapToInt(List::size).sum());
    }
  }

  /** The first in full, of the others where they are. */
  private void alike(List<Risk> risks) {
    risk(risks.get(0));
    List<String> others = risks.stream().skip(1).map(AssessmentText::place).distinct().toList();
    if (!others.isEmpty()) {
      text("  also " + names(others, NAMES_SHOWN, others.size()));
    }
  }

  private static String place(Risk risk) {
    return Printable.of(risk.table())
        + (risk.column().isEmpty() ? "" : "." + Printable.of(risk.column()));
  }

  private void risk(Risk risk) {
    String place = risk.table().isEmpty() ? "" : place(risk) + ": ";
    String rows =
        risk.sampledRows() == 0 || risk.rows() == 0
            ? ""
            : Amounts.count(risk.rows())
                + " of "
                + Amounts.count(risk.sampledRows(), "row")
                + (risk.wholeTable() ? ", " : " looked at, ");
    String keys =
        risk.keys().isEmpty() || (risk.table().isEmpty() && risk.sampledRows() > 0)
            ? ""
            : " (" + names(risk.keys(), KEYS_SHOWN, risk.rows()) + ")";
    String word = word(risk.severity());
    String line = word + " " + risk.code() + ": " + place + rows + reason(risk) + keys;
    List<String> folded = Printable.folded(line, 2, width);
    lines.add(
        switch (risk.severity()) {
          case BLOCKER, HIGH -> folded.get(0).replaceFirst(word, style.bad(word));
          case MEDIUM -> folded.get(0).replaceFirst(word, style.strong(word));
          case LOW -> folded.get(0);
        });
    lines.addAll(folded.subList(1, folded.size()));
    if (!risk.remedy().isEmpty() && risk.severity() != Severity.LOW) {
      text("  " + style.arrow() + " " + Printable.line(risk.remedy()));
    }
  }

  /** A reason can hold a definition of any length. */
  private static String reason(Risk risk) {
    String whole = Printable.line(risk.reason());
    return whole.codePointCount(0, whole.length()) <= REASON_SHOWN
        ? whole
        : whole.substring(0, whole.offsetByCodePoints(0, REASON_SHOWN)) + "...";
  }

  private void behind() {
    if (assessment.staysBehind().isEmpty()) {
      return;
    }
    title("Stays behind");
    for (StaysBehind kind : assessment.staysBehind()) {
      text(
          Amounts.count(kind.count(), kind.kind().replace('-', ' '))
              + ": "
              + names(kind.names(), NAMES_SHOWN, kind.count()));
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
      title("Types that the values decided, " + Amounts.count(decided.size(), "column"));
      decided.stream().limit(TYPES_SHOWN).forEach(this::text);
      more(decided.size() - TYPES_SHOWN);
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
    lines.addAll(table.lines(width, style.unicode()));
    TableExtent widest = assessment.widestTables().get(0);
    text(
        "widest: "
            + Printable.of(widest.name())
            + ", "
            + Amounts.count(widest.columns(), "column"));
  }

  private void estimate() {
    Estimate estimate = assessment.estimatedDurationSeconds();
    title("Duration");
    text(
        "between "
            + seconds(estimate.low())
            + " and "
            + seconds(estimate.high())
            + ", probably "
            + seconds(estimate.expected())
            + "; measured on "
            + Printable.of(estimate.measuredOn()));
    for (Rate rate : assessment.rates()) {
      text(
          rate.what().replace('-', ' ')
              + " "
              + Printable.of(rate.table())
              + ": "
              + Amounts.count(Math.round(rate.rowsPerSecond()), "row")
              + " and "
              + Amounts.bytes(Math.round(rate.bytesPerSecond()))
              + " a second");
    }
    title("Strategy: " + word(assessment.strategy().way()).replace('-', ' '));
    text(Printable.line(assessment.strategy().reason()));
  }

  private void advice() {
    if (assessment.recommendations().isEmpty()) {
      return;
    }
    title("Advice");
    int number = 1;
    for (Recommendation each : assessment.recommendations()) {
      text(
          number++
              + ". "
              + Printable.line(each.text())
              + (each.option().isEmpty() ? "" : " " + Printable.line(each.option()))
              + " ("
              + Printable.line(each.reason())
              + ")");
    }
  }

  private void title(String title) {
    lines.add("");
    lines.add(style.strong(title));
  }

  private void text(String text) {
    lines.addAll(Printable.folded(text, 2, width));
  }

  private void more(int number) {
    if (number > 0) {
      text("and " + Amounts.count(number) + " more: --report html=FILE has all");
    }
  }

  private static String names(List<String> names, int shown, long all) {
    String first = String.join(", ", names.stream().limit(shown).map(Printable::line).toList());
    return all > shown ? first + ", ..." : first;
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String hours(double hours) {
    return String.format(Locale.ROOT, "%.1f h", hours);
  }

  private static String seconds(double seconds) {
    return Amounts.time(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}

package io.decant.cli.report;

import static io.decant.cli.report.Markdown.code;
import static io.decant.cli.report.Markdown.words;

import io.decant.cli.terminal.Amounts;
import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.ReportJson;
import java.util.List;

/** What a pull request's page says of an assessment: score, duration, risks, advice. */
final class MarkdownAssessment {
  private static final int SHOWN = 25;

  private final AssessmentReport made;
  private final Markdown markdown;

  MarkdownAssessment(AssessmentReport made, Markdown markdown) {
    this.made = made;
    this.markdown = markdown;
  }

  /** Writes it at the end of the Markdown. */
  void add() {
    var estimate = made.estimatedDurationSeconds();
    markdown.table(
        List.of("Score:", "Complexity", "Estimated duration", "Work by hand", "Strategy"),
        List.of(
            List.of(
                "**" + made.compatibilityScore() + "** / 100",
                ReportJson.word(made.complexity()),
                Amounts.time(estimate.low()) + " to " + Amounts.time(estimate.high()),
                Amounts.decimal(made.effortHours()) + " h",
                ReportJson.word(made.strategy().way()).replace('-', ' '))));
    markdown.paragraph("Measured on " + words(estimate.measuredOn()) + ".");
    if (!made.risks().isEmpty()) {
      markdown.heading(3, "Risks");
      markdown.table(
          List.of("Severity", "Where", "Risk", "First rows", "What to do"),
          made.risks().stream().limit(SHOWN).map(MarkdownAssessment::risk).toList());
      if (made.risks().size() > SHOWN) {
        markdown.paragraph(
            "and "
                + Amounts.count(made.risks().size() - SHOWN)
                + " more: the HTML report has all.");
      }
    }
    if (!made.recommendations().isEmpty()) {
      markdown.heading(3, "Recommended");
      made.recommendations()
          .forEach(
              one ->
                  markdown.item(
                      words(one.text())
                          + (one.option().isEmpty() ? "" : " " + code(one.option()))
                          + " ("
                          + words(one.reason())
                          + ")"));
      markdown.blank();
    }
  }

  private static List<String> risk(AssessmentReport.Risk risk) {
    String place = risk.column().isEmpty() ? risk.table() : risk.table() + "." + risk.column();
    return List.of(
        ReportJson.word(risk.severity()),
        code(place),
        words(risk.code() + ": " + risk.reason()),
        MarkdownReport.keys(risk.keys()),
        words(risk.remedy()));
  }
}

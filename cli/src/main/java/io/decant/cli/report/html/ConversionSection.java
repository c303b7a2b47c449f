package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict.Tone;
import io.decant.engine.report.ConversionReport;
import io.decant.engine.report.ConversionReport.StatementReport;
import io.decant.engine.report.ReportJson;
import java.util.List;
import java.util.Map;

/** Which statements of a dump are not in the script, and why. */
final class ConversionSection {
  private ConversionSection() {}

  static Section of(ConversionReport conversion) {
    String lead =
        Amounts.count(conversion.read(), "statement")
            + " read: "
            + Amounts.count(conversion.converted())
            + " converted, "
            + Amounts.count(conversion.merged())
            + " merged into others, "
            + Amounts.count(conversion.skipped())
            + " no part of a schema, "
            + Amounts.count(conversion.listed())
            + " listed, "
            + Amounts.count(conversion.failed())
            + " failed.";
    Section section =
        Section.of("statements", "Statements not converted", lead)
            .counting(conversion.statements().size())
            .with(
                Grid.of("Line:", "Fate", "Statement", "Reason")
                    .with(conversion.statements().stream().map(ConversionSection::statement)));
    return section.with(
        "Skipped",
        Amounts.count(conversion.skipped()),
        Grid.of("Reason", "Statements:")
            .with(
                conversion.skippedFor().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(one -> List.of(Cell.words(one.getKey()), Cell.count(one.getValue())))));
  }

  private static List<Cell> statement(StatementReport statement) {
    boolean failed = ReportJson.word(statement.fate()).equals("failed");
    return List.of(
        Cell.count(statement.line()),
        Cell.badge(failed ? Tone.BAD : Tone.WARNING, ReportJson.word(statement.fate())),
        Cell.code(statement.statement()),
        Cell.words(statement.reason()));
  }
}

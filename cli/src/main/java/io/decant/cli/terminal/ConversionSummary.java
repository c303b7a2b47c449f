package io.decant.cli.terminal;

import io.decant.engine.report.ConversionReport;
import io.decant.engine.report.ConversionReport.StatementReport;
import io.decant.engine.report.ObjectReport.Status;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.InventoryLine;
import io.decant.engine.report.ReportJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The end of a conversion, for people. */
public final class ConversionSummary {
  private static final int CHANGES_SHOWN = 30;

  private final Report report;
  private final ConversionReport conversion;
  private final String output;
  private final Style style;
  private final int width;

  /**
   * @param report with its conversion
   * @param output where the script is
   */
  public ConversionSummary(Report report, String output, Style style, int width) {
    this.report = report;
    this.conversion = report.conversion().orElseThrow();
    this.output = output;
    this.style = style;
    this.width = width;
  }

  /**
   * @param verdictOnly nothing but the last line
   */
  public List<String> lines(boolean verdictOnly) {
    List<String> lines = new ArrayList<>();
    if (!verdictOnly) {
      lines.add(
          report.run().sourceProduct() + " " + style.arrow() + " " + report.run().targetProduct());
      lines.add(
          "%s statements = %s converted + %s merged + %s skipped + %s listed + %s failed"
              .formatted(
                  Amounts.count(conversion.read()),
                  Amounts.count(conversion.converted()),
                  Amounts.count(conversion.merged()),
                  Amounts.count(conversion.skipped()),
                  Amounts.count(conversion.listed()),
                  Amounts.count(conversion.failed())));
      counts("Converted", lines, line -> line.migrated() + line.changed());
      changes(lines);
      statements(lines);
    }
    lines.add(verdict());
    return lines;
  }

  private void counts(String heading, List<String> lines, ToLongFunction<InventoryLine> what) {
    String counts =
        report.inventory().stream()
            .filter(line -> what.applyAsLong(line) > 0)
            .map(line -> line.kind() + " " + Amounts.count(what.applyAsLong(line)))
            .collect(Collectors.joining(", "));
    if (!counts.isEmpty()) {
      lines.add(heading);
      lines.add("  " + counts);
    }
  }

  /** What is there, but not as it was, and parts of what is there that are not. */
  private void changes(List<String> lines) {
    List<String> changes =
        report.objects().stream()
            .filter(
                object ->
                    object.status() == Status.CHANGED
                        || isPartLeftOut(object.kind(), object.status()))
            .map(
                object ->
                    "  "
                        + (object.status() == Status.CHANGED ? "changed " : "left out ")
                        + object.kind()
                        + " "
                        + Printable.of(object.sourceName())
                        + ": "
                        + Printable.line(object.reason()))
            .toList();
    if (!changes.isEmpty()) {
      lines.add("Otherwise than in the dump");
      lines.addAll(changes.subList(0, Math.min(CHANGES_SHOWN, changes.size())));
      if (changes.size() > CHANGES_SHOWN) {
        lines.add(
            "  and %s more: --report json=FILE tells of all"
                .formatted(Amounts.count(changes.size() - CHANGES_SHOWN)));
      }
    }
  }

  /** Whatever is a statement by itself is among the statements. */
  private static boolean isPartLeftOut(String kind, Status status) {
    return status == Status.SKIPPED
        && switch (kind) {
          case "column", "default", "identity", "generated-column", "comment", "check" -> true;
          default -> false;
        };
  }

  private void statements(List<String> lines) {
    if (!conversion.statements().isEmpty()) {
      lines.add("Not converted");
      for (StatementReport each : conversion.statements()) {
        lines.add(
            "  line %d, %s: %s"
                .formatted(
                    each.line(), ReportJson.word(each.fate()), Printable.line(each.reason())));
        lines.add(cut("    " + Printable.line(each.statement())));
      }
    }
  }

  private String cut(String line) {
    return Printable.cut(line, width, style.unicode() ? "…" : "...");
  }

  private String verdict() {
    String where = output.equals("-") ? "" : " " + style.arrow() + " " + output;
    long left = conversion.listed() + conversion.failed();
    if (left == 0) {
      return style.good("Converted") + ": every statement that declares something" + where;
    }
    String sign = left + (left == 1 ? " statement is" : " statements are") + " not";
    String begin = report.outcome().exitCode() == 0 ? "Converted" : style.bad("Incomplete");
    return begin + ": " + sign + where;
  }
}

package io.decant.cli.report;

import io.decant.cli.report.html.HtmlReport;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a run's report where it is wanted. */
public final class ReportFiles {
  private final Report report;

  public ReportFiles(Report report) {
    this.report = report;
  }

  /** For people or for programs. */
  public enum Format {
    HTML,
    JSON,
    /** Markdown, for a pull request. */
    MD,
    /** Results of tests in XML, for machines that run those. */
    JUNIT
  }

  /** A file that is wanted. */
  public record Wanted(Format format, Path file) {}

  /**
   * Writes the files; one that is there is replaced.
   *
   * @throws UserError one cannot be written; all others are
   */
  public void write(List<Wanted> wanted) {
    List<Path> refused = new ArrayList<>();
    for (Wanted one : wanted) {
      String text =
          switch (one.format()) {
            case HTML -> HtmlReport.of(report);
            case JSON -> ReportJson.pretty(report) + "\n";
            case MD -> MarkdownReport.of(report);
            case JUNIT -> JUnitReport.of(report);
          };
      try {
        Files.writeString(one.file(), text);
      } catch (IOException e) {
        refused.add(one.file());
      }
    }
    if (!refused.isEmpty()) {
      throw new UserError(
          "--report",
          refused.stream().map(Path::toString).collect(Collectors.joining(", "))
              + " cannot be written",
          "Name files that you may write; decant status tells of the run.");
    }
  }
}

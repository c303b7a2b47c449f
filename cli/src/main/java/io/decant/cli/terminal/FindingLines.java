package io.decant.cli.terminal;

import io.decant.connectors.spi.Finding;
import io.decant.engine.report.ReportJson;
import java.util.ArrayList;
import java.util.List;

/** What was found before anything was written, for people: each with its remedy. */
public final class FindingLines {
  private final Style style;
  private final int width;

  public FindingLines(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  /** A section with a title; nothing where nothing was found. */
  public List<String> of(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    if (findings.isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.add(style.strong("Found before the start"));
    for (Finding finding : findings) {
      List<String> folded = Printable.folded(line(finding, style.arrow()), 2, width);
      lines.add(painted(finding, folded.get(0)));
      lines.addAll(folded.subList(1, folded.size()));
    }
    return lines;
  }

  /** {@code warning: where: what -> remedy}, on one line. */
  static String line(Finding finding, String arrow) {
    return ReportJson.word(finding.severity())
        + ": "
        + Printable.line(finding.where())
        + ": "
        + Printable.line(finding.what())
        + (finding.remedy().isEmpty() ? "" : " " + arrow + " " + Printable.line(finding.remedy()));
  }

  private String painted(Finding finding, String line) {
    String word = ReportJson.word(finding.severity());
    return switch (finding.severity()) {
      case ERROR -> line.replaceFirst(word, style.bad(word));
      case WARNING -> line.replaceFirst(word, style.strong(word));
      case INFO -> line;
    };
  }
}

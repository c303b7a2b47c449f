package io.decant.cli.terminal;

import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The risks of an assessment, for people: the grave ones first, those that are alike together. */
final class RiskLines {
  private static final int RISKS_SHOWN = 15;
  private static final int LOW_RISKS_SHOWN = 8;
  private static final int PLACES_SHOWN = 6;
  private static final int KEYS_SHOWN = 3;
  private static final int REASON_SHOWN = 300;

  private final Style style;
  private final Lines lines;

  RiskLines(Style style, int width) {
    this.style = style;
    this.lines = new Lines(style, width);
  }

  List<String> of(List<Risk> risks) {
    List<Risk> grave = risks.stream().filter(risk -> risk.severity() != Severity.LOW).toList();
    List<Risk> low = risks.stream().filter(risk -> risk.severity() == Severity.LOW).toList();
    if (!grave.isEmpty()) {
      lines.title("Risks");
      grave.stream().limit(RISKS_SHOWN).forEach(this::risk);
      lines.more(grave.size() - RISKS_SHOWN);
    }
    if (!low.isEmpty()) {
      lines.title("Worth knowing");
      Map<String, List<Risk>> alike = new LinkedHashMap<>();
      for (Risk risk : low) {
        // What is about many tables says which by itself.
        String group = risk.code() + (risk.table().isEmpty() ? " " + risk.reason() : "");
        alike.computeIfAbsent(group, unused -> new ArrayList<>()).add(risk);
      }
      alike.values().stream().limit(LOW_RISKS_SHOWN).forEach(this::alike);
      lines.more(alike.values().stream().skip(LOW_RISKS_SHOWN).mapToInt(List::size).sum());
    }
    return lines.all();
  }

  /** The first in full, of the others where they are. */
  private void alike(List<Risk> risks) {
    risk(risks.get(0));
    List<String> others = risks.stream().skip(1).map(RiskLines::place).distinct().toList();
    if (!others.isEmpty()) {
      lines.text("  also " + names(others, PLACES_SHOWN, others.size()));
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
    String word = Summary.word(risk.severity());
    String line = word + " " + risk.code() + ": " + place + rows + reason(risk) + keys;
    lines.text(
        line,
        word,
        switch (risk.severity()) {
          case BLOCKER, HIGH -> style.bad(word);
          case MEDIUM -> style.strong(word);
          case LOW -> word;
        });
    if (!risk.remedy().isEmpty() && risk.severity() != Severity.LOW) {
      lines.text("  " + style.arrow() + " " + Printable.line(risk.remedy()));
    }
  }

  /** A reason can hold a definition of any length. */
  private static String reason(Risk risk) {
    String whole = Printable.line(risk.reason());
    return whole.codePointCount(0, whole.length()) <= REASON_SHOWN
        ? whole
        : whole.substring(0, whole.offsetByCodePoints(0, REASON_SHOWN)) + "...";
  }

  /** The first of them, and whether there are more. */
  static String names(List<String> names, int shown, long all) {
    String first = String.join(", ", names.stream().limit(shown).map(Printable::line).toList());
    return all > shown ? first + ", ..." : first;
  }
}

package io.decant.cli.terminal;

import io.decant.engine.Listing;
import io.decant.engine.report.RehearsalReport;
import io.decant.engine.report.RehearsalReport.Expected;
import io.decant.engine.report.RehearsalReport.Part;
import java.util.ArrayList;
import java.util.List;

/** What a rehearsal tells of the whole, in lines. */
final class RehearsalText {
  private static final int INDENT = 2;
  private static final int SHOWN = 10;

  private final RehearsalReport made;
  private final Style style;
  private final int width;

  RehearsalText(RehearsalReport made, Style style, int width) {
    this.made = made;
    this.style = style;
    this.width = width;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(style.strong("The whole"));
    var estimate = made.estimatedDurationSeconds();
    add(
        lines,
        "takes about "
            + Amounts.time(estimate.expected())
            + ", between "
            + Amounts.time(estimate.low())
            + " and "
            + Amounts.time(estimate.high())
            + "; measured on "
            + Printable.of(estimate.measuredOn()));
    made.expected().stream().limit(SHOWN).map(RehearsalText::line).forEach(l -> add(lines, l));
    if (made.expected().size() > SHOWN) {
      add(lines, "and " + (made.expected().size() - SHOWN) + " more: --report html=FILE has all");
    }
    unseen(lines);
    unknown(lines);
    made.tables().stream()
        .filter(part -> part.how().equals("left-out"))
        .forEach(
            part -> add(lines, Printable.of(part.table()) + " was left out: " + part.reason()));
    made.removed().forEach(name -> add(lines, "removed what a killed rehearsal left: " + name));
    made.left().forEach(name -> add(lines, "still there: " + name));
    if (made.kept()) {
      add(lines, "the sample was kept: " + Printable.of(made.place()));
    }
    lines.add("");
    return lines;
  }

  private static String line(Expected one) {
    return Printable.of(one.table() + "." + one.column())
        + " "
        + one.code()
        + " "
        + one.effect()
        + " "
        + rows(one)
        + ": "
        + Amounts.count(one.seen())
        + " of "
        + Amounts.count(one.of())
        + " seen";
  }

  private static String rows(Expected one) {
    if (one.rows() < 0) {
      return "rows";
    }
    String rows = Amounts.count(one.rows(), "row");
    return one.low() == one.high()
        ? rows
        : "about %s (%s to %s)"
            .formatted(rows, Amounts.count(one.low()), Amounts.count(one.high()));
  }

  /** What no sample can promise. */
  private void unseen(List<String> lines) {
    made.tables().stream()
        .filter(part -> part.unseenAtMost() > 0)
        .max((a, b) -> Long.compare(a.unseenAtMost(), b.unseenAtMost()))
        .ifPresent(
            (Part part) ->
                add(
                    lines,
                    "what was not seen may still be in "
                        + Amounts.count(part.unseenAtMost())
                        + " rows of "
                        + Printable.of(part.table())
                        + ", with 95 of 100: "
                        + Amounts.count(part.rows())
                        + " of "
                        + Amounts.count(part.knownRows())
                        + " were looked at; --sample ROWS looks at more"));
  }

  /** Nothing is said of the whole where nobody knows how much that is. */
  private void unknown(List<String> lines) {
    List<String> names =
        made.tables().stream()
            .filter(part -> part.knownRows() < 0)
            .map(part -> Printable.of(part.table()))
            .toList();
    if (!names.isEmpty()) {
      add(lines, "how many rows are in " + Listing.of(names) + " is not known");
    }
  }

  private void add(List<String> lines, String text) {
    lines.addAll(Printable.folded(text, INDENT, width));
  }
}

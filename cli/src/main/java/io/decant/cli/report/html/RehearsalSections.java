package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.engine.report.RehearsalReport;
import io.decant.engine.report.RehearsalReport.Expected;
import io.decant.engine.report.RehearsalReport.Part;
import java.util.List;
import java.util.stream.Stream;

/** What a rehearsal tells of the whole. */
final class RehearsalSections {
  private final RehearsalReport made;

  RehearsalSections(RehearsalReport made) {
    this.made = made;
  }

  Stream<Section> all() {
    return Stream.of(duration(), expected(), sample());
  }

  private Section duration() {
    var estimate = made.estimatedDurationSeconds();
    return Section.of(
            "duration", "How long the whole takes", "Measured on " + estimate.measuredOn() + ".")
        .drawing("duration", AssessmentCharts.duration(estimate));
  }

  private Section expected() {
    return Section.of(
            "expected",
            "What the whole would lose",
            "At the rate of the sample; with 95 of 100, the number lies in the interval.")
        .counting(made.expected().size())
        .with(
            Grid.of("Table", "Column", "Loss", "Effect", "Seen:", "Rows:", "From:", "To:")
                .with(made.expected().stream().map(RehearsalSections::expected)));
  }

  private static List<Cell> expected(Expected one) {
    return List.of(
        Cell.code(one.table()),
        Cell.code(one.column()),
        Cell.words(one.code()),
        Cell.words(one.effect()),
        Cell.number(Amounts.count(one.seen()) + " of " + Amounts.count(one.of())),
        known(one.rows()),
        Cell.count(one.low()),
        known(one.high()));
  }

  private static Cell known(long rows) {
    return Cell.number(rows < 0 ? "unknown" : Amounts.count(rows));
  }

  private Section sample() {
    return Section.of(
            "sample",
            "What was rehearsed",
            "Of each table "
                + Amounts.count(made.asked(), "row")
                + ", and every row that they refer to. What was not seen may still be in so many"
                + " rows as the last column says, with 95 of 100."
                + (made.kept() ? " Kept in " + made.place() + "." : " Nothing of it was kept."))
        .with(
            Grid.of(
                    "Table",
                    "Rows:",
                    "Of:",
                    "By chance:",
                    "Referred to:",
                    "Why",
                    "Unseen, at most:")
                .with(made.tables().stream().map(RehearsalSections::part)));
  }

  private static List<Cell> part(Part part) {
    return List.of(
        Cell.code(part.table()),
        Cell.count(part.rows()),
        known(part.knownRows()),
        Cell.count(part.sampled()),
        Cell.count(part.referred()),
        Cell.words(
            part.reason().isEmpty()
                ? part.how()
                : part.how().replace('-', ' ') + ": " + part.reason()),
        known(part.unseenAtMost()));
  }
}

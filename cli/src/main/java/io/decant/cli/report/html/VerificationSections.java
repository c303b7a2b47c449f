package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict.Tone;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableVerdict;
import io.decant.engine.report.TableVerdict.Difference;
import io.decant.engine.report.VerificationReport;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What was compared, and what is not equal. */
final class VerificationSections {
  private final VerificationReport verification;

  VerificationSections(VerificationReport verification) {
    this.verification = verification;
  }

  /** What is not equal. */
  Stream<Section> found() {
    return Stream.of(differences(), schema());
  }

  private Section differences() {
    Section section =
        Section.of(
                "differences",
                "Different rows",
                "Seen from the target: missing there, too many there, or there with other values.")
            .counting(
                verification.tables().stream()
                    .mapToLong(table -> table.differences().size())
                    .sum());
    List<TableVerdict> differing =
        verification.tables().stream().filter(table -> !table.differences().isEmpty()).toList();
    for (TableVerdict table : differing) {
      Grid grid =
          Grid.of("Table", "Row", "In the target", "Column", "Source", "Target")
              .with(table.differences().stream().flatMap(row -> lines(table, row)));
      section =
          section.parts().isEmpty()
              ? section.with(grid)
              : section.with(table.name(), Amounts.count(table.differences().size(), "row"), grid);
    }
    return section;
  }

  /** One line a differing column; at least one. */
  private static Stream<List<Cell>> lines(TableVerdict table, Difference row) {
    Cell kind = Cell.badge(Tone.BAD, ReportJson.word(row.kind()));
    if (row.columns().isEmpty()) {
      return Stream.of(
          List.of(
              Cell.code(table.name()),
              Cell.code(row.key()),
              kind,
              Cell.words(""),
              Cell.words(""),
              Cell.words("")));
    }
    return row.columns().stream()
        .map(
            value ->
                List.of(
                    Cell.code(table.name()),
                    Cell.code(row.key()),
                    kind,
                    Cell.code(value.column()),
                    Cell.code(value.source()),
                    Cell.code(value.target())));
  }

  private Section schema() {
    return Section.of("schema", "Schema differences", "")
        .counting(verification.objects().size())
        .with(
            Grid.of("What is missing or different")
                .with(verification.objects().stream().map(one -> List.of(Cell.words(one)))));
  }

  /** Those that are not equal first. */
  Section tables() {
    String how =
        switch (verification.mode()) {
          case "counts" -> "The numbers of rows were compared";
          default -> "Every value was read again on both sides and compared";
        };
    return Section.of(
            "verification",
            "Verification",
            how + ", in " + Amounts.time(verification.seconds()) + ".")
        .counting(verification.tables().size())
        .with(
            Grid.of(
                    "Table",
                    "Verdict",
                    "Rows in source:",
                    "Rows in target:",
                    "Compared by value:",
                    "Remark")
                .with(
                    verification.tables().stream()
                        .sorted(Comparator.comparing(VerificationSections::gravity))
                        .map(VerificationSections::compared)));
  }

  private static int gravity(TableVerdict table) {
    return switch (table.verdict()) {
      case DIFFERENT -> 0;
      case NOT_COMPARED -> 1;
      case EQUAL -> 2;
    };
  }

  private static List<Cell> compared(TableVerdict table) {
    Tone tone =
        switch (table.verdict()) {
          case DIFFERENT -> Tone.BAD;
          case NOT_COMPARED -> Tone.WARNING;
          case EQUAL -> Tone.GOOD;
        };
    String columns =
        String.join(
            "; ",
            table.columnsNotCompared().stream()
                .map(column -> column.column() + " not compared: " + column.reason())
                .toList());
    String remark =
        table.reason() + (table.reason().isEmpty() || columns.isEmpty() ? "" : "; ") + columns;
    return List.of(
        Cell.code(table.name()),
        Cell.badge(tone, ReportJson.word(table.verdict()).replace('-', ' ')),
        Cell.count(table.sourceRows()),
        Cell.count(table.targetRows()),
        Cell.count(table.rowsCompared()),
        Cell.words(remark));
  }
}

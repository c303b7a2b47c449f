package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict.Tone;
import io.decant.connectors.spi.Finding;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.RunReport;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import io.decant.engine.report.TableReport.LossReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What happened to the run and to its rows. */
final class RowSections {
  private final Report report;

  RowSections(Report report) {
    this.report = report;
  }

  Section problems() {
    return Section.of("problems", "What went wrong", "")
        .counting(report.problems().size())
        .with(
            Grid.of("Where", "What", "What to do")
                .with(
                    report.problems().stream()
                        .map(
                            one ->
                                List.of(
                                    Cell.code(one.where()),
                                    Cell.words(one.message()),
                                    Cell.words(one.hint())))));
  }

  /** What was found beforehand, where somebody should look at it. */
  Stream<Section> warnings() {
    return isWarned() ? Stream.of(findings()) : Stream.empty();
  }

  /** The same where it is only good to know. */
  Stream<Section> remarks() {
    return isWarned() ? Stream.empty() : Stream.of(findings());
  }

  private boolean isWarned() {
    return report.findings().stream().anyMatch(one -> one.severity() != Finding.Severity.INFO);
  }

  private Section findings() {
    return Section.of("findings", "Found beforehand", "Looked at before anything was written.")
        .counting(report.findings().size())
        .with(
            Grid.of("Severity", "Where", "What", "What to do")
                .with(
                    report.findings().stream()
                        .map(
                            one ->
                                List.of(
                                    severity(one.severity()),
                                    Cell.code(one.where()),
                                    Cell.words(one.code() + ": " + one.what()),
                                    Cell.words(one.remedy())))));
  }

  private static Cell severity(Finding.Severity severity) {
    return switch (severity) {
      case INFO -> Cell.badge(Tone.PLAIN, "info");
      case WARNING -> Cell.badge(Tone.WARNING, "warning");
      case ERROR -> Cell.badge(Tone.BAD, "error");
    };
  }

  Section losses() {
    List<List<Cell>> lines = new ArrayList<>();
    long rows = 0;
    for (TableReport table : report.tables()) {
      for (ColumnReport column : table.columns()) {
        for (LossReport loss : column.losses()) {
          if (loss.rows() > 0) {
            rows += loss.rows();
            lines.add(
                List.of(
                    Cell.code(table.name() + "." + column.name()),
                    effect(loss),
                    Cell.words(loss.note()),
                    Cell.count(loss.rows()),
                    Cell.codes(loss.sampleKeys())));
          }
        }
      }
    }
    String lead =
        report.assessment().isPresent()
            ? "Found in the sample, by converting its rows as migrate does."
            : "Each was declared before the run, and is counted here; a refused value is a rejected row.";
    return Section.of("losses", "Values not stored as they were", lead)
        .counting(rows)
        .with(
            Grid.of("Column", "Loss", "What it means", "Rows:", "First rows").with(lines.stream()));
  }

  private static Cell effect(LossReport loss) {
    Tone tone = loss.effect().equals("refuses") ? Tone.BAD : Tone.WARNING;
    return Cell.badge(tone, loss.code() + " " + loss.effect());
  }

  Section rejects() {
    long all = report.tables().stream().mapToLong(TableReport::rejected).sum();
    int shown = report.rejects().size();
    String lead =
        all > shown
            ? "The first "
                + Amounts.count(shown)
                + "; the reject files hold all, with their values."
            : "They were not written. The reject files hold them with all their values.";
    return Section.of("rejects", "Rejected rows", lead)
        .counting(Math.max(all, shown))
        .with(
            Grid.of("Table", "Row", "Column", "Reason", "File")
                .with(
                    report.rejects().stream()
                        .map(
                            one ->
                                List.of(
                                    Cell.code(one.table()),
                                    Cell.code(one.key()),
                                    Cell.code(one.column()),
                                    Cell.words(one.code() + ": " + one.reason()),
                                    Cell.code(one.file())))));
  }

  Section notes() {
    return Section.of("notes", "Noted while reading", "")
        .with(
            Grid.of("Table", "What", "Times:")
                .with(
                    report.tables().stream()
                        .flatMap(
                            table ->
                                table.notes().entrySet().stream()
                                    .map(
                                        note ->
                                            List.of(
                                                Cell.code(table.name()),
                                                Cell.words(note.getKey()),
                                                Cell.count(note.getValue()))))));
  }

  /** The slowest first; a table of which nothing was copied has no time. */
  Section timings() {
    List<TableReport> copied =
        report.tables().stream()
            .filter(table -> table.splits() > 0)
            .sorted(Comparator.comparingDouble(TableReport::seconds).reversed())
            .toList();
    double slowest = copied.stream().mapToDouble(TableReport::seconds).max().orElse(0) + 1e-9;
    return Section.of(
            "tables",
            "Tables and their times",
            "The slowest first. Several are copied at a time, so their times add up to more than the"
                + " run's.")
        .counting(copied.size())
        .with(
            Grid.of("Table", "Rows:", "Rejected:", "Size:", "Parts:", "Time:", "Beside the slowest")
                .with(copied.stream().map(table -> timing(table, slowest))));
  }

  private static List<Cell> timing(TableReport table, double slowest) {
    boolean same = ("." + table.target()).endsWith("." + table.name());
    String renamed = same ? "" : " → " + table.target();
    return List.of(
        Cell.code(table.name() + renamed),
        Cell.count(table.targetRows()),
        Cell.countOf(table.rejected(), Tone.WARNING),
        Cell.number(Amounts.bytes(table.bytes())),
        Cell.count(table.splits()),
        Cell.number(Amounts.time(table.seconds())),
        Cell.bar(table.seconds() / slowest));
  }

  Section circumstances() {
    RunReport run = report.run();
    String moment =
        run.consistent() ? "all rows are of one moment" : "tables may be of different moments";
    Stream<List<Cell>> facts =
        Stream.of(
            fact("Run", run.id()),
            fact("Command", run.command()),
            fact("Outcome", ReportJson.word(run.outcome()) + ", exit code " + run.exitCode()),
            fact("Began", run.started().toString()),
            fact("Ended", run.finished().toString()),
            fact("Snapshot", run.command().equals("migrate") ? moment : ""),
            fact("Position in the source", run.snapshotPosition()),
            fact("Caveats", String.join("; ", run.caveats())),
            fact("Decant", run.version()));
    return Section.of("run", "How this was made", "")
        .with(Grid.of("", "").with(facts.filter(fact -> !fact.get(1).words().isEmpty())));
  }

  private static List<Cell> fact(String name, String value) {
    return List.of(Cell.words(name), Cell.words(value));
  }
}

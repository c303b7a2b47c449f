package io.decant.cli.report;

import static io.decant.cli.report.Markdown.code;
import static io.decant.cli.report.Markdown.words;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Verdict;
import io.decant.connectors.spi.Finding;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.RehearsalReport;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The report for a pull request's page: the verdict, the totals, and what somebody has to look at.
 * Its sections end after so many lines, because a comment must not be longer than 65,536
 * characters.
 */
final class MarkdownReport {
  private static final int SHOWN = 25;

  private final Report report;
  private final Markdown markdown = new Markdown();

  private MarkdownReport(Report report) {
    this.report = report;
  }

  /** The file's text. */
  static String of(Report report) {
    return new MarkdownReport(report).text();
  }

  private String text() {
    verdict();
    report.assessment().ifPresent(made -> new MarkdownAssessment(made, markdown).add());
    report.rehearsal().ifPresent(this::rehearsal);
    problems();
    statements();
    findings();
    losses();
    rejects();
    objects("Failed objects", ObjectReport.Status.FAILED);
    objects("Not migrated", ObjectReport.Status.SKIPPED);
    differences();
    if (report.assessment().isEmpty()) {
      tables();
    }
    inventory();
    markdown.paragraph(
        "<sub>Decant "
            + words(report.run().version())
            + (report.run().id().isEmpty() ? "" : ", run " + code(report.run().id()))
            + ", exit code "
            + report.run().exitCode()
            + "</sub>");
    return markdown.toString().strip() + "\n";
  }

  private static String known(long rows) {
    return rows < 0 ? "unknown" : Amounts.count(rows);
  }

  private void verdict() {
    Verdict verdict = Verdict.of(report);
    markdown.heading(2, symbol(verdict.tone()) + " " + words(verdict.line()));
    var run = report.run();
    String to =
        run.target().isEmpty() ? "" : " → " + code(run.target()) + product(run.targetProduct());
    markdown.paragraph(
        code(run.source()) + product(run.sourceProduct()) + to + ", " + Amounts.time(run.took()));
    if (!run.commandLine().isEmpty()) {
      markdown.commandLine(run.commandLine());
    }
  }

  private void rehearsal(RehearsalReport made) {
    var estimate = made.estimatedDurationSeconds();
    markdown.paragraph(
        "The whole takes about "
            + Amounts.time(estimate.expected())
            + " ("
            + Amounts.time(estimate.low())
            + " to "
            + Amounts.time(estimate.high())
            + "), measured on "
            + words(estimate.measuredOn())
            + ".");
    section(
        "Expected of the whole",
        List.of("Column", "Loss", "Seen:", "Rows:", "From:", "To:"),
        made.expected().stream()
            .map(
                one ->
                    List.of(
                        code(one.table() + "." + one.column()),
                        words(one.code()) + " (" + words(one.effect()) + ")",
                        Amounts.count(one.seen()) + " of " + Amounts.count(one.of()),
                        known(one.rows()),
                        Amounts.count(one.low()),
                        known(one.high())))
            .toList());
    section(
        "Not looked at",
        List.of("Table", "Why"),
        made.tables().stream()
            .filter(part -> part.how().equals("left-out"))
            .map(part -> List.of(code(part.table()), words(part.reason())))
            .toList());
  }

  private static String symbol(Verdict.Tone tone) {
    return switch (tone) {
      case GOOD -> "✅";
      case PLAIN -> "ℹ️";
      case WARNING -> "⚠️";
      case BAD -> "❌";
    };
  }

  private static String product(String name) {
    return name.isEmpty() ? "" : " (" + words(name) + ")";
  }

  private void problems() {
    section(
        "What went wrong",
        List.of("Where", "What", "What to do"),
        report.problems().stream()
            .map(one -> List.of(code(one.where()), words(one.message()), words(one.hint())))
            .toList());
  }

  private void statements() {
    section(
        "Statements not converted",
        List.of("Line:", "Fate", "Statement", "Reason"),
        report.conversion().stream()
            .flatMap(conversion -> conversion.statements().stream())
            .map(
                one ->
                    List.of(
                        Amounts.count(one.line()),
                        ReportJson.word(one.fate()),
                        code(one.statement()),
                        words(one.reason())))
            .toList());
  }

  private void findings() {
    section(
        "Found beforehand",
        List.of("Severity", "Where", "What", "What to do"),
        report.findings().stream()
            .filter(one -> one.severity() != Finding.Severity.INFO)
            .map(
                one ->
                    List.of(
                        ReportJson.word(one.severity()),
                        code(one.where()),
                        words(one.what()),
                        words(one.remedy())))
            .toList());
  }

  private void losses() {
    List<List<String>> rows = new ArrayList<>();
    for (TableReport table : report.tables()) {
      for (TableReport.ColumnReport column : table.columns()) {
        column.losses().stream()
            .filter(loss -> loss.rows() > 0)
            .forEach(
                loss ->
                    rows.add(
                        List.of(
                            code(table.name() + "." + column.name()),
                            words(loss.code()) + " (" + words(loss.effect()) + ")",
                            Amounts.count(loss.rows()),
                            keys(loss.sampleKeys()))));
      }
    }
    section(
        "Values not stored as they were", List.of("Column", "Loss", "Rows:", "First rows"), rows);
  }

  static String keys(List<String> keys) {
    return String.join(", ", keys.stream().limit(5).map(Markdown::code).toList());
  }

  private void rejects() {
    section(
        "Rejected rows",
        List.of("Table", "Row", "Column", "Reason"),
        report.rejects().stream()
            .map(
                one ->
                    List.of(
                        code(one.table()),
                        code(one.key()),
                        code(one.column()),
                        words(one.code() + ": " + one.reason())))
            .toList());
  }

  private void objects(String title, ObjectReport.Status status) {
    section(
        title,
        List.of("Kind", "Object", "Reason"),
        report.objects().stream()
            .filter(object -> object.status() == status)
            .map(one -> List.of(words(one.kind()), code(one.sourceName()), words(one.reason())))
            .toList());
  }

  private void differences() {
    var verification = report.verification();
    if (verification.mode().equals("none")) {
      return;
    }
    long equal =
        verification.tables().stream()
            .filter(table -> table.verdict() == TableVerdict.Verdict.EQUAL)
            .count();
    markdown.heading(3, "Verification");
    markdown.paragraph(
        equal
            + " of "
            + Amounts.count(verification.tables().size(), "table")
            + " equal ("
            + words(verification.mode())
            + ")");
    List<List<String>> rows = new ArrayList<>();
    verification.objects().forEach(one -> rows.add(List.of("", "schema", "", words(one))));
    for (TableVerdict table : verification.tables()) {
      if (table.verdict() != TableVerdict.Verdict.EQUAL) {
        rows.add(
            List.of(
                code(table.name()),
                ReportJson.word(table.verdict()).replace('-', ' '),
                Amounts.count(table.sourceRows()) + " / " + Amounts.count(table.targetRows()),
                words(table.reason())));
      }
      table.differences().stream()
          .limit(5)
          .forEach(
              one ->
                  rows.add(
                      List.of(
                          code(table.name()),
                          ReportJson.word(one.kind()) + " row",
                          code(one.key()),
                          String.join(
                              ", ",
                              one.columns().stream()
                                  .map(
                                      value ->
                                          code(value.column())
                                              + ": "
                                              + code(value.source())
                                              + " became "
                                              + code(value.target()))
                                  .toList()))));
    }
    rows(List.of("Table", "Verdict", "Rows or key", "Difference"), rows);
  }

  private void tables() {
    List<TableReport> all = report.tables();
    List<String> total =
        List.of(
            "**total**",
            "**" + Amounts.count(all.stream().mapToLong(TableReport::targetRows).sum()) + "**",
            "**" + Amounts.count(all.stream().mapToLong(TableReport::rejected).sum()) + "**",
            "**" + Amounts.bytes(all.stream().mapToLong(TableReport::bytes).sum()) + "**",
            "**" + Amounts.time(report.run().took()) + "**");
    List<List<String>> largest =
        all.stream()
            .sorted((a, b) -> Long.compare(b.targetRows(), a.targetRows()))
            .limit(SHOWN)
            .map(
                table ->
                    List.of(
                        code(table.name()),
                        Amounts.count(table.targetRows()),
                        Amounts.count(table.rejected()),
                        Amounts.bytes(table.bytes()),
                        Amounts.time(table.seconds())))
            .toList();
    if (all.stream().allMatch(table -> table.splits() == 0)) {
      return;
    }
    markdown.heading(
        3,
        all.size() > SHOWN ? "Tables (the largest " + SHOWN + " of " + all.size() + ")" : "Tables");
    markdown.table(
        List.of("Table", "Rows:", "Rejected:", "Size:", "Time:"),
        Stream.concat(largest.stream(), Stream.of(total)).toList());
  }

  private void inventory() {
    section(
        "Objects",
        List.of("Kind", "Found:", "Migrated:", "Changed:", "Not migrated:", "Failed:"),
        report.inventory().stream()
            .map(
                line ->
                    Stream.concat(
                            Stream.of(words(line.kind())),
                            Stream.of(
                                    line.found(),
                                    line.migrated(),
                                    line.changed(),
                                    line.skipped(),
                                    line.failed())
                                .map(Amounts::count))
                        .toList())
            .toList());
  }

  private void section(String title, List<String> head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      markdown.heading(3, title);
      rows(head, rows);
    }
  }

  private void rows(List<String> head, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    markdown.table(head, rows.subList(0, Math.min(SHOWN, rows.size())));
    if (rows.size() > SHOWN) {
      markdown.paragraph(
          "and " + Amounts.count(rows.size() - SHOWN) + " more: the HTML report has all.");
    }
  }
}

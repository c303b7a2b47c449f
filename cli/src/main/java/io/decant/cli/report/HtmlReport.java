package io.decant.cli.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Printable;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.ReportJson;
import io.decant.engine.report.RunReport;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The report as one HTML file that needs nothing else: no script, no network, every text escaped.
 */
public final class HtmlReport {
  private static final Template TEMPLATE = template();

  private HtmlReport() {}

  /** The file's text. */
  public static String of(Report report) {
    return TEMPLATE.execute(page(report));
  }

  private static Template template() {
    try (InputStream stream = HtmlReport.class.getResourceAsStream("report.html");
        Reader reader =
            new InputStreamReader(
                Objects.requireNonNull(stream, "report.html"), StandardCharsets.UTF_8)) {
      return Mustache.compiler().compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> page(Report report) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("verdict", verdict(report.outcome()));
    page.put("good", report.outcome() == Outcome.DONE);
    page.put("facts", facts(report));
    page.put("problems", report.problems().stream().map(HtmlReport::problem).toList());
    page.put("inventory", report.inventory());
    page.put("tables", tables(report));
    page.put("losses", losses(report));
    page.put("notes", notes(report));
    page.put("rejects", report.rejects().stream().map(HtmlReport::reject).toList());
    page.put("changed", objects(report, ObjectReport.Status.CHANGED));
    page.put("skipped", objects(report, ObjectReport.Status.SKIPPED));
    page.put("failed", objects(report, ObjectReport.Status.FAILED));
    page.put("columns", columns(report));
    page.put(
        "compared", report.verification().tables().stream().map(HtmlReport::compared).toList());
    page.put("differences", differences(report));
    page.put(
        "differing-objects", report.verification().objects().stream().map(Printable::of).toList());
    page.put("version", report.run().version());
    List.of(
            "problems",
            "inventory",
            "tables",
            "losses",
            "notes",
            "rejects",
            "changed",
            "skipped",
            "failed",
            "columns",
            "compared",
            "differences",
            "differing-objects")
        .forEach(
            name ->
                page.put("has-" + name, page.get(name) instanceof List<?> rows && !rows.isEmpty()));
    return page;
  }

  private static String verdict(Outcome outcome) {
    return switch (outcome) {
      case DONE -> "Done";
      case REJECTS -> "Finished, but rows were rejected";
      case LOSSES -> "Finished, but values lost more than was allowed";
      case DIFFERENT -> "Source and target are different";
      case SOURCE_FAILED -> "Stopped incomplete: the source failed";
      case TARGET_FAILED -> "Stopped incomplete: the target failed";
      case SCHEMA_FAILED -> "The data is in, but some schema objects failed";
      case STOPPED -> "Stopped incomplete";
      case INTERRUPTED -> "Interrupted";
    };
  }

  private static List<Map<String, String>> facts(Report report) {
    var run = report.run();
    long rows = report.tables().stream().mapToLong(TableReport::targetRows).sum();
    long equal =
        report.verification().tables().stream()
            .filter(table -> table.verdict() == TableVerdict.Verdict.EQUAL)
            .count();
    String compared =
        report.verification().mode().equals("none")
            ? "not verified"
            : equal
                + " of "
                + report.verification().tables().size()
                + " tables equal ("
                + report.verification().mode()
                + ")";
    return List.of(
        fact("Source", run.source() + " (" + run.sourceProduct() + ")"),
        fact("Target", run.target() + " (" + run.targetProduct() + ")"),
        fact("Rows", Amounts.count(rows) + " in " + Amounts.count(report.tables().size(), "table")),
        fact("Verification", compared),
        fact("Began", run.started().truncatedTo(ChronoUnit.SECONDS).toString()),
        fact("Took", time(run.seconds())),
        fact("One snapshot", snapshot(run)),
        fact(
            "Position",
            run.snapshotPosition().isEmpty() ? "not given by the source" : run.snapshotPosition()),
        fact("Run", run.id().isEmpty() ? "nothing was to be written" : run.id()),
        fact("Exit code", String.valueOf(run.exitCode())));
  }

  private static String snapshot(RunReport run) {
    String answer = run.consistent() ? "yes" : "no: tables may be of different moments";
    return String.join("; ", Stream.concat(Stream.of(answer), run.caveats().stream()).toList());
  }

  private static Map<String, String> fact(String name, String value) {
    return Map.of("name", name, "value", Printable.of(value));
  }

  private static Map<String, String> problem(Report.Problem problem) {
    return Map.of(
        "where", Printable.of(problem.where()),
        "message", Printable.line(problem.message()),
        "hint", Printable.line(problem.hint()));
  }

  /** Bars are drawn 200 wide for the slowest table. */
  private static List<Map<String, String>> tables(Report report) {
    double slowest =
        report.tables().stream().mapToDouble(TableReport::seconds).max().orElse(0) + 1e-9;
    return report.tables().stream()
        .map(
            table ->
                Map.of(
                    "name", Printable.of(table.name()),
                    "target", Printable.of(table.target()),
                    "rows", Amounts.count(table.targetRows()),
                    "rejected", Amounts.count(table.rejected()),
                    "bytes", Amounts.bytes(table.bytes()),
                    "splits", Amounts.count(table.splits()),
                    "time", time(table.seconds()),
                    "width",
                        String.valueOf(Math.max(1, Math.round(200 * table.seconds() / slowest)))))
        .toList();
  }

  private static List<Map<String, String>> notes(Report report) {
    return report.tables().stream()
        .flatMap(
            table ->
                table.notes().entrySet().stream()
                    .map(
                        note ->
                            Map.of(
                                "table", Printable.of(table.name()),
                                "code", note.getKey(),
                                "count", Amounts.count(note.getValue()))))
        .toList();
  }

  private static List<Map<String, String>> losses(Report report) {
    return report.tables().stream()
        .flatMap(
            table ->
                table.columns().stream()
                    .flatMap(
                        column ->
                            column.losses().stream()
                                .filter(loss -> loss.rows() > 0)
                                .map(
                                    loss ->
                                        Map.of(
                                            "column",
                                                Printable.of(table.name() + "." + column.name()),
                                            "code", loss.code(),
                                            "effect", loss.effect(),
                                            "note", Printable.of(loss.note()),
                                            "rows", Amounts.count(loss.rows()),
                                            "keys",
                                                Printable.of(
                                                    String.join("; ", loss.sampleKeys()))))))
        .toList();
  }

  private static Map<String, String> reject(Report.RejectReport reject) {
    return Map.of(
        "table", Printable.of(reject.table()),
        "key", Printable.of(reject.key()),
        "column", Printable.of(reject.column()),
        "code", reject.code(),
        "reason", Printable.line(reject.reason()),
        "file", Printable.of(reject.file()));
  }

  private static List<Map<String, Object>> objects(Report report, ObjectReport.Status status) {
    return report.objects().stream()
        .filter(object -> object.status() == status)
        .map(
            object ->
                Map.<String, Object>of(
                    "kind", object.kind(),
                    "name", Printable.of(object.sourceName()),
                    "code", object.code(),
                    "reason", Printable.line(object.reason()),
                    "definition", object.definition(),
                    "has-definition", !object.definition().isEmpty()))
        .toList();
  }

  private static List<Map<String, String>> columns(Report report) {
    return report.tables().stream()
        .flatMap(
            table ->
                table.columns().stream()
                    .map(
                        column ->
                            Map.of(
                                "column", Printable.of(table.name() + "." + column.name()),
                                "source", Printable.of(column.sourceType()),
                                "logical", Printable.of(column.logicalType()),
                                "target", Printable.of(column.targetType()),
                                "conversion", column.conversion(),
                                "evidence", Printable.of(column.evidence()))))
        .toList();
  }

  private static Map<String, Object> compared(TableVerdict table) {
    String columns =
        String.join(
            "; ",
            table.columnsNotCompared().stream()
                .map(column -> column.column() + " not compared: " + column.reason())
                .toList());
    return Map.of(
        "name", Printable.of(table.name()),
        "verdict", ReportJson.word(table.verdict()).replace('-', ' '),
        "equal", table.verdict() == TableVerdict.Verdict.EQUAL,
        "source", Amounts.count(table.sourceRows()),
        "target", Amounts.count(table.targetRows()),
        "rows", Amounts.count(table.rowsCompared()),
        "reason", Printable.line(table.reason() + (columns.isEmpty() ? "" : " " + columns)));
  }

  private static List<Map<String, String>> differences(Report report) {
    return report.verification().tables().stream()
        .flatMap(
            table ->
                table.differences().stream()
                    .map(
                        difference ->
                            Map.of(
                                "table",
                                Printable.of(table.name()),
                                "kind",
                                ReportJson.word(difference.kind()),
                                "key",
                                Printable.of(difference.key()),
                                "columns",
                                Printable.of(
                                    String.join(
                                        "; ",
                                        difference.columns().stream()
                                            .map(
                                                v ->
                                                    v.column()
                                                        + ": "
                                                        + v.source()
                                                        + " became "
                                                        + v.target())
                                            .toList())))))
        .toList();
  }

  private static String time(double seconds) {
    return Amounts.time(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}

package io.decant.cli.report;

import io.decant.cli.SampleReport;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.RejectReport;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import io.decant.engine.report.TableReport.LossReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The report of a database of many tables, some of them with very long names. */
final class LargeReport {
  private LargeReport() {}

  static Report of(int tables) {
    Report small = SampleReport.ending(Outcome.REJECTS);
    return new Report(
        Report.VERSION,
        small.run(),
        small.problems(),
        small.findings(),
        IntStream.range(0, tables).mapToObj(LargeReport::trigger).toList(),
        small.inventory(),
        IntStream.range(0, tables).mapToObj(LargeReport::table).toList(),
        IntStream.range(0, 400).mapToObj(LargeReport::reject).toList(),
        small.verification(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static String name(int number) {
    return "t" + number + "_long_names_without_a_blank".repeat(number % 7 == 0 ? 9 : 1);
  }

  private static ObjectReport trigger(int number) {
    return new ObjectReport(
        "trigger",
        name(number) + ".before_insert",
        "",
        ObjectReport.Status.SKIPPED,
        "TRIGGER",
        "triggers stay behind",
        "CREATE TRIGGER x\n\tBEFORE INSERT " + "VERYLONGWORD".repeat(40) + "\nEND");
  }

  private static TableReport table(int number) {
    List<ColumnReport> columns =
        IntStream.range(0, 8)
            .mapToObj(
                column ->
                    new ColumnReport(
                        name(column),
                        name(column),
                        "enum('" + "a','b".repeat(column * 9) + "')",
                        "text",
                        "varchar(255)",
                        "copy",
                        column == 3 ? "all 1,000 values fit" : "",
                        List.of(new LossReport("CUTS", "changes", "", number, List.of("id=1")))))
            .toList();
    return new TableReport(
        name(number),
        name(number),
        number * 1_000L,
        number * 1_000L,
        number % 5,
        number * 100_000L,
        number / 10.0,
        1 + number / 9,
        columns,
        Map.of());
  }

  private static RejectReport reject(int number) {
    return new RejectReport(
        name(number % 113),
        "id=" + number,
        "c",
        "NUL_BYTE",
        "text holds U+0000",
        "rejects/x.jsonl");
  }
}

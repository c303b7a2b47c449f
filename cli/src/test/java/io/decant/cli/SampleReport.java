package io.decant.cli;

import io.decant.connectors.spi.DumpStatement.Fate;
import io.decant.connectors.spi.Finding;
import io.decant.engine.report.ConversionReport;
import io.decant.engine.report.ConversionReport.StatementReport;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.Outcome;
import io.decant.engine.report.Report;
import io.decant.engine.report.Report.InventoryLine;
import io.decant.engine.report.Report.Problem;
import io.decant.engine.report.Report.RejectReport;
import io.decant.engine.report.RunReport;
import io.decant.engine.report.TableReport;
import io.decant.engine.report.TableReport.ColumnReport;
import io.decant.engine.report.TableReport.LossReport;
import io.decant.engine.report.TableVerdict;
import io.decant.engine.report.TableVerdict.Difference;
import io.decant.engine.report.TableVerdict.NotCompared;
import io.decant.engine.report.TableVerdict.ValueDifference;
import io.decant.engine.report.TableVerdict.Verdict;
import io.decant.engine.report.VerificationReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report in which everything happened, under names that try to break out of it. */
public final class SampleReport {
  public static final String HOSTILE = "</td><script>alert('\u001b[31m\u202e&\"')</script>";

  private SampleReport() {}

  public static Report ending(Outcome outcome) {
    return new Report(
        Report.VERSION,
        new RunReport(
            "run-17",
            "migrate",
            "1.0",
            Instant.parse("2026-01-02T03:04:05Z"),
            Instant.parse("2026-01-02T03:06:18Z"),
            133.5,
            outcome,
            outcome.exitCode(),
            "mysql://app@old/shop",
            "postgresql://app@new/shop",
            "MySQL 8.0.1",
            "PostgreSQL 18.1",
            "gtid:7",
            true,
            List.of(),
            "decant migrate --source mysql://app@old/shop --where 'a < \\u001B'"),
        List.of(new Problem("shop.orders", "index 'by day'\nfailed", "Make it by hand.")),
        List.of(Finding.warning("DISK_SPACE", "target " + HOSTILE, "2 GiB are left", "Make room.")),
        List.of(
            new ObjectReport("table", "orders", "orders", ObjectReport.Status.MIGRATED, "", ""),
            new ObjectReport(
                "table", HOSTILE, HOSTILE, ObjectReport.Status.CHANGED, "NAME", "shortened"),
            new ObjectReport(
                "view",
                "v_" + HOSTILE,
                "",
                ObjectReport.Status.SKIPPED,
                "VIEW",
                "views stay behind"),
            new ObjectReport(
                "index", "orders.by day", "", ObjectReport.Status.FAILED, "REFUSED", "too long")),
        List.of(
            new InventoryLine("table", 2, 1, 1, 0, 0),
            new InventoryLine("view", 1, 0, 0, 1, 0),
            new InventoryLine("index", 1, 0, 0, 0, 1)),
        List.of(
            new TableReport(
                "orders",
                "orders",
                1_234_567,
                1_234_566,
                1,
                987_654_321,
                61.25,
                12,
                List.of(
                    new ColumnReport(
                        "id",
                        "id",
                        "bigint unsigned",
                        "int64u",
                        "numeric(20,0)",
                        "widen",
                        "",
                        List.of()),
                    new ColumnReport(
                        "paid",
                        "paid",
                        "datetime(6)",
                        "timestamp(6)",
                        "timestamp(3)",
                        "round",
                        "as declared",
                        List.of(
                            new LossReport(
                                "ROUNDS",
                                "changes",
                                "to milliseconds",
                                42,
                                List.of("id=7", HOSTILE))))),
                Map.of("UNSEEN_FIELD", 3L)),
            new TableReport(HOSTILE, HOSTILE, 2, 2, 0, 64, 0.004, 1, List.of(), Map.of()),
            new TableReport("größe 名前 😀", "größe 名前 😀", 0, 0, 0, 0, 0, 1, List.of(), Map.of())),
        List.of(
            new RejectReport(
                "orders",
                "id=9",
                "note",
                "NUL_BYTE",
                "text holds U+0000",
                "decant-rejects/run-17/orders.jsonl")),
        new VerificationReport(
            "checksum",
            20.125,
            List.of(
                new TableVerdict(
                    "orders",
                    "orders",
                    Verdict.DIFFERENT,
                    "",
                    1_234_566,
                    1_234_565,
                    1_234_565,
                    List.of(new NotCompared("shape", "no common form")),
                    List.of(
                        new Difference(
                            Difference.Kind.DIFFERENT,
                            "id=3",
                            List.of(new ValueDifference("note", "''", HOSTILE))),
                        new Difference(Difference.Kind.MISSING, "id=4", List.of()))),
                new TableVerdict(
                    HOSTILE, HOSTILE, Verdict.EQUAL, "", 2, 2, 2, List.of(), List.of()),
                new TableVerdict(
                    "größe 名前 😀",
                    "größe 名前 😀",
                    Verdict.NOT_COMPARED,
                    "it is empty",
                    0,
                    0,
                    0,
                    List.of(),
                    List.of())),
            List.of("index orders.by day is missing")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What could be said before it. */
  public static Report assessed() {
    return ending(Outcome.DONE).with(SampleAssessment.of());
  }

  /** The same of a dump of which two statements are not converted. */
  public static Report converted() {
    return ending(Outcome.DONE)
        .with(
            new ConversionReport(
                12,
                5,
                2,
                3,
                1,
                1,
                Map.of("rows <of> a table", 3L),
                List.of(
                    new StatementReport(7, "CREATE TRIGGER " + HOSTILE, Fate.LISTED, "code"),
                    new StatementReport(9, "CREATE | TABLE", Fate.FAILED, HOSTILE))));
  }
}

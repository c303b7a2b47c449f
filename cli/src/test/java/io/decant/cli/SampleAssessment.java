package io.decant.cli;

import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.AssessmentReport.Complexity;
import io.decant.engine.report.AssessmentReport.Deduction;
import io.decant.engine.report.AssessmentReport.Effort;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Extent;
import io.decant.engine.report.AssessmentReport.Rate;
import io.decant.engine.report.AssessmentReport.Recommendation;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Sample;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.AssessmentReport.StageSeconds;
import io.decant.engine.report.AssessmentReport.StaysBehind;
import io.decant.engine.report.AssessmentReport.Strategy;
import io.decant.engine.report.AssessmentReport.TableExtent;
import java.util.List;

/** An assessment in which everything was found. */
final class SampleAssessment {
  private SampleAssessment() {}

  static AssessmentReport of() {
    TableExtent orders = new TableExtent("orders", 1_234_567, true, 987_654_321, 14, 3);
    TableExtent hostile = new TableExtent(SampleReport.HOSTILE, -1, false, -1, 212, 0);
    return new AssessmentReport(
        61,
        Complexity.HIGH,
        "The data can be migrated after 3 decisions; about 18 hours of work stay by hand.",
        List.of(
            new Deduction(24, "routine", 6, "6 routines have to be written anew"),
            new Deduction(10, "NUL_BYTE", 1, "1 column holds values that the target refuses"),
            new Deduction(5, "ROUNDS", 1, "1 column holds values that change")),
        18.5,
        List.of(
            new Effort("routine", 6, 18, "written anew in the target's language"),
            new Effort("view", 1, 0.5, "its query means something else there")),
        new Estimate(
            1234.5,
            900,
            2100,
            List.of(
                new StageSeconds("copy", 800),
                new StageSeconds("keys and indexes", 234.5),
                new StageSeconds("verify", 200)),
            "412,000 rows of orders, read and written with 2 threads for 2.0 s",
            true),
        new Strategy(
            Strategy.Way.INCREMENTAL,
            "35 min at most is more than the 10 min of downtime that are tolerated",
            600,
            12.5),
        new Extent(31, 341, 5_123_456, false, 1_987_654_321L, 44, 29, 22),
        List.of(orders, hostile),
        List.of(hostile, orders),
        List.of(
            new StaysBehind("routine", 6, List.of("f", "g", "h", "i", "j", "k"), "are not moved"),
            new StaysBehind("view", 1, List.of("v_" + SampleReport.HOSTILE), "uses <regexp>")),
        new Sample("10000", 41_234, 5_123_456, 28, 3.75, 17),
        List.of(
            new Risk(
                Severity.HIGH,
                "NUL_BYTE",
                "orders",
                "note",
                "text holds U+0000",
                2,
                10_000,
                false,
                List.of("id=9", SampleReport.HOSTILE),
                "--on-error reject keeps such rows apart"),
            new Risk(
                Severity.LOW,
                "UNSEEN_VALUES",
                "orders",
                "",
                "what 1 of 3,334 rows has can have been missed",
                0,
                10_000,
                false,
                List.of(),
                "--sample all looks at every row")),
        List.of(new Rate("read", "orders", 412_000, 300_000_000L, 2, 206_000, 150e6, 2)),
        List.of(
            new Recommendation(
                "--on-error reject", "Keep refused rows apart.", "2 rows would be refused")));
  }
}

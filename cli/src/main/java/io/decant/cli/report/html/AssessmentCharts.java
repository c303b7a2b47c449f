package io.decant.cli.report.html;

import io.decant.cli.terminal.Amounts;
import io.decant.cli.terminal.Printable;
import io.decant.engine.report.AssessmentReport;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.StageSeconds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The numbers of an assessment that are drawn. */
final class AssessmentCharts {
  private AssessmentCharts() {}

  /** An arc around the score, 100 being the whole circle. */
  static Map<String, Object> score(AssessmentReport made) {
    return Map.of("points", made.compatibilityScore());
  }

  /**
   * A bar of the stages, one behind the other, above the interval in which the whole is expected.
   */
  static Map<String, Object> duration(Estimate estimate) {
    double whole = Math.max(estimate.high(), estimate.expected()) + 1e-9;
    List<Map<String, String>> stages = new ArrayList<>();
    double at = 0;
    int number = 0;
    for (StageSeconds stage : estimate.stages()) {
      stages.add(
          Map.of(
              "stage", Printable.of(stage.stage()),
              "time", Amounts.time(stage.seconds()),
              "at", percent(at / whole),
              "width", percent(stage.seconds() / whole),
              "shade", String.valueOf(number++ % 4)));
      at += stage.seconds();
    }
    return Map.of(
        "stages", stages,
        "low", Amounts.time(estimate.low()),
        "high", Amounts.time(estimate.high()),
        "expected", Amounts.time(estimate.expected()),
        "from", percent(estimate.low() / whole),
        "width", percent((estimate.high() - estimate.low()) / whole),
        "here", percent(estimate.expected() / whole));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * Math.max(0, Math.min(1, share)));
  }
}

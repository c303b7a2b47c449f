package io.decant.engine.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.BatchReader;
import io.decant.converter.DecantException.UserError;
import io.decant.engine.report.AssessmentReport.Complexity;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Recommendation;
import io.decant.engine.report.AssessmentReport.Risk;
import io.decant.engine.report.AssessmentReport.Severity;
import io.decant.engine.report.AssessmentReport.Strategy;
import io.decant.engine.report.AssessmentReport.Strategy.Way;
import io.decant.engine.report.ObjectReport;
import io.decant.engine.report.ObjectReport.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The thresholds of docs/assessment.md, each at its border. */
class ConclusionsTest {
  @ParameterizedTest
  @CsvSource({
    "80, 8, false, LOW",
    "79, 8, false, MEDIUM",
    "80, 8.1, false, MEDIUM",
    "50, 40, false, MEDIUM",
    "49, 40, false, HIGH",
    "50, 40.1, false, HIGH",
    "100, 0, true, HIGH"
  })
  void complexityChangesExactlyAtItsBorders(
      int points, double hours, boolean blocked, Complexity expected) {
    assertThat(Score.complexity(points, hours, blocked)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // it fits, and it does not
    "3600, LOW, 5, 3600, BIG_BANG",
    "3601, LOW, 5, 3600, INCREMENTAL",
    "3601, MEDIUM, -1, 3600, INCREMENTAL",
    // no time at all
    "61, LOW, 5, 60, INCREMENTAL",
    "61, LOW, 5, 59, BLUE_GREEN",
    // nobody writes
    "3601, LOW, 0.0099, 3600, BLUE_GREEN",
    "3601, LOW, 0.01, 3600, INCREMENTAL",
    "3600, LOW, 0, 3600, BIG_BANG",
    // too much by hand
    "10, HIGH, 0, 3600, PARALLEL_RUN"
  })
  void theStrategyChangesExactlyAtItsBorders(
      double high, Complexity complexity, double writes, double tolerated, Way expected) {
    assertThat(StrategyChoice.way(high, complexity, writes, tolerated)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // nothing, in less than a second: nothing can be said
    "0, 0.99, -1",
    "0, 1, 0",
    "1, 0.5, 2",
    "7, 3, 2.33",
    // the server has begun to count anew
    "-1, 10, -1"
  })
  void aRateOfWritesIsOnlyToldWhenItIsKnown(long writes, double seconds, double expected) {
    assertThat(WriteRate.of(writes, seconds).perSecond()).isEqualTo(expected);
  }

  @Test
  void theReasonForAStrategySaysHowLongTheWritesWereLookedAt() {
    Estimate slow = new Estimate(7_000, 5_000, 9_000, List.of(), "", true);
    Optional<Duration> hour = Optional.of(Duration.ofHours(1));
    assertThat(StrategyChoice.of(slow, Complexity.LOW, WriteRate.of(30, 4), hour))
        .satisfies(
            strategy -> {
              assertThat(strategy.way()).isEqualTo(Way.INCREMENTAL);
              assertThat(strategy.writesPerSecond()).isEqualTo(7.5);
              assertThat(strategy.reason()).contains("written 7.5 times a second in the 4.0 s");
            });
    assertThat(StrategyChoice.of(slow, Complexity.LOW, WriteRate.of(0, 4), hour))
        .satisfies(
            strategy -> {
              assertThat(strategy.way()).isEqualTo(Way.BLUE_GREEN);
              assertThat(strategy.reason()).contains("nobody wrote into the source in the 4.0 s");
            });
    assertThat(StrategyChoice.of(slow, Complexity.LOW, WriteRate.UNKNOWN, hour).reason())
        .contains("how often the source is written is not known");
  }

  @Test
  void everyPointThatIsMissingIsADeduction() {
    List<ObjectReport> objects = new ArrayList<>(skipped("routine", 4));
    objects.addAll(skipped("trigger", 3));
    objects.addAll(skipped("comment", 9));
    Score score = Score.of(objects, List.of(risk(Severity.HIGH), risk(Severity.LOW)));

    assertThat(score.deductions())
        .extracting(each -> each.code() + " " + each.points())
        .containsExactly("routine 12", "trigger 6", "HIGH 5");
    assertThat(score.points()).isEqualTo(100 - 12 - 6 - 5);
  }

  @Test
  void manyObjectsOfOneKindTakeOffNoMoreThanTheKindMay() {
    assertThat(Score.of(skipped("routine", 8), List.of()).points()).isEqualTo(100 - 24);
    assertThat(Score.of(skipped("routine", 9), List.of()).points()).isEqualTo(100 - 25);
    assertThat(Score.of(skipped("routine", 500), List.of()).points()).isEqualTo(100 - 25);
    assertThat(Score.of(skipped("grant", 1), List.of()).points()).isEqualTo(99);
  }

  @Test
  void theScoreEndsAtNought() {
    List<ObjectReport> objects = new ArrayList<>();
    for (String kind : List.of("routine", "trigger", "event", "rule", "view", "policy", "table")) {
      objects.addAll(skipped(kind, 1000));
    }
    List<Risk> risks = Collections.nCopies(10, risk(Severity.BLOCKER));
    assertThat(Score.of(objects, risks).points()).isZero();
    assertThat(Score.of(objects, risks).complexity()).isEqualTo(Complexity.HIGH);
  }

  @Test
  void whatTheUserLeftOutIsNoDeduction() {
    ObjectReport unselected =
        new ObjectReport("table", "t", "", Status.SKIPPED, "NOT_MOVED", "was not selected");
    assertThat(Score.of(List.of(unselected), List.of()).points()).isEqualTo(100);
  }

  @Test
  void workGrowsWithTheLengthOfTheCode() {
    String body = "x;\n".repeat(50);
    ObjectReport longer =
        new ObjectReport("routine", "r", "", Status.SKIPPED, "NOT_MOVED", "code", body);
    assertThat(Score.of(List.of(longer), List.of()).effortHours()).isEqualTo(3.0);
  }

  @Test
  void whoHasNotSeenEveryFieldIsToldToLookAtEveryRow() {
    Risk unseen =
        new Risk(
            Severity.MEDIUM, BatchReader.UNSEEN_FIELD, "t", "", "", 3, 9, false, List.of(), "");
    Estimate estimate = new Estimate(1, 1, 1, List.of(), "", true);
    Strategy strategy =
        StrategyChoice.of(estimate, Complexity.LOW, WriteRate.UNKNOWN, Optional.empty());
    assertThat(Advice.of(List.of(unseen), List.of(), List.of(), estimate, strategy))
        .extracting(Recommendation::option)
        .contains("--sample all");
  }

  @ParameterizedTest
  @CsvSource({"10000, 10000", "5%, 5000", "1_000, 1000", "all, 9223372036854775807"})
  void aSampleIsANumberAShareOrAll(String text, long rows) {
    assertThat(SampleSize.parse(text).wanted(100_000)).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({"0", "-5", "0%", "101%", "many", "''"})
  void aSampleOfNothingIsRefused(String text) {
    assertThatThrownBy(() -> SampleSize.parse(text)).isInstanceOf(UserError.class);
  }

  private static List<ObjectReport> skipped(String kind, int count) {
    return Collections.nCopies(
        count, new ObjectReport(kind, "x", "", Status.SKIPPED, "NOT_MOVED", "is not moved"));
  }

  private static Risk risk(Severity severity) {
    return new Risk(severity, "CODE", "t", "c", "", 1, 10, true, List.of("id=1"), "");
  }
}

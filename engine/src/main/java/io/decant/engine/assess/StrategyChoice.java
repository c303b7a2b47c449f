package io.decant.engine.assess;

import io.decant.engine.report.AssessmentReport.Complexity;
import io.decant.engine.report.AssessmentReport.Estimate;
import io.decant.engine.report.AssessmentReport.Strategy;
import io.decant.engine.report.AssessmentReport.Strategy.Way;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How to go about a migration, from its duration, the writes meanwhile and what is tolerated. */
final class StrategyChoice {
  /** Whoever does not say how long, has a night. */
  static final double USUAL_DOWNTIME_SECONDS = 4 * 3600;

  /** Nothing that has to be copied first fits into less. */
  static final double NO_DOWNTIME_SECONDS = 60;

  /** A source that is written less often stands still. */
  static final double QUIET_WRITES_PER_SECOND = 0.01;

  private StrategyChoice() {}

  /**
   * @param writes of others in the source
   */
  static Strategy of(
      Estimate estimate, Complexity complexity, WriteRate writes, Optional<Duration> maxDowntime) {
    double tolerated = maxDowntime.map(Duration::toMillis).map(millis -> millis / 1e3).orElse(-1.0);
    double limit = tolerated < 0 ? USUAL_DOWNTIME_SECONDS : tolerated;
    Way way = way(estimate.high(), complexity, writes.perSecond(), limit);
    return new Strategy(
        way, reason(way, estimate, writes(writes), tolerated), tolerated, writes.perSecond());
  }

  static Way way(
      double highSeconds, Complexity complexity, double writesPerSecond, double toleratedSeconds) {
    boolean quiet = writesPerSecond >= 0 && writesPerSecond < QUIET_WRITES_PER_SECOND;
    if (complexity == Complexity.HIGH) {
      return Way.PARALLEL_RUN;
    }
    if (quiet && highSeconds > toleratedSeconds) {
      return Way.BLUE_GREEN;
    }
    if (highSeconds <= toleratedSeconds) {
      return Way.BIG_BANG;
    }
    return toleratedSeconds < NO_DOWNTIME_SECONDS ? Way.BLUE_GREEN : Way.INCREMENTAL;
  }

  private static String reason(Way way, Estimate estimate, String writes, double tolerated) {
    String high = Wording.time(estimate.high());
    String downtime =
        tolerated < 0
            ? "the " + Wording.time(USUAL_DOWNTIME_SECONDS) + " supposed without --max-downtime"
            : "the " + Wording.time(tolerated) + " that are tolerated";
    return switch (way) {
      case BIG_BANG ->
          "it takes " + high + " at most, within " + downtime + ": stop, migrate, start anew";
      case INCREMENTAL ->
          "it takes up to "
              + high
              + ", more than "
              + downtime
              + ", and "
              + writes
              + ": copy while the source runs, bring over what changed (--where, and sync once it is"
              + " there), then switch";
      case BLUE_GREEN ->
          "it takes up to "
              + high
              + ", more than "
              + downtime
              + ", and "
              + writes
              + ": fill the target beside the source, and switch at once when both are equal";
      case PARALLEL_RUN ->
          "so much has no place in the target, or has to be written by hand, that both should run"
              + " side by side, and what they answer be compared, before the source is left; the copy"
              + " itself takes up to "
              + high;
    };
  }

  /** What was seen, and for how short a while. */
  private static String writes(WriteRate writes) {
    if (!writes.isKnown()) {
      return "how often the source is written is not known";
    }
    String looked = "in the " + Wording.time(writes.seconds()) + " that it was looked at";
    return writes.perSecond() < QUIET_WRITES_PER_SECOND
        ? "nobody wrote into the source " + looked
        : String.format(
            Locale.ROOT,
            "the source was written %.1f times a second %s",
            writes.perSecond(),
            looked);
  }
}

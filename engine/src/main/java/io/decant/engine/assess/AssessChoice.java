package io.decant.engine.assess;

import java.time.Duration;
import java.util.Optional;

/**
 * What a user can decide about an assessment.
 *
 * @param sample how much of each table is looked at
 * @param maxDowntime how long the application may stand still, where that was said
 * @param scratch a scratch table may be written into the target, to measure its speed
 * @param assumed the target is an engine that nobody opens, not a database
 * @param seed of the sample's places
 */
public record AssessChoice(
    SampleSize sample,
    Optional<Duration> maxDowntime,
    boolean scratch,
    boolean assumed,
    long seed) {
  /** Of an engine's name, with a sample as usual. */
  public static final AssessChoice DEFAULTS =
      new AssessChoice(SampleSize.DEFAULT, Optional.empty(), false, true, 1);
}

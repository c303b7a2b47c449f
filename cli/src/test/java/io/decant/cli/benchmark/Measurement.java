package io.decant.cli.benchmark;

/**
 * One run.
 *
 * @param seconds by the clock on the wall
 * @param client processor seconds of Decant; NaN where it had no part
 * @param source of the source's server; NaN where there is none to be seen
 * @param target of the target's server; NaN too where it is the source's
 * @param peakBytes resident in Decant's process; NaN where it had no part
 * @param right whether the target holds what it should
 */
record Measurement(
    double seconds, double client, double source, double target, double peakBytes, boolean right) {}

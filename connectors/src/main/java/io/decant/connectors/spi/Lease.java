package io.decant.connectors.spi;

/**
 * The right to write for a run. Whoever takes a run over raises its epoch; from then on nothing of
 * the older epoch can commit.
 *
 * @param run the run's id
 * @param epoch from 1
 */
public record Lease(String run, long epoch) {}

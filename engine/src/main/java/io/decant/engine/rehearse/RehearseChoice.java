package io.decant.engine.rehearse;

/**
 * What a user can decide about a rehearsal.
 *
 * @param rows of each table at most, and those that they refer to
 * @param seed of the sample's places
 * @param keep the scratch place stays
 */
public record RehearseChoice(long rows, long seed, boolean keep) {
  public static final RehearseChoice DEFAULTS = new RehearseChoice(1_000, 1, false);
}

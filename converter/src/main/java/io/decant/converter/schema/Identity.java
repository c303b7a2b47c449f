package io.decant.converter.schema;

/**
 * Numbers that the database hands out by itself: auto-increment, identity, serial.
 *
 * @param next the number that the source would hand out next; the target hands out this one or,
 *     where its data needs it, the one after its largest
 * @param increment the step, never 0
 * @param always the database refuses a number given by an ordinary insert (GENERATED ALWAYS)
 * @param properties what else the counter has that nothing here tells, in words: shared with
 *     another column, its bounds, that it begins anew. Sinks make it without; empty when there is
 *     nothing
 */
public record Identity(long next, long increment, boolean always, String properties) {

  /** A counter without further properties. */
  public Identity(long next, long increment, boolean always) {
    this(next, increment, always, "");
  }
}

package io.decant.connectors.spi;

/**
 * A place in the history of a source, as text that only its connector reads. Two snapshots with
 * equal, non-empty tokens show the same rows; an empty token says nothing.
 */
public record Position(String token) {
  public static final Position UNKNOWN = new Position("");
}

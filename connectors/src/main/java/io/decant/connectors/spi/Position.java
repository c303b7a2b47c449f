package io.decant.connectors.spi;

import java.util.List;
import java.util.stream.Stream;

/**
 * A place in the history of a source, as text that only its connector reads. Two snapshots with
 * equal, non-empty tokens show the same rows; an empty token says nothing.
 *
 * @param consistent every row is of that one moment, as far as the connector can bring it about
 * @param caveats what the view does not give, or gives at a price, and how to mend it: for people
 */
public record Position(String token, boolean consistent, List<String> caveats) {
  public static final Position UNKNOWN = new Position("");

  public Position {
    caveats = List.copyOf(caveats);
  }

  /** A view of one moment without caveats. */
  public Position(String token) {
    this(token, true, List.of());
  }

  /** The same place with one more thing to know about it. */
  public Position withCaveat(String caveat, boolean stillConsistent) {
    return new Position(
        token,
        consistent && stillConsistent,
        Stream.concat(caveats.stream(), Stream.of(caveat)).toList());
  }
}

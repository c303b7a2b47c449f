package io.decant.converter.schema;

/**
 * What matters about a collation when rows move: which texts it holds to be the same key.
 *
 * @param name the database's own name for it; empty when it is the engine's plain comparison by
 *     bytes or code points
 * @param ignoresCase {@code 'a' = 'A'}
 * @param ignoresAccents {@code 'e' = 'é'}
 * @param padsSpaces {@code 'a' = 'a '}
 */
public record Collation(
    String name, boolean ignoresCase, boolean ignoresAccents, boolean padsSpaces) {

  /** Comparison by code points: two texts are equal only when their bytes are. */
  public static final Collation BINARY = new Collation("", false, false, false);

  /** True when two different texts can be one key. */
  public boolean merges() {
    return ignoresCase || ignoresAccents || padsSpaces;
  }
}

package io.decant.converter.row;

/**
 * The numbers that nobody knows who does not know the salt: every hash here is made with some of
 * them. The same salt gives the same ones, in any process and on any machine.
 *
 * <p>Source: SplitMix64, in G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number
 * Generators" (2014).
 */
final class Secrets {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private long state;

  Secrets(long salt) {
    this.state = salt;
  }

  long next() {
    state += GOLDEN_RATIO;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** An odd one, to multiply by: then the lower half of a product alone keeps every bit. */
  long nextFactor() {
    return next() | 1;
  }
}

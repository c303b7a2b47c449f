package io.decant.converter.row;

import java.util.Locale;

/**
 * The digest of a set of rows: how many, and the exact sum of their 64-bit hashes in 128 bits. The
 * order of the rows does not matter, and the sums of parts add up to the sum of the whole; as
 * nothing is taken modulo 2^64, equal rows cannot cancel each other out.
 *
 * @param rows how many
 * @param high the upper 64 bits of the sum
 * @param low the lower 64 bits, unsigned
 */
public record DigestSum(long rows, long high, long low) {
  /** Of no rows. */
  public static final DigestSum ZERO = new DigestSum(0, 0, 0);

  /** The digest of the rows of both. */
  public DigestSum plus(DigestSum other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new DigestSum(rows + other.rows, high + other.high + carry, sum);
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException it is something else
   */
  public static DigestSum parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || text.length() != colon + 33) {
      throw new IllegalArgumentException("not a digest: " + text);
    }
    return new DigestSum(
        Long.parseLong(text.substring(0, colon)),
        Long.parseUnsignedLong(text.substring(colon + 1, colon + 17), 16),
        Long.parseUnsignedLong(text.substring(colon + 17), 16));
  }

  /** For the ledger: rows, a colon, the sum as 32 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%d:%016x%016x", rows, high, low);
  }
}

package io.decant.converter.row;

/**
 * The one step that hashes are made of here: multiply two numbers to 128 bits and fold the halves
 * onto each other. Where one of them is secret, nobody can tell which inputs lead to one output.
 */
final class Folding {
  /** A shift and an addition; of the numbers that are no more than that, it leaves least. */
  private static final long SPREAD = 17;

  private Folding() {}

  /**
   * As numbers without a sign. With one, a number and its negation would differ in the last bits of
   * the result only, which the next value could make good: (5, 2) and (-5, 3) would be one row.
   *
   * <p>The lower half is spread first: products that differ by a multiple of 2^64 - 1 have halves
   * of one sum, and so too often of one exclusive or. Sixteen bytes of which every bit is turned
   * over would go unseen for one salt in 2^26.
   */
  static long fold(long left, long right) {
    long signed = Math.multiplyHigh(left, right);
    long high = signed + ((left >> 63) & right) + ((right >> 63) & left);
    return high ^ (SPREAD * (left * right));
  }

  /**
   * Takes bytes into a state, 16 a step; the last step may see some a second time, which their
   * number makes unmistakable.
   *
   * @param factor secret and odd
   */
  static long bytes(long state, byte[] data, int start, int length, long factor) {
    int end = start + length;
    long hash = state ^ (length * factor);
    if (length < 8) {
      return fold(hash ^ few(data, start, length), factor);
    }
    for (int at = start; at < end - 16; at += 16) {
      hash = fold(hash ^ EightBytes.at(data, at), factor ^ EightBytes.at(data, at + 8));
    }
    long front = EightBytes.at(data, length < 16 ? start : end - 16);
    return fold(hash ^ front, factor ^ EightBytes.at(data, end - 8));
  }

  /**
   * What {@link #bytes} makes of fewer than eight bytes.
   *
   * @param eight them, the first lowest, and others behind them
   */
  static long few(long state, long eight, int length, long factor) {
    long few = eight & ((1L << (8 * length)) - 1);
    return fold(state ^ (length * factor) ^ few, factor);
  }

  /** Fewer than eight bytes as a number; what lies behind them is read too, and cut off. */
  private static long few(byte[] data, int start, int length) {
    if (start <= data.length - 8) {
      return EightBytes.at(data, start) & ((1L << (8 * length)) - 1);
    }
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | (data[start + i] & 0xFF);
    }
    return value;
  }
}

package io.decant.connectors.mysql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Values with a backslash before what LOAD DATA or a quoted literal would take for its own: NUL,
 * tab, line feed, quote and the backslash itself. Hardly a value holds one of them, so eight bytes
 * are looked at together and copied as they are when none of them is below a blank, a quote or a
 * backslash.
 */
final class EscapedBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x80 * ONES;
  private static final long BLANKS = ' ' * ONES;
  private static final long QUOTES = '\'' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  /** What stands behind the backslash for a byte that needs one, and 0 for all others. */
  private static final byte[] LETTERS = new byte[256];

  static {
    LETTERS[0] = '0';
    LETTERS['\t'] = 't';
    LETTERS['\n'] = 'n';
    LETTERS['\''] = '\'';
    LETTERS['\\'] = '\\';
  }

  private EscapedBytes() {}

  /**
   * Writes a piece of a value.
   *
   * @param into has twice the piece's bytes of room from {@code at} on
   * @return the offset after the last byte written
   */
  static int append(byte[] source, int from, int to, byte[] into, int at) {
    int next = from;
    int end = at;
    while (to - next >= Long.BYTES) {
      long eight = (long) LONGS.get(source, next);
      if (isPlain(eight)) {
        LONGS.set(into, end, eight);
        end += Long.BYTES;
      } else {
        end = appendSingly(source, next, next + Long.BYTES, into, end);
      }
      next += Long.BYTES;
    }
    return appendSingly(source, next, to, into, end);
  }

  private static int appendSingly(byte[] source, int from, int to, byte[] into, int at) {
    int end = at;
    for (int i = from; i < to; i++) {
      byte letter = LETTERS[source[i] & 0xff];
      if (letter != 0) {
        into[end++] = '\\';
        into[end++] = letter;
      } else {
        into[end++] = source[i];
      }
    }
    return end;
  }

  /**
   * Never true where a byte needs a backslash; false for some control characters that need none.
   */
  private static boolean isPlain(long eight) {
    return ((below(eight, BLANKS) | below(eight ^ QUOTES, ONES) | below(eight ^ BACKSLASHES, ONES))
            & HIGH_BITS)
        == 0;
  }

  /**
   * Sets the high bit of the lowest byte that is below the bound's, and of none when none is.
   * Borrows run upwards only, so what they spoil lies above a true answer.
   */
  private static long below(long eight, long bound) {
    return (eight - bound) & ~eight;
  }
}

package io.decant.connectors.mysql;

import io.decant.converter.row.EightBytes;

/**
 * Values with a backslash before what LOAD DATA or a quoted literal would take for its own: NUL,
 * tab, line feed, quote and the backslash itself. Hardly a value holds one of them, so eight bytes
 * are looked at together and copied as they are when none of them is below a blank, a quote or a
 * backslash.
 */
final class EscapedBytes {
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
      long eight = EightBytes.at(source, next);
      if (isPlain(eight)) {
        EightBytes.put(into, end, eight);
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
    long marks =
        EightBytes.below(' ', eight)
            | EightBytes.equal('\'', eight)
            | EightBytes.equal('\\', eight);
    return (marks & EightBytes.MARKS) == 0;
  }
}

package io.decant.converter.row;

/** Questions about ranges of bytes that are, or ought to be, UTF-8. */
public final class Utf8 {
  private Utf8() {}

  /**
   * Whether the bytes are UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing beyond
   * U+10FFFF.
   */
  public static boolean isValid(byte[] data, int offset, int length) {
    return validCodePoints(data, offset, length) >= 0;
  }

  /** Number of code points; -1 when the bytes are not {@link #isValid valid}. */
  public static int validCodePoints(byte[] data, int offset, int length) {
    int end = offset + length;
    int at = skipAscii(data, offset, end);
    int trails = 0;
    while (at < end) {
      int width = width(data, at, end);
      if (width == 0) {
        return -1;
      }
      trails += width - 1;
      at = skipAscii(data, at + width, end);
    }
    return length - trails;
  }

  /** Whether the bytes are ASCII alone. */
  public static boolean isAscii(byte[] data, int offset, int length) {
    return skipAscii(data, offset, offset + length) == offset + length;
  }

  /** Whether every value of a column is valid. */
  public static boolean areValid(BytesVector texts) {
    return areValid(texts, 0);
  }

  /**
   * Whether every value of a column is valid from one row on, told by one look at all of their
   * bytes: these are one valid text, and no value begins within a character, where the one before
   * it would end.
   */
  public static boolean areValid(BytesVector texts, int first) {
    int rows = texts.size();
    if (first == rows) {
      return true;
    }
    byte[] data = texts.data();
    int end = texts.end(rows - 1);
    for (int row = first; row < rows; row++) {
      int start = texts.start(row);
      if (start < end && isTrail(data[start])) {
        return false;
      }
    }
    int start = texts.start(first);
    return isValid(data, start, end - start);
  }

  /** Number of code points; the bytes must be valid. */
  public static int codePoints(byte[] data, int offset, int length) {
    int count = 0;
    for (int i = offset; i < offset + length; i++) {
      if ((data[i] & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }

  /** Bytes of a text without the spaces at its end, which a padded column does not count. */
  public static int unpaddedLength(byte[] data, int offset, int length) {
    int end = offset + length;
    while (end > offset && data[end - 1] == ' ') {
      end--;
    }
    return end - offset;
  }

  /** Whether a byte is 0. */
  public static boolean hasNul(byte[] data, int offset, int length) {
    return indexOf('\0', data, offset, offset + length) < offset + length;
  }

  /** Offset of the first byte that is this character of ASCII, or {@code end}. */
  static int indexOf(char wanted, byte[] data, int from, int end) {
    int at = from;
    for (; at <= end - 8; at += 8) {
      long found = EightBytes.equal(wanted, EightBytes.at(data, at)) & EightBytes.MARKS;
      if (found != 0) {
        return at + EightBytes.first(found);
      }
    }
    while (at < end && data[at] != wanted) {
      at++;
    }
    return Math.min(at, end);
  }

  private static int skipAscii(byte[] data, int from, int end) {
    int at = from;
    while (at <= end - 32 && !hasHigh(data, at)) {
      at += 32;
    }
    for (; at <= end - 8; at += 8) {
      long high = EightBytes.at(data, at) & EightBytes.MARKS;
      if (high != 0) {
        return at + EightBytes.first(high);
      }
    }
    if (at < end && end >= 8) {
      // The rest is the end of the last eight bytes; what stands before it is shifted away.
      long high = (EightBytes.at(data, end - 8) & EightBytes.MARKS) >>> (8 * (at - end + 8));
      return high == 0 ? end : at + EightBytes.first(high);
    }
    while (at < end && data[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Whether one of 32 bytes is not ASCII. */
  private static boolean hasHigh(byte[] data, int at) {
    long front = EightBytes.at(data, at) | EightBytes.at(data, at + 8);
    long back = EightBytes.at(data, at + 16) | EightBytes.at(data, at + 24);
    return ((front | back) & EightBytes.MARKS) != 0;
  }

  /** Bytes of the character that begins here, which is not ASCII; 0 when it is none. */
  private static int width(byte[] data, int at, int end) {
    int first = data[at] & 0xFF;
    int second = at + 1 < end ? data[at + 1] & 0xFF : 0;
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    if (first < 0xE0) {
      return isTrail(second) ? 2 : 0;
    }
    boolean third = at + 2 < end && isTrail(data[at + 2]);
    if (first < 0xF0) {
      int lowest = first == 0xE0 ? 0xA0 : 0x80;
      int highest = first == 0xED ? 0x9F : 0xBF;
      return second >= lowest && second <= highest && third ? 3 : 0;
    }
    int lowest = first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xF4 ? 0x8F : 0xBF;
    boolean fourth = at + 3 < end && isTrail(data[at + 3]);
    return second >= lowest && second <= highest && third && fourth ? 4 : 0;
  }

  private static boolean isTrail(int value) {
    return (value & 0xC0) == 0x80;
  }
}

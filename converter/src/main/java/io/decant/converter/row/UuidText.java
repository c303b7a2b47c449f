package io.decant.converter.row;

/** UUIDs as 36 characters of lower case: of all spellings the one that every engine gives back. */
public final class UuidText {
  public static final int LENGTH = 36;
  private static final String DIGITS = "0123456789abcdef";

  private UuidText() {}

  /** Whether a text is a UUID spelt so. */
  public static boolean isCanonical(byte[] data, int start, int length) {
    if (length != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      byte b = data[start + i];
      if (hyphen ? b != '-' : !(b >= '0' && b <= '9' || b >= 'a' && b <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The 16 bytes of a canonical text. */
  public static void parse(byte[] data, int start, byte[] into, int at) {
    int next = at;
    for (int i = start; i < start + LENGTH; i += 2) {
      if (data[i] == '-') {
        i++;
      }
      into[next++] = (byte) (digit(data[i]) << 4 | digit(data[i + 1]));
    }
  }

  private static int digit(byte text) {
    return text <= '9' ? text - '0' : text - 'a' + 10;
  }

  /**
   * Writes the 16 bytes that begin there as text, {@link #LENGTH} bytes of it.
   *
   * @return the offset after the last byte written
   */
  public static int append(byte[] uuid, int offset, byte[] into, int at) {
    int next = at;
    for (int i = 0; i < 16; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        into[next++] = '-';
      }
      into[next++] = (byte) DIGITS.charAt(uuid[offset + i] >> 4 & 15);
      into[next++] = (byte) DIGITS.charAt(uuid[offset + i] & 15);
    }
    return next;
  }
}

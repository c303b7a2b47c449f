package io.decant.connectors.sqlite;

/** UUIDs as 36 characters of lower case, the only spelling that comes back as it was. */
final class UuidText {
  static final int LENGTH = 36;
  private static final String DIGITS = "0123456789abcdef";

  private UuidText() {}

  static boolean isCanonical(byte[] data, int start, int length) {
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
  static void parse(byte[] data, int start, byte[] into, int at) {
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

  /** Spells the 16 bytes at the beginning of that array. */
  static void format(byte[] data, int offset, byte[] text) {
    int at = 0;
    for (int i = 0; i < 16; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        text[at++] = '-';
      }
      text[at++] = (byte) DIGITS.charAt(data[offset + i] >> 4 & 15);
      text[at++] = (byte) DIGITS.charAt(data[offset + i] & 15);
    }
  }
}

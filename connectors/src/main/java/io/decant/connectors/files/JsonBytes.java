package io.decant.connectors.files;

/** Finds its way through the bytes of JSON on one line. */
final class JsonBytes {
  private JsonBytes() {}

  static int skipSpaces(byte[] data, int from, int end) {
    int at = from;
    while (at < end && (data[at] == ' ' || data[at] == '\t' || data[at] == '\r')) {
      at++;
    }
    return at;
  }

  /**
   * Where the value ends that begins here; -1 where none does. Of objects and arrays only the
   * brackets are looked at: who uses such a value asks whether it is valid.
   */
  static int valueEnd(byte[] data, int from, int end) {
    if (from >= end) {
      return -1;
    }
    return switch (data[from]) {
      case '"' -> stringEnd(data, from, end);
      case '{', '[' -> nestedEnd(data, from, end);
      case 't' -> wordEnd("true", data, from, end);
      case 'f' -> wordEnd("false", data, from, end);
      case 'n' -> wordEnd("null", data, from, end);
      default -> numberEnd(data, from, end);
    };
  }

  private static int stringEnd(byte[] data, int from, int end) {
    for (int at = from + 1; at < end; at++) {
      byte next = data[at];
      if (next == '"') {
        return at + 1;
      }
      if (next == '\\') {
        at++;
        if (at >= end || !isEscape(data, at, end)) {
          return -1;
        }
      } else if (next >= 0 && next < ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isEscape(byte[] data, int at, int end) {
    if (data[at] != 'u') {
      return "\"\\/bfnrt".indexOf(data[at]) >= 0;
    }
    if (at + 4 >= end) {
      return false;
    }
    for (int i = at + 1; i <= at + 4; i++) {
      if (data[i] < 0 || Character.digit(data[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static int nestedEnd(byte[] data, int from, int end) {
    int depth = 0;
    int at = from;
    while (at < end) {
      byte next = data[at];
      if (next == '"') {
        at = stringEnd(data, at, end);
        if (at < 0) {
          return -1;
        }
      } else {
        if (next == '{' || next == '[') {
          depth++;
        } else if (next == '}' || next == ']') {
          depth--;
          if (depth == 0) {
            return at + 1;
          }
        }
        at++;
      }
    }
    return -1;
  }

  private static int wordEnd(String word, byte[] data, int from, int end) {
    if (from + word.length() > end) {
      return -1;
    }
    for (int i = 0; i < word.length(); i++) {
      if (data[from + i] != word.charAt(i)) {
        return -1;
      }
    }
    return from + word.length();
  }

  private static int numberEnd(byte[] data, int from, int end) {
    int at = from;
    while (at < end && ((data[at] >= '0' && data[at] <= '9') || "+-.eE".indexOf(data[at]) >= 0)) {
      at++;
    }
    return at == from ? -1 : at;
  }

  /**
   * Replaces the escapes of a string, without its quotes, by what they mean; the text is shortened
   * where it lies. Half of a surrogate pair becomes bytes that are no UTF-8.
   *
   * @return the new end
   */
  static int unescape(byte[] data, int start, int end) {
    int at = start;
    while (at < end && data[at] != '\\') {
      at++;
    }
    int to = at;
    while (at < end) {
      byte next = data[at++];
      if (next != '\\') {
        data[to++] = next;
        continue;
      }
      byte letter = data[at++];
      if (letter == 'u') {
        int unit = unit(data, at);
        at += 4;
        if (Character.isHighSurrogate((char) unit)
            && at + 6 <= end
            && data[at] == '\\'
            && data[at + 1] == 'u'
            && Character.isLowSurrogate((char) unit(data, at + 2))) {
          unit = Character.toCodePoint((char) unit, (char) unit(data, at + 2));
          at += 6;
        }
        to = encode(unit, data, to);
      } else {
        data[to++] = meaning(letter);
      }
    }
    return to;
  }

  private static byte meaning(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }

  private static int unit(byte[] data, int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      value = value * 16 + Character.digit(data[i], 16);
    }
    return value;
  }

  private static int encode(int codePoint, byte[] into, int at) {
    int next = at;
    if (codePoint < 0x80) {
      into[next++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      into[next++] = (byte) (0xC0 | codePoint >> 6);
      into[next++] = (byte) (0x80 | codePoint & 0x3F);
    } else if (codePoint < 0x10000) {
      into[next++] = (byte) (0xE0 | codePoint >> 12);
      into[next++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
      into[next++] = (byte) (0x80 | codePoint & 0x3F);
    } else {
      into[next++] = (byte) (0xF0 | codePoint >> 18);
      into[next++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
      into[next++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
      into[next++] = (byte) (0x80 | codePoint & 0x3F);
    }
    return next;
  }
}

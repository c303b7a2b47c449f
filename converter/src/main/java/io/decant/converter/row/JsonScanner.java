package io.decant.converter.row;

/** Takes strings, numbers and signs of JSON text, one by one; strict about RFC 8259. */
final class JsonScanner {
  private final ByteText unescaped = new ByteText();
  private byte[] data = {};
  private int at;
  private int end;
  private byte[] text = {};
  private int textStart;
  private int textLength;

  void start(byte[] source, int offset, int length) {
    data = source;
    at = offset;
    end = offset + length;
  }

  int at() {
    return at;
  }

  /** The next byte that is no space, without taking it; -1 at the end. */
  int peek() {
    if (at < end && data[at] > ' ') {
      return data[at];
    }
    while (at < end
        && (data[at] == ' ' || data[at] == '\n' || data[at] == '\t' || data[at] == '\r')) {
      at++;
    }
    return at < end ? data[at] & 0xFF : -1;
  }

  /** Takes the next byte if it is that one. */
  boolean take(char expected) {
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  /** Takes a number; its text is what {@link #at} passed over. */
  boolean number() {
    if (at < end && data[at] == '-') {
      at++;
    }
    int start = at;
    if (!digits() || (data[start] == '0' && at > start + 1)) {
      return false;
    }
    if (at < end && data[at] == '.') {
      at++;
      if (!digits()) {
        return false;
      }
    }
    if (at < end && (data[at] == 'e' || data[at] == 'E')) {
      at++;
      if (at < end && (data[at] == '-' || data[at] == '+')) {
        at++;
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (at < end && data[at] >= '0' && data[at] <= '9') {
      at++;
    }
    return at > start;
  }

  /** Takes a string; what it means is then told by {@link #text} and what follows it there. */
  boolean string() {
    if (!take('"')) {
      return false;
    }
    int start = at;
    at = JsonStrings.plainEnd(data, at, end);
    if (at < end && data[at] == '"') {
      text = data;
      textStart = start;
      textLength = at - start;
      at++;
      return true;
    }
    return unescaped(start);
  }

  /** Holds the string taken last, as UTF-8, until the next is taken. */
  byte[] text() {
    return text;
  }

  int textStart() {
    return textStart;
  }

  int textLength() {
    return textLength;
  }

  /** Takes the rest of a string that has an escape, or is none. */
  private boolean unescaped(int start) {
    unescaped.clear();
    int plain = start;
    while (at < end && data[at] == '\\') {
      unescaped.append(data, plain, at - plain);
      if (!escape(unescaped)) {
        return false;
      }
      plain = at;
      at = JsonStrings.plainEnd(data, at, end);
    }
    if (at == end || data[at] != '"') {
      return false;
    }
    unescaped.append(data, plain, at - plain);
    at++;
    text = unescaped.data();
    textStart = 0;
    textLength = unescaped.length();
    return true;
  }

  private boolean escape(ByteText out) {
    if (at + 1 >= end) {
      return false;
    }
    int letter = data[at + 1];
    at += 2;
    int meaning =
        switch (letter) {
          case '"', '\\', '/' -> letter;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> codePoint();
          default -> -1;
        };
    if (meaning < 0) {
      return false;
    }
    out.appendCodePoint(meaning);
    return true;
  }

  private int codePoint() {
    int first = unit(at);
    if (first < 0) {
      return -1;
    }
    at += 4;
    if (Character.isHighSurrogate((char) first)
        && at + 1 < end
        && data[at] == '\\'
        && data[at + 1] == 'u') {
      int second = unit(at + 2);
      if (second >= 0 && Character.isLowSurrogate((char) second)) {
        at += 6;
        return Character.toCodePoint((char) first, (char) second);
      }
    }
    return first;
  }

  /** Four hexadecimal digits; -1 when they are none. */
  private int unit(int from) {
    if (from + 4 > end) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = data[i] < 0 ? -1 : Character.digit(data[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }
}

package io.decant.connectors.sqlite;

import io.decant.converter.row.JsonStrings;

/**
 * Tells of a text that it is JSON as RFC 8259 has it, by its syntax alone. A yes is certain, and
 * SQLite's own {@code json_valid} says the same; a no may be a text that is nested too deep to be
 * walked here. It keeps nothing but its place, and so takes 60 % of the time of the walk in {@code
 * JsonText}, which also learns what the text means.
 *
 * <p>Every step takes where a part begins and tells where it ends, or {@link #NONE}.
 */
final class PlainJson {
  /** SQLite itself goes down to 1000 (its source, JSON_MAX_DEPTH). */
  private static final int DEEPEST = 200;

  private static final int NONE = -1;

  private PlainJson() {}

  static boolean isCertain(byte[] text, int offset, int length) {
    int end = offset + length;
    int last = value(text, spaces(text, offset, end), end, 0);
    return last != NONE && spaces(text, last, end) == end;
  }

  private static int spaces(byte[] text, int from, int end) {
    int at = from;
    while (at < end
        && text[at] <= ' '
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static int value(byte[] text, int at, int end, int depth) {
    return switch (at < end ? text[at] : 0) {
      case '{' -> depth < DEEPEST ? object(text, at + 1, end, depth + 1) : NONE;
      case '[' -> depth < DEEPEST ? array(text, at + 1, end, depth + 1) : NONE;
      case '"' -> string(text, at + 1, end);
      case 't' -> word("true", text, at, end);
      case 'f' -> word("false", text, at, end);
      case 'n' -> word("null", text, at, end);
      default -> number(text, at, end);
    };
  }

  private static int object(byte[] text, int from, int end, int depth) {
    int at = spaces(text, from, end);
    if (at < end && text[at] == '}') {
      return at + 1;
    }
    while (at < end && text[at] == '"') {
      int colon = string(text, at + 1, end);
      colon = colon == NONE ? end : spaces(text, colon, end);
      if (colon == end || text[colon] != ':') {
        return NONE;
      }
      at = value(text, spaces(text, colon + 1, end), end, depth);
      at = at == NONE ? end : spaces(text, at, end);
      if (at == end || text[at] != ',') {
        return at < end && text[at] == '}' ? at + 1 : NONE;
      }
      at = spaces(text, at + 1, end);
    }
    return NONE;
  }

  private static int array(byte[] text, int from, int end, int depth) {
    int at = spaces(text, from, end);
    if (at < end && text[at] == ']') {
      return at + 1;
    }
    while (true) {
      at = value(text, at, end, depth);
      at = at == NONE ? end : spaces(text, at, end);
      if (at == end || text[at] != ',') {
        return at < end && text[at] == ']' ? at + 1 : NONE;
      }
      at = spaces(text, at + 1, end);
    }
  }

  /**
   * @param from behind the first quote
   */
  private static int string(byte[] text, int from, int end) {
    int at = JsonStrings.plainEnd(text, from, end);
    while (at < end && text[at] == '\\') {
      at = escape(text, at + 1, end);
      at = at == NONE ? end : JsonStrings.plainEnd(text, at, end);
    }
    return at < end && text[at] == '"' ? at + 1 : NONE;
  }

  /**
   * @param at behind the backslash
   */
  private static int escape(byte[] text, int at, int end) {
    return switch (at < end ? text[at] : 0) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> hexadecimal(text, at + 1, end);
      default -> NONE;
    };
  }

  private static int hexadecimal(byte[] text, int from, int end) {
    boolean four = from + 4 <= end;
    for (int at = from; four && at < from + 4; at++) {
      four = text[at] > 0 && Character.digit(text[at], 16) >= 0;
    }
    return four ? from + 4 : NONE;
  }

  private static int word(String word, byte[] text, int from, int end) {
    boolean same = from + word.length() <= end;
    for (int i = 1; same && i < word.length(); i++) {
      same = text[from + i] == word.charAt(i);
    }
    return same ? from + word.length() : NONE;
  }

  private static int number(byte[] text, int from, int end) {
    int start = from < end && text[from] == '-' ? from + 1 : from;
    int at = digits(text, start, end);
    if (at == NONE || (text[start] == '0' && at > start + 1)) {
      return NONE;
    }
    if (at < end && text[at] == '.') {
      at = digits(text, at + 1, end);
    }
    if (at != NONE && at < end && (text[at] == 'e' || text[at] == 'E')) {
      boolean signed = at + 1 < end && (text[at + 1] == '-' || text[at + 1] == '+');
      at = digits(text, at + (signed ? 2 : 1), end);
    }
    return at;
  }

  /** At least one. */
  private static int digits(byte[] text, int from, int end) {
    int at = from;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at > from ? at : NONE;
  }
}

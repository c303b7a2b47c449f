package io.decant.connectors.files;

/**
 * Takes CSV apart as RFC 4180 has it, line breaks of Unix allowed. A field without anything is
 * NULL; one of a pair of quotes is the empty text.
 */
final class CsvRecords extends Records {
  private final char delimiter;
  private final int expected;

  /**
   * @param expected how many fields a record has; 0 for any number
   */
  CsvRecords(Feed feed, char delimiter, int expected) {
    super(feed);
    this.delimiter = delimiter;
    this.expected = expected;
  }

  /** One NULL alone is a row only where a row is one field. */
  @Override
  boolean isBlank() {
    return fields() == 1 && form(0) == Form.NULL && expected != 1;
  }

  @Override
  int parse(byte[] data, int from, int end, boolean ended) {
    clear();
    if (from == end) {
      return ended ? from : -1;
    }
    int at = from;
    while (true) {
      boolean quoted = at < end && data[at] == '"';
      at = quoted ? quoted(data, at, end) : plain(data, at, end);
      if (at < 0 || (at == end && !ended)) {
        return ended && at < 0 ? unclosed(data, from, end) : -1;
      }
      if (at == end || data[at] == '\n') {
        return finish(Math.min(end, at + 1));
      }
      if (data[at] == '\r') {
        if (at + 1 == end && !ended) {
          return -1;
        }
        if (at + 1 == end || data[at + 1] == '\n') {
          return finish(Math.min(end, at + 2));
        }
      }
      if (data[at] != delimiter) {
        return brokenLine("a quote ends before its field does", data, at, end, ended);
      }
      at++;
    }
  }

  /** A field without quotes; returns where it ends. */
  private int plain(byte[] data, int from, int end) {
    int at = from;
    while (at < end && data[at] != delimiter && data[at] != '\n') {
      at++;
    }
    int last = at;
    if (last > from && data[last - 1] == '\r' && (at == end || data[at] == '\n')) {
      last--;
      at--;
    }
    add(last == from ? Form.NULL : Form.TEXT, from, last);
    return at;
  }

  /** A field in quotes; returns the offset behind them, -1 where they are not closed. */
  private int quoted(byte[] data, int from, int end) {
    boolean doubled = false;
    int at = from + 1;
    while (at < end) {
      if (data[at] == '"') {
        if (at + 1 == end || data[at + 1] != '"') {
          // doubled quotes are told by a start that is negative, until the record is whole
          add(Form.TEXT, doubled ? -(from + 1) : from + 1, at);
          return at + 1;
        }
        doubled = true;
        at++;
      }
      at++;
    }
    return -1;
  }

  private int finish(int next) {
    if (expected > 0 && fields() != expected && !isBlank()) {
      broken(fields() + " fields where the header has " + expected);
    }
    return next;
  }

  @Override
  void unescape() {
    byte[] data = data();
    for (int i = 0; i < fields(); i++) {
      if (start(i) < 0) {
        int start = -start(i);
        set(i, Form.TEXT, start, halved(data, start, end(i)));
      }
    }
  }

  /** Two quotes mean one; the text is shortened where it lies. */
  private static int halved(byte[] data, int start, int end) {
    int to = start;
    for (int at = start; at < end; at++) {
      data[to++] = data[at];
      if (data[at] == '"') {
        at++;
      }
    }
    return to;
  }

  private int unclosed(byte[] data, int from, int end) {
    return brokenLine("a quote is not closed before the end of the file", data, from, end, true);
  }

  /** Goes on behind the line. */
  private int brokenLine(String why, byte[] data, int from, int end, boolean ended) {
    for (int at = from; at < end; at++) {
      if (data[at] == '\n') {
        broken(why);
        return at + 1;
      }
    }
    if (ended) {
      broken(why);
      return end;
    }
    return -1;
  }
}

package io.decant.connectors.files;

import java.io.IOException;

/**
 * The elements of an array that is a whole file, or objects one after the other: each may be over
 * any number of lines. An element whose brackets close is a record, whatever stands in it. Where
 * they do not, nobody can say what the rest of the file is: that is no broken record but a failure.
 */
final class JsonElements extends Records {
  private final String file;
  private final boolean isArray;
  private Expected expected;

  /** What comes next. */
  private enum Expected {
    ARRAY,
    FIRST,
    ELEMENT,
    COMMA,
    NOTHING
  }

  /**
   * @param feed at the beginning of the file or behind one of its elements
   */
  JsonElements(Feed feed, String file, boolean isArray) {
    super(feed);
    add(Form.BARE, 0, 0);
    this.file = file;
    this.isArray = isArray;
    boolean begins = feed.isAtBeginning();
    this.expected = !isArray ? Expected.ELEMENT : begins ? Expected.ARRAY : Expected.COMMA;
  }

  static boolean isSpace(byte next) {
    return next == ' ' || next == '\n' || next == '\r' || next == '\t';
  }

  /** What stands between elements is taken alone, so that a record's line is its own. */
  @Override
  int parse(byte[] data, int from, int upTo, boolean ended) throws IOException {
    set(0, Form.BARE, from, from);
    int at = from;
    while (at < upTo && isSpace(data[at])) {
      at++;
    }
    if (at > from) {
      return at;
    }
    if (at == upTo) {
      if (ended && isArray && expected != Expected.NOTHING) {
        throw failure("the array is not closed at the end of the file");
      }
      return ended ? from : -1;
    }
    return switch (expected) {
      case ARRAY -> sign('[', Expected.FIRST, data[at], at);
      case FIRST, ELEMENT -> data[at] == ']' ? closed(at) : element(data, at, upTo, ended);
      case COMMA -> data[at] == ']' ? closed(at) : sign(',', Expected.ELEMENT, data[at], at);
      case NOTHING -> throw failure("more follows behind the array");
    };
  }

  private int closed(int at) throws IOException {
    if (!isArray) {
      throw failure("']' where an object should begin");
    }
    return sign(']', Expected.NOTHING, (byte) ']', at);
  }

  private int sign(char wanted, Expected then, byte found, int at) throws IOException {
    if (found != wanted) {
      throw failure("'" + wanted + "' is missing");
    }
    expected = then;
    return at + 1;
  }

  private int element(byte[] data, int from, int upTo, boolean ended) throws IOException {
    if (!isArray && data[from] != '{') {
      throw failure("no object begins where one should");
    }
    int stop = elementEnd(data, from, upTo);
    if (stop < 0 || (stop == upTo && !ended && !isClosed(data[stop - 1]))) {
      if (ended) {
        throw failure("what begins here is not closed before the end of the file");
      }
      if (upTo - from > MAX_LENGTH) {
        throw failure("what begins here is longer than " + (MAX_LENGTH >> 20) + " MiB");
      }
      return -1;
    }
    set(0, Form.BARE, from, stop);
    expected = isArray ? Expected.COMMA : Expected.ELEMENT;
    return stop;
  }

  private static boolean isClosed(byte last) {
    return last == '}' || last == ']' || last == '"';
  }

  /** Behind the brackets that close, or the word or number; -1 where that is not to be seen. */
  private static int elementEnd(byte[] data, int from, int upTo) {
    int depth = 0;
    for (int at = from; at < upTo; at++) {
      byte next = data[at];
      if (next == '"') {
        at = behindText(data, at, upTo) - 1;
        if (at < 0) {
          return -1;
        }
      } else if (next == '{' || next == '[') {
        depth++;
      } else if (next == '}' || next == ']') {
        depth--;
      } else if (depth > 0 || !isSpace(next) && next != ',') {
        continue;
      }
      if (depth <= 0) {
        return depth < 0 || next == ',' || isSpace(next) ? at : at + 1;
      }
    }
    return depth == 0 ? upTo : -1;
  }

  /** Behind the quote that closes the text which begins here; 0 where none does. */
  private static int behindText(byte[] data, int from, int upTo) {
    for (int at = from + 1; at < upTo; at++) {
      if (data[at] == '"') {
        return at + 1;
      }
      if (data[at] == '\\') {
        at++;
      }
    }
    return 0;
  }

  private IOException failure(String what) {
    return new IOException(
        "%s line %d: %s, and the rest cannot be told apart".formatted(file, line(), what));
  }

  @Override
  boolean isBlank() {
    return start(0) == end(0);
  }
}

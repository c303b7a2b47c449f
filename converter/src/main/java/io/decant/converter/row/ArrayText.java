package io.decant.converter.row;

import io.decant.converter.schema.LogicalType;

/**
 * Arrays between their form in a batch, JSON, and PostgreSQL's literal ({@code {1,NULL,"a b"}}).
 * One of these serves one thread; it keeps its buffers.
 *
 * <p>Source of the literal's grammar: PostgreSQL manual, "Arrays", section on input and output
 * syntax.
 */
public final class ArrayText {
  private final boolean bare;
  private final boolean bool;
  private final JsonScanner scanner = new JsonScanner();
  private final ByteText out = new ByteText();
  private final ByteText scratch = new ByteText();

  /**
   * @param element decides what stands bare in JSON: numbers and booleans do, all else is quoted
   */
  public ArrayText(LogicalType element) {
    this.bool = element.kind() == LogicalType.Kind.BOOLEAN;
    this.bare =
        switch (element.kind()) {
          case INT, DECIMAL, REAL, BOOLEAN -> true;
          case CHAR,
              VARCHAR,
              TEXT,
              BYTES,
              DATE,
              TIME,
              TIMESTAMP,
              TIMESTAMP_TZ,
              INTERVAL,
              UUID,
              JSON,
              ENUM,
              SET,
              BITS,
              ARRAY,
              GEOMETRY,
              NETWORK,
              OPAQUE,
              VARIANT ->
              false;
        };
  }

  /** The literal begins with bounds of its own, as {@code [0:1]={1,2}}; JSON cannot keep them. */
  public static boolean hasBounds(byte[] literal, int offset, int length) {
    return length > 0 && literal[offset] == '[';
  }

  /**
   * Appends the JSON of a literal; bounds are left out.
   *
   * @return false when it is no array literal; then nothing was appended
   */
  public boolean appendJson(byte[] literal, int offset, int length, BytesVector to) {
    int end = offset + length;
    int at = offset;
    if (hasBounds(literal, offset, length)) {
      while (at < end && literal[at] != '=') {
        at++;
      }
      at++;
    }
    out.clear();
    int depth = 0;
    boolean expected = true;
    do {
      if (at >= end) {
        return false;
      }
      byte next = literal[at];
      if (next == '{' && expected) {
        out.append('[');
        depth++;
        at++;
        expected = at < end && literal[at] != '}';
      } else if (next == '}' && !expected) {
        out.append(']');
        depth--;
        at++;
      } else if (next == ',' && !expected) {
        out.append(',');
        at++;
        expected = true;
      } else if (expected && depth > 0 && next != ',' && next != '}') {
        at = element(literal, at, end);
        expected = false;
      } else {
        return false;
      }
    } while (depth > 0);
    if (at != end) {
      return false;
    }
    out.copyTo(to);
    return true;
  }

  /** Takes one element and returns the offset behind it. */
  private int element(byte[] literal, int from, int end) {
    scratch.clear();
    boolean quoted = literal[from] == '"';
    int at = quoted ? from + 1 : from;
    while (at < end && (quoted ? literal[at] != '"' : literal[at] != ',' && literal[at] != '}')) {
      if (literal[at] == '\\' && at + 1 < end) {
        at++;
      }
      scratch.append(literal[at++]);
    }
    if (!quoted && isNull()) {
      out.append("null");
    } else if (bool) {
      out.append(scratch.data()[0] == 't' ? "true" : "false");
    } else if (bare && isJsonNumber()) {
      out.append(scratch.data(), 0, scratch.length());
    } else {
      out.appendQuoted(scratch.data(), 0, scratch.length());
    }
    return quoted ? at + 1 : at;
  }

  private boolean isNull() {
    byte[] data = scratch.data();
    return scratch.length() == 4
        && (data[0] | 32) == 'n'
        && (data[1] | 32) == 'u'
        && (data[2] | 32) == 'l'
        && (data[3] | 32) == 'l';
  }

  /** NaN and the infinities are no numbers in JSON. */
  private boolean isJsonNumber() {
    scanner.start(scratch.data(), 0, scratch.length());
    return scanner.number() && scanner.atEnd();
  }

  /**
   * Appends the literal of a JSON array, every text quoted.
   *
   * @return false when it is no JSON array, or holds an object; then nothing was appended
   */
  public boolean appendLiteral(byte[] json, int offset, int length, BytesVector to) {
    scanner.start(json, offset, length);
    out.clear();
    int depth = 0;
    boolean expected = true;
    do {
      int next = scanner.peek();
      if (next == '[' && expected) {
        scanner.take('[');
        out.append('{');
        depth++;
        expected = scanner.peek() != ']';
      } else if (next == ']' && !expected) {
        scanner.take(']');
        out.append('}');
        depth--;
      } else if (next == ',' && !expected) {
        scanner.take(',');
        out.append(',');
        expected = true;
      } else if (expected && depth > 0 && scalar(json, next)) {
        expected = false;
      } else {
        return false;
      }
    } while (depth > 0);
    if (scanner.peek() >= 0) {
      return false;
    }
    out.copyTo(to);
    return true;
  }

  private boolean scalar(byte[] json, int next) {
    return switch (next) {
      case '"' -> string();
      case 'n' -> word("null", "NULL");
      case 't' -> word("true", "t");
      case 'f' -> word("false", "f");
      default -> {
        int start = scanner.at();
        boolean number = scanner.number();
        out.append(json, start, scanner.at() - start);
        yield number;
      }
    };
  }

  private boolean word(String json, String literal) {
    out.append(literal);
    return scanner.literal(json);
  }

  private boolean string() {
    scratch.clear();
    if (!scanner.string(scratch) || !Utf8.isValid(scratch.data(), 0, scratch.length())) {
      return false;
    }
    out.append('"');
    for (int i = 0; i < scratch.length(); i++) {
      byte next = scratch.data()[i];
      if (next == '"' || next == '\\') {
        out.append('\\');
      }
      out.append(next);
    }
    out.append('"');
    return true;
  }
}

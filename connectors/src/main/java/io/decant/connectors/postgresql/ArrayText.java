package io.decant.connectors.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decant.converter.row.ArrayBounds;
import java.io.ByteArrayOutputStream;

/**
 * An array as PostgreSQL prints it, {@code {1,NULL,"a b"}}, from and to the JSON that arrays are in
 * a batch. Works on bytes: all that has a meaning is ASCII, and everything else passes. Lower
 * bounds other than 1 ({@code [0:1]={1,2}}) stay in front.
 */
final class ArrayText {

  /** How an element stands in JSON. */
  enum Element {
    /** In quotes. */
    TEXT,
    /** Bare, unless it is NaN or infinite. */
    NUMBER,
    /** PostgreSQL prints t and f. */
    BOOLEAN
  }

  private final byte[] in;
  private final ByteArrayOutputStream out;
  private int at;

  private ArrayText(byte[] in, int offset) {
    this.in = in;
    this.at = offset;
    this.out = new ByteArrayOutputStream(64);
  }

  /**
   * @param delimiter between elements: a comma, but for the type box a semicolon
   */
  static byte[] toJson(byte[] literal, int offset, int length, Element element, char delimiter) {
    ArrayText text = new ArrayText(literal, offset);
    while (text.in[text.at] != '{') {
      text.out.write(text.in[text.at++]);
    }
    text.literalToJson(offset + length, element, delimiter);
    return text.out.toByteArray();
  }

  private void literalToJson(int end, Element element, char delimiter) {
    while (at < end) {
      byte b = in[at];
      if (b == '{') {
        out.write('[');
        at++;
      } else if (b == '}') {
        out.write(']');
        at++;
      } else if (b == delimiter) {
        out.write(',');
        at++;
      } else if (b == '"') {
        quotedToJson();
      } else {
        bareToJson(end, element, delimiter);
      }
    }
  }

  private void quotedToJson() {
    out.write('"');
    for (at++; in[at] != '"'; at++) {
      if (in[at] == '\\') {
        at++;
      }
      writeJson(in[at]);
    }
    out.write('"');
    at++;
  }

  private void bareToJson(int end, Element element, char delimiter) {
    int start = at;
    while (at < end && in[at] != delimiter && in[at] != '}') {
      at++;
    }
    String bare = at - start <= 9 ? new String(in, start, at - start, UTF_8) : "";
    if (bare.equals("NULL")) {
      write("null");
    } else if (element == Element.BOOLEAN) {
      write(bare.equals("t") ? "true" : "false");
    } else if (element == Element.NUMBER && !bare.endsWith("N") && !bare.endsWith("y")) {
      out.write(in, start, at - start);
    } else {
      out.write('"');
      for (int i = start; i < at; i++) {
        writeJson(in[i]);
      }
      out.write('"');
    }
  }

  private void writeJson(byte b) {
    if (b == '"' || b == '\\') {
      out.write('\\');
      out.write(b);
    } else if (b >= 0 && b < ' ') {
      write(String.format("\\u%04x", b));
    } else {
      out.write(b);
    }
  }

  /**
   * @throws IllegalArgumentException it is no JSON array
   */
  static byte[] toLiteral(byte[] json, int offset, int length, char delimiter) {
    ArrayText text = new ArrayText(json, offset);
    int bounds = ArrayBounds.length(json, offset, length);
    text.out.write(json, offset, bounds);
    text.at += bounds;
    try {
      text.jsonToLiteral(offset + length, delimiter);
    } catch (ArrayIndexOutOfBoundsException cutShort) {
      throw new IllegalArgumentException("not a JSON array", cutShort);
    }
    return text.out.toByteArray();
  }

  private void jsonToLiteral(int end, char delimiter) {
    int depth = 0;
    while (at < end) {
      byte b = in[at];
      switch (b) {
        case '[' -> {
          depth++;
          out.write('{');
          at++;
        }
        case ']' -> {
          depth--;
          out.write('}');
          at++;
        }
        case ',' -> {
          out.write(delimiter);
          at++;
        }
        case ' ', '\t', '\n', '\r' -> at++;
        case '"' -> stringToLiteral();
        case '{' -> objectToLiteral();
        default -> bareToLiteral(end);
      }
      if (depth == 0 && at < end) {
        throw new IllegalArgumentException("not a JSON array");
      }
    }
  }

  private void stringToLiteral() {
    out.write('"');
    for (at++; in[at] != '"'; at++) {
      if (in[at] == '\\') {
        at++;
        escapeToLiteral();
      } else {
        writeLiteral(in[at]);
      }
    }
    out.write('"');
    at++;
  }

  private void escapeToLiteral() {
    switch (in[at]) {
      case 'n' -> out.write('\n');
      case 't' -> out.write('\t');
      case 'r' -> out.write('\r');
      case 'b' -> out.write('\b');
      case 'f' -> out.write('\f');
      case 'u' -> {
        char unit = hexUnit();
        String character = String.valueOf(unit);
        if (Character.isHighSurrogate(unit) && in[at + 1] == '\\' && in[at + 2] == 'u') {
          at += 2;
          character += hexUnit();
        }
        for (byte b : character.getBytes(UTF_8)) {
          writeLiteral(b);
        }
      }
      default -> writeLiteral(in[at]);
    }
  }

  /** Reads four hex digits after the u that it stands on; stands on the last one afterwards. */
  private char hexUnit() {
    char unit = (char) Integer.parseInt(new String(in, at + 1, 4, UTF_8), 16);
    at += 4;
    return unit;
  }

  /** An object within an array, as a document database may have it, is kept as its JSON text. */
  private void objectToLiteral() {
    out.write('"');
    int depth = 0;
    boolean quoted = false;
    do {
      byte b = in[at];
      if (quoted && b == '\\') {
        writeLiteral(b);
        at++;
      } else if (b == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        depth += b == '{' ? 1 : b == '}' ? -1 : 0;
      }
      writeLiteral(in[at]);
      at++;
    } while (depth > 0);
    out.write('"');
  }

  private void bareToLiteral(int end) {
    int start = at;
    while (at < end && ",]} \t\r\n".indexOf(in[at]) < 0) {
      at++;
    }
    if (in[start] == 'n') {
      write("NULL");
    } else {
      out.write(in, start, at - start);
    }
  }

  private void writeLiteral(byte b) {
    if (b == '"' || b == '\\') {
      out.write('\\');
    }
    out.write(b);
  }

  private void write(String ascii) {
    out.writeBytes(ascii.getBytes(UTF_8));
  }
}

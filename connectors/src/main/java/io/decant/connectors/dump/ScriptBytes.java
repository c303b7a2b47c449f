package io.decant.connectors.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a script, each as a character, with a look at those ahead. */
final class ScriptBytes {
  private final InputStream in;
  private int[] ahead = new int[16];
  private int held;
  private int line = 1;

  ScriptBytes(InputStream in) {
    this.in = in;
  }

  /** The line of the next byte, from 1. */
  int line() {
    return line;
  }

  /** Whether these characters come next. */
  boolean sees(String expected) throws IOException {
    for (int i = 0; i < expected.length(); i++) {
      if (peek(i) != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The byte behind so many others, or -1 behind the end; it stays where it is. */
  int peek(int distance) throws IOException {
    while (held <= distance) {
      if (held == ahead.length) {
        ahead = Arrays.copyOf(ahead, 2 * held);
      }
      ahead[held++] = in.read();
    }
    return ahead[distance];
  }

  /** The next byte, or -1 at the end. */
  int read() throws IOException {
    int c = peek(0);
    System.arraycopy(ahead, 1, ahead, 0, --held);
    line += c == '\n' ? 1 : 0;
    return c;
  }

  void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      read();
    }
  }

  /** To the end of the line, which is passed too. */
  void line(StringBuilder into) throws IOException {
    int c;
    while ((c = read()) >= 0 && c != '\n') {
      if (c != '\r') {
        into.append((char) c);
      }
    }
  }
}

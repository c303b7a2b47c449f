package io.decant.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window on the bytes of a file, plain ones. What is not taken yet lies in {@link #data} from
 * {@link #from} to {@link #end}; {@link #more} moves it.
 */
final class Feed {
  private static final int WINDOW = 256 << 10;

  private final InputStream in;
  private byte[] data = new byte[WINDOW];
  private int from;
  private int end;
  private long taken;
  private long beginning = -1;
  private long line;
  private boolean ended;

  /**
   * @param offset in the plain bytes, where {@code in} begins
   * @param line that begins there, from 1
   */
  Feed(InputStream in, long offset, long line) throws IOException {
    this.in = in;
    this.taken = offset;
    this.line = line;
    if (offset == 0) {
      skipMark();
      beginning = taken;
    }
  }

  /** U+FEFF as a file's first character is no part of it. */
  private void skipMark() throws IOException {
    while (end < 3 && more()) {}
    if (end >= 3 && data[0] == (byte) 0xEF && data[1] == (byte) 0xBB && data[2] == (byte) 0xBF) {
      take(3);
    }
  }

  byte[] data() {
    return data;
  }

  int from() {
    return from;
  }

  int end() {
    return end;
  }

  /** Where {@link #from} stands in the plain bytes of the file. */
  long offset() {
    return taken;
  }

  /** Nothing of the file was taken, but for its mark. */
  boolean isAtBeginning() {
    return taken == beginning;
  }

  /** Nothing comes behind {@link #end}. */
  boolean isEnded() {
    return ended;
  }

  /** The line that {@link #from} stands on. */
  long line() {
    return line;
  }

  void take(int upTo) {
    for (int i = from; i < upTo; i++) {
      if (data[i] == '\n') {
        line++;
      }
    }
    taken += upTo - from;
    from = upTo;
  }

  /**
   * Reads on, as far as the window reaches.
   *
   * @return false at the end of the file
   */
  boolean more() throws IOException {
    if (from > 0 && (end == data.length || from == end)) {
      System.arraycopy(data, from, data, 0, end - from);
      end -= from;
      from = 0;
    }
    if (end == data.length) {
      data = Arrays.copyOf(data, data.length * 2);
    } else if (from == end && data.length > 16 * WINDOW) {
      data = new byte[WINDOW];
    }
    // A record that is longer than the window is looked at anew each time: so that is filled.
    int read = in.readNBytes(data, end, data.length - end);
    ended = read < data.length - end;
    end += read;
    return read > 0;
  }
}

package io.decant.connectors.postgresql;

import io.decant.converter.row.BigEndian;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a server sends, with the CopyData messages that have arrived behind each other joined into
 * one. The server sends each row of a COPY as a message, and the driver spends more on a message
 * than we on a short row; the protocol gives the borders of such messages no meaning. All else
 * passes as it came. Source: PostgreSQL manual, "Message Flow", COPY Operations.
 *
 * <p>An encrypted connection has no messages to be seen, and passes as it came. For one thread.
 */
final class JoinedMessages extends InputStream {
  private static final int CAPACITY = 1 << 16;

  /** A byte for the type and four for the length, which counts itself, but not the type. */
  private static final int HEADER = 5;

  private final InputStream in;
  private final byte[] buffer = new byte[CAPACITY];
  private State state = State.NEGOTIATING;

  /** What is being passed on: the next byte, and the offset after the last one in the buffer. */
  private int at;

  private int ready;

  /** Bytes of it that have not arrived: more than the buffer could hold. */
  private long missing;

  /** What has arrived after it: the first byte, and the offset after the last one. */
  private int next;

  private int end;

  private enum State {
    /** Each answer to a request for encryption is one byte. */
    NEGOTIATING,
    MESSAGES,
    /** The bytes are no messages, or none that we know. */
    OPAQUE
  }

  JoinedMessages(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == ready && missing == 0 && !begin()) {
      return -1;
    }
    if (at < ready) {
      int count = Math.min(length, ready - at);
      System.arraycopy(buffer, at, to, offset, count);
      at += count;
      return count;
    }
    int count = in.read(to, offset, (int) Math.min(length, missing));
    missing -= Math.max(0, count);
    return count;
  }

  /** Finds what is to be passed on next; false at the end. */
  private boolean begin() throws IOException {
    return switch (state) {
      case NEGOTIATING -> negotiate();
      case MESSAGES -> message();
      case OPAQUE -> opaque();
    };
  }

  /** Source: PostgreSQL manual, "Message Flow", SSL Session Encryption, GSSAPI Encryption. */
  private boolean negotiate() throws IOException {
    if (!arrived(1)) {
      return false;
    }
    return switch (buffer[next]) {
      case 'S', 'G' -> opaque();
      case 'N' -> passOn(1, 0);
      default -> {
        state = State.MESSAGES;
        yield message();
      }
    };
  }

  private boolean opaque() {
    state = State.OPAQUE;
    return passOn(end - next, Long.MAX_VALUE);
  }

  private boolean message() throws IOException {
    if (!arrived(HEADER)) {
      return opaque();
    }
    long size = 1L + BigEndian.intAt(buffer, next + 1);
    if (size < HEADER) {
      return opaque();
    }
    if (buffer[next] == 'd' && size <= CAPACITY && arrived((int) size)) {
      return join((int) size);
    }
    int here = (int) Math.min(size, end - next);
    return passOn(here, size - here);
  }

  /** Waits for so many bytes; false when the stream ends before. */
  private boolean arrived(int length) throws IOException {
    boolean more = true;
    while (more && end - next < length) {
      more = receive();
    }
    return more;
  }

  private boolean receive() throws IOException {
    System.arraycopy(buffer, next, buffer, 0, end - next);
    end -= next;
    next = 0;
    int count = in.read(buffer, end, CAPACITY - end);
    end += Math.max(0, count);
    return count >= 0;
  }

  private boolean passOn(int here, long later) {
    at = next;
    ready = next + here;
    next = ready;
    missing = later;
    return true;
  }

  /** Moves the contents of the messages behind the first one to it, as far as they are here. */
  private boolean join(int first) {
    passOn(first, 0);
    while (end - next >= HEADER && buffer[next] == 'd') {
      int length = BigEndian.intAt(buffer, next + 1) - Integer.BYTES;
      if (length < 0 || length > end - next - HEADER) {
        break;
      }
      System.arraycopy(buffer, next + HEADER, buffer, ready, length);
      ready += length;
      next += HEADER + length;
    }
    BigEndian.putInt(buffer, at + 1, ready - at - 1);
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

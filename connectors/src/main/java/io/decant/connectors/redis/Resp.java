package io.decant.connectors.redis;

import io.decant.converter.row.Ascii;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Commands as they go to the server: {@code *2\r\n$3\r\nGET\r\n$1\r\na\r\n} (Redis serialization
 * protocol, "Sending commands to a Redis server"). They are put together here once and not by the
 * driver, which wants an array of bytes for each value.
 */
final class Resp {
  private static final int KEPT = 4 << 20;
  private static final int LONGEST_NUMBER = 24;

  private byte[] data = new byte[1 << 12];
  private int used;

  /** An argument that is used over and over, with its length in front. */
  static byte[] argument(byte[] value) {
    Resp made = new Resp();
    made.value(value);
    return Arrays.copyOf(made.data, made.used);
  }

  /** Begins a command; as many arguments are to follow, its name included. */
  Resp command(int arguments) {
    room(LONGEST_NUMBER);
    data[used++] = '*';
    number(arguments);
    return this;
  }

  private void number(long value) {
    used = Ascii.appendLong(value, data, used);
    end();
  }

  private void end() {
    data[used++] = '\r';
    data[used++] = '\n';
  }

  Resp value(byte[] value) {
    return value(value, 0, value.length);
  }

  Resp value(byte[] value, int from, int length) {
    room(length + LONGEST_NUMBER);
    data[used++] = '$';
    number(length);
    System.arraycopy(value, from, data, used, length);
    used += length;
    end();
    return this;
  }

  /** As {@link #argument} made it. */
  Resp made(byte[] argument) {
    room(argument.length);
    System.arraycopy(argument, 0, data, used, argument.length);
    used += argument.length;
    return this;
  }

  Resp all(Resp other) {
    room(other.used);
    System.arraycopy(other.data, 0, data, used, other.used);
    used += other.used;
    return this;
  }

  int size() {
    return used;
  }

  void clear() {
    used = 0;
    if (data.length > KEPT) {
      data = new byte[1 << 12];
    }
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(data, 0, used);
  }

  private void room(int more) {
    if (data.length - used < more) {
      data =
          Arrays.copyOf(
              data,
              (int)
                  Math.min(Integer.MAX_VALUE - 8L, Math.max(2L * data.length, (long) used + more)));
    }
  }
}

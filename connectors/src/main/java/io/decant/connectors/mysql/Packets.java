package io.decant.connectors.mysql;

import io.decant.converter.row.BytesVector;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The server's packets, read in large blocks and taken apart in place. A payload of 2^24-1 bytes or
 * more comes in several pieces, each behind a header of its own; here it reads as one. Facts: MySQL
 * protocol documentation, "MySQL Packets" and "Integer Types".
 *
 * <p>Invariant: of the payload, {@code [position, min(end, filled))} lies in the buffer without a
 * gap; what follows up to {@code end} has yet to arrive, and behind {@code end} stands a header.
 */
final class Packets {
  /** Measured from 16 to 256 KiB: it makes no difference. */
  static final int BLOCK_BYTES = 64 << 10;

  static final int HEADER_BYTES = 4;
  static final int LONGEST_PIECE = (1 << 24) - 1;

  private static final VarHandle LONG = view(long[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle SHORT = view(short[].class);

  private final InputStream in;
  private byte[] buffer = new byte[BLOCK_BYTES];
  private int position;
  private int end;
  private int filled;
  private boolean continued;
  private int sequence;

  Packets(InputStream in) {
    this.in = in;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** Expects the answer to a command, whose packets are numbered from 1. */
  void expectAnswer() {
    sequence = 1;
  }

  /** Moves to the next packet; what is left of this one is passed over. */
  void next() throws IOException {
    pass();
    header();
  }

  /** Passes over what is left of the packet. */
  void pass() throws IOException {
    while (position < end || continued) {
      if (position == end) {
        nextPiece();
      } else {
        fill(1);
        position = Math.min(end, filled);
      }
    }
  }

  /** Whether the packet has been read to its end. */
  boolean atEnd() {
    return position == end;
  }

  /** Whether nothing has arrived behind the packet. */
  boolean isLast() {
    return end == filled;
  }

  /** The next byte, which is not moved past. */
  int peek() throws IOException {
    need(1);
    return buffer[position] & 0xFF;
  }

  int readByte() throws IOException {
    need(1);
    return buffer[position++] & 0xFF;
  }

  /** Two bytes, with their sign. */
  short readShort() throws IOException {
    need(2);
    short value = (short) SHORT.get(buffer, position);
    position += 2;
    return value;
  }

  int readInt() throws IOException {
    need(4);
    int value = (int) INT.get(buffer, position);
    position += 4;
    return value;
  }

  long readLong() throws IOException {
    need(8);
    long value = (long) LONG.get(buffer, position);
    position += 8;
    return value;
  }

  float readFloat() throws IOException {
    return Float.intBitsToFloat(readInt());
  }

  double readDouble() throws IOException {
    return Double.longBitsToDouble(readLong());
  }

  /** A length-encoded integer that is the length of what follows. */
  int readLength() throws IOException {
    int first = readByte();
    if (first < 251) {
      return first;
    }
    long length =
        switch (first) {
          case 252 -> readShort() & 0xFFFF;
          case 253 -> (readShort() & 0xFFFF) | readByte() << 16;
          case 254 -> readLong();
          default -> -1;
        };
    if (length < 0 || length > Integer.MAX_VALUE - HEADER_BYTES) {
      throw new IOException("the server sent a length that is none");
    }
    return (int) length;
  }

  /**
   * Makes so many bytes of the payload lie one after the other in {@link #buffer} from {@link
   * #position} on.
   */
  void need(int count) throws IOException {
    if (end - position < count || filled - position < count) {
      gather(count);
    }
  }

  /** All that is left of a short packet, as text. */
  String readRest() throws IOException {
    int length = end - position;
    need(length);
    position = end;
    return new String(buffer, end - length, length, StandardCharsets.UTF_8);
  }

  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  /** Moves past bytes that {@link #need} has brought. */
  void skip(int count) {
    position += count;
  }

  void copy(byte[] into, int count) throws IOException {
    need(count);
    System.arraycopy(buffer, position, into, 0, count);
    position += count;
  }

  /** Appends the next bytes as a value. However many they are, they are never held twice. */
  void copy(BytesVector into, int count) throws IOException {
    if (count <= end - position && count <= filled - position) {
      into.append(buffer, position, count);
      position += count;
    } else {
      copyPieces(into, count);
    }
  }

  private void copyPieces(BytesVector into, int count) throws IOException {
    if (count > end - position && !continued) {
      throw overrun();
    }
    int at = into.reserve(count);
    int last = at + count;
    byte[] data = into.data();
    while (at < last) {
      if (position == end) {
        nextPiece();
      }
      int piece = Math.min(last - at, end - position);
      if (position == filled && piece >= buffer.length) {
        int arrived = read(data, at, piece);
        end -= arrived;
        at += arrived;
      } else {
        fill(1);
        int here = Math.min(piece, filled - position);
        System.arraycopy(buffer, position, data, at, here);
        position += here;
        at += here;
      }
    }
    into.finish(last);
  }

  private void header() throws IOException {
    fill(HEADER_BYTES);
    int head = (int) INT.get(buffer, position);
    if (head >>> 24 != (sequence & 0xFF)) {
      throw new IOException("the server's packets are out of order");
    }
    sequence++;
    position += HEADER_BYTES;
    int length = head & LONGEST_PIECE;
    end = position + length;
    continued = length == LONGEST_PIECE;
  }

  private void nextPiece() throws IOException {
    if (!continued) {
      throw overrun();
    }
    header();
  }

  private static IOException overrun() {
    return new IOException("the server sent a packet that ends within a value");
  }

  private void gather(int count) throws IOException {
    while (end - position < count) {
      if (!continued) {
        throw overrun();
      }
      // Another piece's header stands in between: the bytes before it are moved over it.
      int left = end - position;
      fill(left + HEADER_BYTES);
      int from = position;
      position = end;
      header();
      System.arraycopy(buffer, from, buffer, from + HEADER_BYTES, left);
      position = from + HEADER_BYTES;
    }
    fill(count);
  }

  /** Brings so many bytes into the buffer from {@code position} on, headers included. */
  private void fill(int count) throws IOException {
    if (filled - position >= count) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, filled - position);
    filled -= position;
    end -= position;
    position = 0;
    if (count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(count, 2 * buffer.length));
    }
    while (filled < count) {
      filled += read(buffer, filled, buffer.length - filled);
    }
  }

  private int read(byte[] into, int at, int count) throws IOException {
    int read = in.read(into, at, count);
    if (read < 0) {
      throw new EOFException("the server has closed the connection");
    }
    return read;
  }
}

package io.decant.connectors.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys in the order in which they were added, each with a tag; in memory until {@link #spill}. It
 * is filled by one thread, then read by many.
 */
final class KeyLog {
  private static final int HEAD = 5;

  private final Spill spill;
  private final List<long[]> chunks = new ArrayList<>();
  private byte[] buffer = new byte[64];
  private int used;
  private long count;
  private long bytes;

  KeyLog(Spill spill) {
    this.spill = spill;
  }

  /** Takes one key. */
  interface Visitor {
    void visit(int tag, byte[] key);
  }

  void add(int tag, byte[] key) {
    int needed = used + HEAD + key.length;
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
    }
    buffer[used++] = (byte) tag;
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[used++] = (byte) (key.length >>> shift);
    }
    System.arraycopy(key, 0, buffer, used, key.length);
    used += key.length;
    count++;
    bytes += key.length;
  }

  /** Bytes held in memory. */
  int held() {
    return used;
  }

  long count() {
    return count;
  }

  /** Of the keys. */
  long bytes() {
    return bytes;
  }

  void spill() {
    if (used > 0) {
      chunks.add(new long[] {spill.append(buffer, used), used});
      buffer = new byte[64];
      used = 0;
    }
  }

  void visit(Visitor visitor) {
    for (long[] chunk : chunks) {
      visit(spill.read(chunk[0], (int) chunk[1]), (int) chunk[1], visitor);
    }
    visit(buffer, used, visitor);
  }

  private static void visit(byte[] data, int end, Visitor visitor) {
    int at = 0;
    while (at < end) {
      int tag = data[at];
      int length = 0;
      for (int i = 1; i < HEAD; i++) {
        length = length << 8 | data[at + i] & 0xFF;
      }
      at += HEAD;
      visitor.visit(tag, Arrays.copyOfRange(data, at, at + length));
      at += length;
    }
  }
}

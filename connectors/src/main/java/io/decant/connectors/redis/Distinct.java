package io.decant.connectors.redis;

/**
 * Tells elements apart by 128 bits of hash: 16 bytes an element however long it is. That two of a
 * billion different ones are taken for one has a chance of one in 10^20.
 */
final class Distinct {
  private long[] table = new long[2 * 1024];
  private int size;

  /** Whether the element is of this pass and was not seen before. */
  boolean add(byte[] element, int pass, int passes) {
    long first = hash(element, 0x9E3779B97F4A7C15L);
    long second = hash(element, 0xD6E8FEB86659FD93L) | 1; // an empty place has 0
    if (Long.remainderUnsigned(first, passes) != pass) {
      return false;
    }
    if (size * 3 > table.length) {
      grow();
    }
    return put(first, second);
  }

  private boolean put(long first, long second) {
    int mask = table.length / 2 - 1;
    int place = (int) (second >>> 20) & mask;
    while (table[2 * place + 1] != 0) {
      if (table[2 * place + 1] == second && table[2 * place] == first) {
        return false;
      }
      place = (place + 1) & mask;
    }
    table[2 * place] = first;
    table[2 * place + 1] = second;
    size++;
    return true;
  }

  private void grow() {
    long[] old = table;
    table = new long[2 * old.length];
    size = 0;
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        put(old[i], old[i + 1]);
      }
    }
  }

  private static long hash(byte[] element, long seed) {
    long hash = seed ^ element.length;
    for (byte b : element) {
      hash = (hash ^ (b & 0xFF)) * 0xff51afd7ed558ccdL;
      hash ^= hash >>> 29;
    }
    hash *= 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 32);
  }
}

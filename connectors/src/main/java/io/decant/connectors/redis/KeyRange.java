package io.decant.connectors.redis;

import java.util.List;

/** The keys of a split, in the order of their hashes, of which some thousands are in memory. */
final class KeyRange {
  private static final long HELD = 50_000;

  private final TableKeys keys;
  private final int to;
  private final int step;
  private int from;
  private List<byte[]> held = List.of();
  private int next;

  KeyRange(TableKeys keys, int from, int to) {
    this.keys = keys;
    this.from = from;
    this.to = to;
    this.step = (int) Math.max(1, TableKeys.HASHES * HELD / Math.max(HELD, keys.count()));
  }

  /** At most so many; none after the last. */
  List<byte[]> next(int count) {
    while (next >= held.size() && from < to) {
      int end = Math.min(to, from + step);
      held = keys.keys(from, end);
      next = 0;
      from = end;
    }
    List<byte[]> some = held.subList(next, Math.min(held.size(), next + count));
    next += some.size();
    return some;
  }
}

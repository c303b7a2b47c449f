package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.bytes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import redis.clients.jedis.Protocol.Command;

/**
 * The fields of a hash, some at a time, each of which may be removed as soon as it was seen. The
 * cursor has to go on all the same: where many were removed, HSCAN from the beginning looks at so
 * many empty places that it gives up and tells of none, though there are more behind them.
 */
final class HashPages {
  private static final byte[] COUNT = bytes("COUNT");
  private static final byte[] ZERO = bytes(0);

  private HashPages() {}

  /** A field and its value. */
  record Entry(byte[] field, byte[] value) {}

  /** Visits pages of about so many fields; none of them is empty. */
  static void each(Wire wire, byte[] hash, int count, Consumer<List<Entry>> work) {
    byte[] cursor = ZERO;
    do {
      List<?> page = wire.list(Command.HSCAN, hash, cursor, COUNT, bytes(count));
      cursor = page.get(0) instanceof byte[] next ? next : ZERO;
      List<?> pairs = asList(page.get(1));
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i + 1 < pairs.size(); i += 2) {
        if (pairs.get(i) instanceof byte[] field && pairs.get(i + 1) instanceof byte[] value) {
          entries.add(new Entry(field, value));
        }
      }
      if (!entries.isEmpty()) {
        work.accept(entries);
      }
    } while (!Arrays.equals(cursor, ZERO));
  }
}

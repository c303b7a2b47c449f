package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where elements of lists and entries of streams wait until all splits of a table are written: rows
 * come in any order, and a list only grows at its ends. Each split has a sorted set for each value,
 * whose members begin with their place, and a hash that tells of which keys, and when they expire.
 */
final class Staging {
  /** Of a list's place. */
  static final int PLACE = 20;

  /** Of a stream's id. */
  static final int ID = 2 * PLACE;

  /** Split and number of the row, so that no two members are the same. */
  static final int UNIQUE = 8;

  private static final byte[] ZADD = Resp.argument(bytes("ZADD"));
  private static final byte[] HSET = Resp.argument(bytes("HSET"));
  private static final byte[] ZERO = Resp.argument(bytes(0));

  private final String run;
  private final String table;
  private final int part;
  private final byte[] registry;
  private int ordinal;

  Staging(String run, String table, int part) {
    this.run = run;
    this.table = table;
    this.part = part;
    this.registry = registry(run, table, part);
  }

  /** A hash of the keys that a split has elements of. */
  static byte[] registry(String run, String table, int part) {
    return RowKey.own("staged", run, table, Integer.toString(part));
  }

  /** The elements that a split has of a key. */
  static byte[] elements(String run, String table, int part, byte[] key) {
    byte[] begin = RowKey.own("elements", run, table, Integer.toString(part));
    return new RowKey().raw(begin).piece(key).toBytes();
  }

  /** {@code milliseconds-number}. */
  static boolean isEntryId(byte[] id) {
    String text = new String(id, StandardCharsets.ISO_8859_1);
    if (!text.matches("[0-9]{1,20}-[0-9]{1,20}") || text.matches("0+-0+")) {
      return false;
    }
    try {
      int dash = text.indexOf('-');
      Long.parseUnsignedLong(text.substring(0, dash));
      Long.parseUnsignedLong(text.substring(dash + 1));
      return true;
    } catch (NumberFormatException tooLarge) {
      return false;
    }
  }

  void element(byte[] key, byte[] place, byte[] value, long expires, Chunk into) {
    long position = Long.parseLong(Wire.text(place)) ^ Long.MIN_VALUE; // negative ones come first
    stage(key, padded(position), value, expires, into);
  }

  void entry(byte[] key, byte[] id, byte[] fields, long expires, Chunk into) {
    String text = Wire.text(id);
    int dash = text.indexOf('-');
    String order =
        padded(Long.parseUnsignedLong(text.substring(0, dash)))
            + padded(Long.parseUnsignedLong(text.substring(dash + 1)));
    stage(key, order, fields, expires, into);
  }

  private static String padded(long unsigned) {
    return String.format(Locale.ROOT, "%20s", Long.toUnsignedString(unsigned)).replace(' ', '0');
  }

  private void stage(byte[] key, String order, byte[] value, long expires, Chunk into) {
    if (into.isFirst(key)) {
      into.commands.command(4).made(HSET).value(registry).value(key).value(bytes(expires));
      into.later(key);
      into.expect(Chunk.ANY);
    } else {
      into.later(key);
    }
    ByteBuffer member = ByteBuffer.allocate(order.length() + UNIQUE + value.length);
    member.put(bytes(order)).putInt(part).putInt(ordinal++).put(value);
    into.commands.command(4).made(ZADD).value(elements(run, table, part, key));
    into.commands.made(ZERO).value(member.array());
    into.expect(1);
  }
}

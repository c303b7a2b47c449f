package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.bytes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Asks for values: small ones whole and many at a time, large ones piece by piece, so that what is
 * on its way stays within a bound.
 */
final class Values {
  /** A value of more bytes is read in pieces. */
  static final long LARGE = 512 << 10;

  /** Bytes of a piece, about. */
  private static final long PIECE = 512 << 10;

  /** Members that are told apart at a time, when those given twice are to be left out. */
  private static final long DISTINCT = 1_000_000;

  private static final byte[] ZERO = bytes(0);
  private static final byte[] LAST = bytes(-1);
  private static final byte[] COUNT = bytes("COUNT");
  private static final byte[] USAGE = bytes("USAGE");
  private static final byte[] WITH_SCORES = bytes("WITHSCORES");

  private Values() {}

  /** Pieces of a value, one after the other; null after the last. */
  interface Pieces extends Supplier<@Nullable List<?>> {}

  /**
   * Bytes that the server holds for each key: 0 for one that is not there any more; {@link #LARGE}
   * for each where the user may not ask.
   */
  static long[] sizes(Wire wire, List<byte[]> keys) {
    keys.forEach(key -> wire.send(Command.MEMORY, USAGE, key));
    long[] sizes = new long[keys.size()];
    for (int i = 0; i < sizes.length; i++) {
      Object reply = wire.anyReply();
      sizes[i] = reply == null ? 0 : reply instanceof Long size ? size : LARGE;
    }
    return sizes;
  }

  /** Asks for a whole value; the reply is to be awaited. */
  static void ask(Wire wire, RedisType type, byte[] key) {
    switch (type) {
      case STRING, OTHER -> wire.send(Command.GET, key);
      case HASH -> wire.send(Command.HGETALL, key);
      case LIST -> wire.send(Command.LRANGE, key, ZERO, LAST);
      case SET -> wire.send(Command.SMEMBERS, key);
      case SORTED_SET -> wire.send(Command.ZRANGE, key, ZERO, LAST, WITH_SCORES);
      case STREAM -> wire.send(Command.XRANGE, key, bytes("-"), bytes("+"));
    }
  }

  /** Asks for the first elements of a value, and of a string for all. */
  static void askSome(Wire wire, RedisType type, byte[] key, int elements) {
    switch (type) {
      case STRING, OTHER -> wire.send(Command.GET, key);
      case HASH -> wire.send(Command.HSCAN, key, ZERO, COUNT, bytes(elements));
      case LIST -> wire.send(Command.LRANGE, key, ZERO, bytes(elements - 1));
      case SET -> wire.send(Command.SSCAN, key, ZERO, COUNT, bytes(elements));
      case SORTED_SET -> wire.send(Command.ZRANGE, key, ZERO, bytes(elements - 1), WITH_SCORES);
      case STREAM -> wire.send(Command.XRANGE, key, bytes("-"), bytes("+"), COUNT, bytes(elements));
    }
  }

  /** The elements in the reply to {@link #ask} or {@link #askSome}. */
  static List<?> elements(@Nullable Object reply) {
    if (reply instanceof byte[]) {
      return List.of(reply);
    }
    List<?> list = asList(reply);
    boolean scanned =
        list.size() == 2 && list.get(1) instanceof List && list.get(0) instanceof byte[];
    return scanned ? asList(list.get(1)) : list;
  }

  /**
   * Reads a value in pieces.
   *
   * @param size its bytes, by {@link #sizes}
   * @param count its elements
   */
  static Pieces pieces(Wire wire, RedisType type, byte[] key, long size, long count) {
    long window = Math.max(1, Math.min(10_000, PIECE * count / Math.max(1, size)));
    return switch (type) {
      case STRING, OTHER, HASH, SET, SORTED_SET -> scanned(wire, type, key, count, window);
      case LIST -> ranged(wire, key, window);
      case STREAM -> entries(wire, key, window);
    };
  }

  private static Pieces ranged(Wire wire, byte[] key, long window) {
    long[] next = {0};
    return () -> {
      List<?> piece = wire.list(Command.LRANGE, key, bytes(next[0]), bytes(next[0] + window - 1));
      next[0] += piece.size();
      return piece.isEmpty() ? null : piece;
    };
  }

  private static Pieces entries(Wire wire, byte[] key, long window) {
    byte[][] from = {bytes("-")};
    return () -> {
      List<?> piece = wire.list(Command.XRANGE, key, from[0], bytes("+"), COUNT, bytes(window));
      if (piece.isEmpty()) {
        return null;
      }
      from[0] = bytes(after(Wire.text(asList(piece.get(piece.size() - 1)).get(0))));
      return piece;
    };
  }

  /** The next possible id; "(id" is understood from Redis 6.2 on only. */
  private static String after(String id) {
    int dash = id.indexOf('-');
    long number = Long.parseUnsignedLong(id.substring(dash + 1));
    return number == -1L
        ? Long.toUnsignedString(Long.parseUnsignedLong(id.substring(0, dash)) + 1) + "-0"
        : id.substring(0, dash + 1) + Long.toUnsignedString(number + 1);
  }

  /**
   * A SCAN may give an element twice. Elements are told apart by 128 bits of hash, a bounded number
   * of them at a time: a larger collection is gone through more than once.
   */
  private static Pieces scanned(Wire wire, RedisType type, byte[] key, long count, long window) {
    Command scan =
        type == RedisType.HASH
            ? Command.HSCAN
            : type == RedisType.SET ? Command.SSCAN : Command.ZSCAN;
    int step = type == RedisType.SET ? 1 : 2;
    int passes = (int) ((count + DISTINCT - 1) / DISTINCT);
    return new Pieces() {
      private byte[] cursor = ZERO;
      private boolean begun;
      private int pass;
      private Distinct seen = new Distinct();

      @Override
      public @Nullable List<?> get() {
        while (true) {
          if (begun && cursor.length == 1 && cursor[0] == '0') {
            pass++;
            begun = false;
            seen = new Distinct();
          }
          if (pass >= passes) {
            return null;
          }
          begun = true;
          List<?> reply = wire.list(scan, key, cursor, COUNT, bytes(window));
          cursor = reply.get(0) instanceof byte[] next ? next : ZERO;
          List<?> fresh = fresh(asList(reply.get(1)));
          if (!fresh.isEmpty()) {
            return fresh;
          }
        }
      }

      private List<?> fresh(List<?> piece) {
        List<Object> fresh = new ArrayList<>(piece.size());
        for (int i = 0; i + step <= piece.size(); i += step) {
          if (piece.get(i) instanceof byte[] element && seen.add(element, pass, passes)) {
            fresh.addAll(piece.subList(i, i + step));
          }
        }
        return fresh;
      }
    };
  }
}

package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.asLong;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * When keys expire, by the server's clock, in milliseconds since 1970. Redis 7 tells; before, a key
 * only tells how long it has left, and the moment is known when the server's clock shows the same
 * millisecond before and after that answer. So two readings never differ.
 */
final class Expiries {
  static final long NEVER = -1;
  static final long GONE = -2;

  private static final int TRIES = 50;

  private final boolean exact;

  Expiries(RedisServer server) {
    exact = server.version().matches("([7-9]|[1-9][0-9]+)[.].*");
  }

  long[] of(Wire wire, List<byte[]> keys) {
    Command command = exact ? Command.PEXPIRETIME : Command.PTTL;
    keys.forEach(key -> wire.send(command, key));
    long[] found = new long[keys.size()];
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      found[i] = asLong(wire.reply());
      if (!exact && found[i] >= 0) {
        left.add(i);
      }
    }
    for (int tries = 0; !left.isEmpty(); tries++) {
      left = ask(wire, keys, left, found, tries >= TRIES);
    }
    return found;
  }

  /** Returns those that are not known yet. */
  private static List<Integer> ask(
      Wire wire, List<byte[]> keys, List<Integer> wanted, long[] found, boolean anyway) {
    wire.send(Command.TIME);
    for (int i : wanted) {
      wire.send(Command.PTTL, keys.get(i));
      wire.send(Command.TIME);
    }
    List<Integer> left = new ArrayList<>();
    long before = millis(wire.reply());
    for (int i : wanted) {
      long rest = asLong(wire.reply());
      long after = millis(wire.reply());
      if (rest < 0) {
        found[i] = rest;
      } else if (before == after || anyway) {
        found[i] = after + rest;
      } else {
        left.add(i);
      }
      before = after;
    }
    return left;
  }

  /** Of the reply to TIME: seconds, and microseconds of the second. */
  static long millis(@org.jspecify.annotations.Nullable Object reply) {
    List<?> time = asList(reply);
    return Long.parseLong(Wire.text(time.get(0))) * 1000
        + Long.parseLong(Wire.text(time.get(1))) / 1000;
  }
}

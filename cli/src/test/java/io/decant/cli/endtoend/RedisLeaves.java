package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Every key of a database with its type, all that its value consists of, and when it expires; read
 * by a client and not by Decant.
 */
final class RedisLeaves {
  private RedisLeaves() {}

  /** By key; bytes as the characters of their numbers. What Decant keeps for itself is left out. */
  static Map<String, String> of(Jedis redis) {
    Map<String, String> leaves = new TreeMap<>();
    for (byte[] key : redis.keys("*".getBytes(ISO_8859_1))) {
      String name = new String(key, ISO_8859_1);
      if (!name.startsWith("_decant:")) {
        String type = redis.type(key);
        leaves.put(name, type + " " + value(redis, key, type) + expiry(redis, key));
      }
    }
    return leaves;
  }

  private static String value(Jedis redis, byte[] key, String type) {
    return switch (type) {
      case "string" -> text(redis.get(key));
      case "hash" -> {
        Map<String, String> fields = new TreeMap<>();
        redis.hgetAll(key).forEach((field, value) -> fields.put(text(field), text(value)));
        yield fields.toString();
      }
      case "list" -> redis.lrange(key, 0, -1).stream().map(RedisLeaves::text).toList().toString();
      case "set" -> {
        TreeSet<String> members = new TreeSet<>();
        redis.smembers(key).forEach(member -> members.add(text(member)));
        yield members.toString();
      }
      case "zset" ->
          redis.zrangeWithScores(key, 0, -1).stream()
              .map(member -> text(member.getBinaryElement()) + "=" + member.getScore())
              .toList()
              .toString();
      case "stream" -> {
        List<String> entries = new ArrayList<>();
        for (StreamEntry entry : redis.xrange(new String(key, ISO_8859_1), "-", "+")) {
          entries.add(entry.getID() + new TreeMap<>(entry.getFields()).toString());
        }
        yield entries.toString();
      }
      default -> throw new IllegalStateException(type);
    };
  }

  /** Before Redis 7 the moment is not told; to the second is enough to tell it apart. */
  private static String expiry(Jedis redis, byte[] key) {
    long left = redis.pttl(key);
    List<String> now = redis.time();
    long millis = Long.parseLong(now.get(0)) * 1_000 + Long.parseLong(now.get(1)) / 1_000;
    return left < 0 ? "" : " until " + (millis + left + 500) / 1_000;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}

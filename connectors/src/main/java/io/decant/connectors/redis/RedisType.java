package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import java.util.Arrays;
import redis.clients.jedis.Protocol.Command;

/** What the value of a key is. */
enum RedisType {
  STRING("string", "strings", Command.STRLEN),
  HASH("hash", "hashes", Command.HLEN),
  LIST("list", "lists", Command.LLEN),
  SET("set", "sets", Command.SCARD),
  SORTED_SET("zset", "sorted_sets", Command.ZCARD),
  STREAM("stream", "streams", Command.XLEN),
  /** Of a module. */
  OTHER("", "others", Command.TYPE);

  /** As the server says it. */
  final String word;

  /** What a table is called that has no better name. */
  final String plural;

  /** Tells how many elements there are; of a string, its bytes. */
  final Command length;

  private final byte[] reply;

  RedisType(String word, String plural, Command length) {
    this.word = word;
    this.plural = plural;
    this.length = length;
    this.reply = bytes(word);
  }

  static RedisType of(byte[] reply) {
    for (RedisType type : values()) {
      if (Arrays.equals(type.reply, reply)) {
        return type;
      }
    }
    return OTHER;
  }
}

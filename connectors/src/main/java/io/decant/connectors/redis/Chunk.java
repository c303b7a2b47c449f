package io.decant.connectors.redis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are written in one transaction: their commands, what must not be there before, and what
 * was written when it was executed.
 */
final class Chunk {
  /** The reply of a command that is not looked at. */
  static final long ANY = -1;

  /** The reply to a SET. */
  static final long OK = -2;

  private static final int PAGE = 1_000;
  private static final byte[] EXISTS = Resp.argument(Wire.bytes("EXISTS"));
  private static final byte[] PEXPIREAT = Resp.argument(Wire.bytes("PEXPIREAT"));

  final Resp commands = new Resp();
  private final Resp guards = new Resp();
  private final Set<ByteBuffer> claimed;
  private final List<ByteBuffer> claims = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte[]> members = new ArrayList<>();
  private final Map<ByteBuffer, Long> expiries = new LinkedHashMap<>();
  private final Set<ByteBuffer> absent = new java.util.LinkedHashSet<>();
  private long[] expected = new long[1_024];
  private int[] rows = new int[1_024];
  private int replies;

  /**
   * @param claimed what all writers of this process are just about to write: nobody else can have
   *     looked for it and not found it
   */
  Chunk(Set<ByteBuffer> claimed) {
    this.claimed = claimed;
  }

  /**
   * Begins a row that is a whole value.
   *
   * @return false when another row has that key
   */
  boolean whole(byte[] key) {
    keys.add(key);
    return claim(ByteBuffer.wrap(key));
  }

  /**
   * Begins a row that is a part of a value.
   *
   * @param guard asks for the part, with its length in front
   */
  boolean part(byte[] key, byte[] member, byte[] guard) {
    keys.add(key);
    members.add(member);
    guards.command(3).made(guard).value(key).value(member);
    ByteBuffer both = ByteBuffer.allocate(4 + key.length + member.length);
    return claim(both.putInt(key.length).put(key).put(member).flip());
  }

  /** Begins a row of a value that is put together later, and must not be there now. */
  void later(byte[] key) {
    keys.add(key);
    absent.add(ByteBuffer.wrap(key));
  }

  /** Whether this is the first row of that value here. */
  boolean isFirst(byte[] key) {
    return !absent.contains(ByteBuffer.wrap(key));
  }

  private boolean claim(ByteBuffer what) {
    boolean free = claimed.add(what);
    if (free) {
      claims.add(what);
    }
    return free;
  }

  /** Says what the last command has to be answered with, when nothing was there before. */
  void expect(long reply) {
    if (replies == expected.length) {
      expected = Arrays.copyOf(expected, 2 * replies);
      rows = Arrays.copyOf(rows, 2 * replies);
    }
    expected[replies] = reply;
    rows[replies++] = keys.size() - 1;
  }

  void expire(byte[] key, long millis) {
    if (millis >= 0) {
      expiries.put(ByteBuffer.wrap(key), millis);
    }
  }

  /** After the last row. */
  void seal() {
    expiries.forEach(
        (key, millis) -> {
          commands.command(3).made(PEXPIREAT).value(key.array()).value(Wire.bytes(millis));
          expect(ANY);
        });
    expiries.clear();
  }

  /** Keys, or keys and members in turn, as they are noted so that they can be removed. */
  List<byte[]> written() {
    if (members.isEmpty()) {
      return absent.isEmpty() ? keys : List.of();
    }
    List<byte[]> pairs = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      pairs.add(keys.get(i));
      pairs.add(members.get(i));
    }
    return pairs;
  }

  /** Writes the questions whether something is there already; returns how many. */
  int ask(Resp out) {
    if (!members.isEmpty()) {
      out.all(guards);
      return members.size();
    }
    List<byte[]> wanted = keys;
    if (!absent.isEmpty()) {
      wanted = absent.stream().map(ByteBuffer::array).toList();
    }
    int asked = 0;
    for (int from = 0; from < wanted.size(); from += PAGE) {
      List<byte[]> page = wanted.subList(from, Math.min(wanted.size(), from + PAGE));
      out.command(1 + page.size()).made(EXISTS);
      page.forEach(out::value);
      asked++;
    }
    return asked;
  }

  /** Of the replies to what was asked, whether nothing is there; a score is there or null. */
  static boolean isFree(@Nullable Object reply) {
    return reply == null || reply.equals(0L);
  }

  /** Whether that is the reply to a command when nothing was there before. */
  boolean isNew(int command, @Nullable Object reply) {
    long wanted = expected[command];
    return wanted == ANY || (wanted == OK ? reply != null : reply instanceof Long n && n == wanted);
  }

  /** The key of the row that a command writes. */
  byte[] keyOf(int command) {
    return keys.get(rows[command]);
  }

  List<byte[]> keys() {
    return keys;
  }

  int replies() {
    return replies;
  }

  int size() {
    return commands.size();
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** It was executed, or is given up. */
  void clear() {
    claims.forEach(claimed::remove);
    claims.clear();
    keys.clear();
    members.clear();
    absent.clear();
    expiries.clear();
    commands.clear();
    guards.clear();
    replies = 0;
  }
}

package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Fence.Queued;
import io.decant.converter.DecantException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Chunks of rows as transactions behind the run's fence. A chunk is on its way while the next one
 * is made; its replies are read when that one is sent.
 */
final class Transactions {
  private static final byte[] SELECT = Resp.argument(bytes("SELECT"));
  private static final byte[] RPUSH = Resp.argument(bytes("RPUSH"));
  private static final byte[] MULTI = Resp.argument(bytes("MULTI"));
  private static final byte[] EXEC = Resp.argument(bytes("EXEC"));

  private final RedisServer server;
  private final Fence fence;
  private final Wire wire;
  private final Target target;
  private final Undo undo;
  private final RowCommands rows;
  private final Resp out = new Resp();
  private @Nullable Chunk onItsWay;

  Transactions(
      RedisServer server, Fence fence, Wire wire, Target target, Undo undo, RowCommands rows) {
    this.server = server;
    this.fence = fence;
    this.wire = wire;
    this.target = target;
    this.undo = undo;
    this.rows = rows;
  }

  /** Sends a chunk off. When this returns, the one before it is written. */
  void send(Chunk chunk) {
    chunk.seal();
    int questions = ask(chunk);
    boolean repeat = !replies();
    Answers answers = answers(questions);
    if (repeat) {
      // Somebody changed the run's record meanwhile: it may have been this process itself.
      repeat();
      questions = ask(chunk);
      answers = answers(questions);
    }
    answers.require(chunk);
    execute(chunk);
  }

  /** When this returns, all that was sent is written. */
  void settle() {
    while (onItsWay != null && !replies()) {
      repeat();
    }
  }

  /** As {@link #settle}, whatever the replies are. */
  void abandon() {
    try {
      settle();
    } catch (DecantException.BadValue unwanted) {
      onItsWay = null;
    }
  }

  void commit(List<Queued> last) {
    fence.run(wire, last);
  }

  private void repeat() {
    Chunk again = onItsWay;
    onItsWay = null;
    if (again != null) {
      answers(ask(again)).require(again);
      execute(again);
      settle();
    }
  }

  /** Asks whether the run is still ours, and whether what is to be written is there already. */
  private int ask(Chunk chunk) {
    out.clear();
    fence.watch(out);
    select(target.database());
    int questions = chunk.ask(out);
    select(target.home());
    wire.write(out);
    return questions;
  }

  private void select(int database) {
    if (target.isElsewhere()) {
      out.command(2).made(SELECT).value(bytes(database));
    }
  }

  private Answers answers(int questions) {
    List<@Nullable Object> read = new ArrayList<>();
    int others = target.isElsewhere() ? 2 : 0;
    for (int i = 0; i < Fence.WATCHING + questions + others; i++) {
      read.add(wire.anyReply());
    }
    for (Object reply : read) {
      if (reply instanceof JedisDataException refused) {
        throw server.failures.classify(refused);
      }
    }
    int from = Fence.WATCHING + others / 2;
    return new Answers(read.get(1), read.subList(from, from + questions));
  }

  /** What the server said to {@link #ask}. */
  private final class Answers {
    private final @Nullable Object epoch;
    private final List<@Nullable Object> there;

    Answers(@Nullable Object epoch, List<@Nullable Object> there) {
      this.epoch = epoch;
      this.there = there;
    }

    void require(Chunk chunk) {
      fence.require(epoch);
      for (int i = 0; i < there.size(); i++) {
        if (!Chunk.isFree(there.get(i))) {
          wire.call(Command.UNWATCH);
          throw rows.duplicate(
              there.size() == chunk.keys().size() ? chunk.keys().get(i) : firstThere(chunk));
        }
      }
    }
  }

  private byte[] firstThere(Chunk chunk) {
    wire.call(Command.SELECT, bytes(target.database()));
    byte[] found = chunk.keys().get(0);
    for (byte[] key : chunk.keys()) {
      if (wire.number(Command.EXISTS, key) > 0) {
        found = key;
        break;
      }
    }
    wire.call(Command.SELECT, bytes(target.home()));
    return found;
  }

  private void execute(Chunk chunk) {
    out.clear();
    out.command(1).made(MULTI);
    boolean elsewhere = target.isElsewhere() && !target.form().isOrdered();
    if (elsewhere) {
      select(target.database());
    }
    out.all(chunk.commands);
    if (elsewhere) {
      select(target.home());
    }
    List<byte[]> written = chunk.written();
    if (!written.isEmpty()) {
      out.command(2 + written.size()).made(RPUSH).value(undo.notes());
      written.forEach(out::value);
    }
    out.command(1).made(EXEC);
    wire.write(out);
    onItsWay = chunk;
  }

  /** Reads the replies to what is on its way; false when it was not executed. */
  private boolean replies() {
    Chunk chunk = onItsWay;
    if (chunk == null) {
      return true;
    }
    int before = target.isElsewhere() && !target.form().isOrdered() ? 1 : 0;
    int queued = 1 + chunk.replies() + 2 * before + (chunk.written().isEmpty() ? 0 : 1);
    JedisDataException refused = null;
    for (int i = 0; i < queued; i++) {
      if (wire.anyReply() instanceof JedisDataException failure && refused == null) {
        refused = failure;
      }
    }
    Object done = wire.anyReply();
    if (done == null) {
      return false;
    }
    onItsWay = null;
    List<?> replies = asList(done);
    for (Object reply : replies) {
      refused = refused == null && reply instanceof JedisDataException failure ? failure : refused;
    }
    if (refused == null && done instanceof JedisDataException failure) {
      refused = failure;
    }
    if (refused != null) {
      chunk.clear();
      throw server.failures.classify(refused);
    }
    for (int i = 0; i < chunk.replies(); i++) {
      if (!chunk.isNew(i, replies.get(before + i))) {
        byte[] key = chunk.keyOf(i);
        chunk.clear();
        throw rows.duplicate(key);
      }
    }
    chunk.clear();
    return true;
  }
}

package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.spi.Lease;
import io.decant.converter.DecantException.EndpointFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Transactions that nobody commits whose run was taken over: the run's record is watched, looked
 * at, and must still be the same when the transaction is executed (Redis manual, "Transactions",
 * optimistic locking using check-and-set).
 */
final class Fence {
  /** Commands, and so replies, of {@link #watch}. */
  static final int WATCHING = 2;

  private static final byte[] EPOCH = bytes("epoch");

  private final RedisServer server;
  private final Lease lease;
  private final byte[] record;

  Fence(RedisServer server, Lease lease) {
    this.server = server;
    this.lease = lease;
    this.record = RowKey.own("run", lease.run());
  }

  /** A command to be executed with others or not at all. */
  record Queued(Command command, byte[]... arguments) {
    Queued(Command command, List<byte[]> arguments) {
      this(command, arguments.toArray(new byte[0][]));
    }
  }

  /** Executes what is decided while the run is watched; returns the replies. */
  List<?> run(Wire wire, Function<Wire, List<Queued>> decide) {
    while (true) {
      wire.call(Command.WATCH, record);
      requireLease(wire);
      List<Queued> commands = decide.apply(wire);
      if (commands.isEmpty()) {
        wire.call(Command.UNWATCH);
        return List.of();
      }
      Object done = execute(wire, commands);
      if (done != null) {
        return asList(done);
      }
    }
  }

  List<?> run(Wire wire, List<Queued> commands) {
    return run(wire, unused -> commands);
  }

  /** Null when somebody changed what is watched. */
  private @Nullable Object execute(Wire wire, List<Queued> commands) {
    wire.send(Command.MULTI);
    commands.forEach(queued -> wire.send(queued.command(), queued.arguments()));
    wire.send(Command.EXEC);
    List<JedisDataException> refused = new ArrayList<>();
    for (int i = 0; i <= commands.size(); i++) {
      if (wire.anyReply() instanceof JedisDataException failure) {
        refused.add(failure);
      }
    }
    Object done = wire.anyReply();
    if (done instanceof JedisDataException failure) {
      refused.add(failure);
    }
    asList(done).stream()
        .filter(JedisDataException.class::isInstance)
        .map(JedisDataException.class::cast)
        .forEach(refused::add);
    if (!refused.isEmpty()) {
      throw server.failures.classify(refused.get(0));
    }
    return done;
  }

  /** Begins to watch the run, and asks whose it is: the second reply, for {@link #require}. */
  void watch(Resp out) {
    out.command(2).value(bytes("WATCH")).value(record);
    out.command(3).value(bytes("HGET")).value(record).value(EPOCH);
  }

  void requireLease(Wire wire) {
    require(wire.call(Command.HGET, record, EPOCH));
  }

  void require(@Nullable Object epoch) {
    if (!Wire.text(epoch).equals(Long.toString(lease.epoch()))) {
      throw new EndpointFailure(
          server.endpoint.role(),
          "run " + lease.run(),
          "was taken over by another process",
          "",
          null);
    }
  }
}

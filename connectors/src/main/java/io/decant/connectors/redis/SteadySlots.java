package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.converter.DecantException;
import io.decant.converter.DecantException.Transient;
import java.util.function.Supplier;
import redis.clients.jedis.Protocol.Command;

/**
 * Lists the keys of a cluster while none of them goes from one server to another. Servers are
 * listed one after the other, so a key that moves to one that was listed already would be missed
 * (Redis cluster specification, "Cluster live reconfiguration").
 */
final class SteadySlots {
  private static final int TRIES = 5;
  private static final long WAIT_MILLIS = 300;

  private final RedisServer server;

  SteadySlots(RedisServer server) {
    this.server = server;
  }

  /**
   * The result of a listing before and after which the slots were the same, and none on its way.
   */
  Keyspace during(Supplier<Keyspace> listing) {
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        pause();
      }
      server.learnNodes();
      String before = state();
      Keyspace listed = before.isEmpty() ? null : listed(listing);
      if (listed != null) {
        if (before.equals(state())) {
          return listed;
        }
        listed.close();
      }
    }
    throw server.failures.failure(
        "is a cluster whose slots are on their way from one server to another: keys could be missed",
        "Wait until the resharding is over, then run again.");
  }

  private static @org.jspecify.annotations.Nullable Keyspace listed(Supplier<Keyspace> listing) {
    try {
      return listing.get();
    } catch (Transient moved) {
      if (moved.message().contains("MOVED") || moved.message().contains("ASK")) {
        return null;
      }
      throw moved;
    }
  }

  /** Who has which slots, by what each server says; empty while one is on its way. */
  private String state() {
    StringBuilder all = new StringBuilder();
    for (Nodes.Node node : server.nodes().all()) {
      String told =
          server.with(node, 0, wire -> Wire.text(wire.call(Command.CLUSTER, bytes("NODES"))));
      for (String line : told.split("\n")) {
        if (line.contains("myself")) {
          // "[93-<-id]": it is importing slot 93; the number before the link's state is the epoch.
          if (line.contains("[")) {
            return "";
          }
          all.append(line.replaceAll("^(\\S+) \\S+ (\\S+) \\S+ \\S+ \\S+", "$1 $2")).append('\n');
        }
      }
    }
    return all.toString();
  }

  private void pause() {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failure(interrupted);
    }
  }

  private DecantException failure(InterruptedException cause) {
    return new DecantException.EndpointFailure(
        server.endpoint.role(), server.endpoint.toString(), "interrupted", "", cause);
  }
}

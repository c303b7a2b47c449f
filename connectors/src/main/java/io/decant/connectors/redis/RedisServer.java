package io.decant.connectors.redis;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.UserError;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** A server, and the connections to it that nobody uses at the moment. */
final class RedisServer implements AutoCloseable {
  /** A large EXEC, or a server that saves its data, may keep a reply waiting. */
  private static final int REPLY_MILLIS = 300_000;

  private static final int MAX_DATABASE = 1_000_000;

  final Endpoint endpoint;
  final Failures failures;
  private final RedisSockets sockets;
  private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();
  private final Map<String, String> facts = new TreeMap<>();

  /** Connects once, so that whoever cannot is told now. */
  RedisServer(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.failures = new Failures(endpoint);
    this.sockets = new RedisSockets(endpoint, REPLY_MILLIS);
    if (!endpoint.path().matches("[0-9]{0,6}")) {
      throw new UserError(
          endpoint.toString(),
          "'" + endpoint.path() + "' is no database of Redis: they have numbers",
          "Write redis://host/0 for one database, or redis://host for all.");
    }
    with(database(), this::learn);
    if (fact("cluster_enabled").equals("1")) {
      throw failures.failure(
          "is one node of a cluster, which holds only a part of the keys",
          "Decant reads and writes single servers; a replica set of one shard does not do either.");
    }
  }

  private Wire learn(Wire wire) {
    for (String line : Wire.text(wire.call(Command.INFO)).split("\r?\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        facts.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return wire;
  }

  /** What the server said about itself when we came; empty when it did not. */
  String fact(String name) {
    return facts.getOrDefault(name, "");
  }

  String version() {
    return fact("redis_version");
  }

  /** The database that the URL names; the first when it names none. */
  int database() {
    return endpoint.path().isEmpty()
        ? 0
        : Math.min(MAX_DATABASE, Integer.parseInt(endpoint.path()));
  }

  boolean isOneDatabase() {
    return !endpoint.path().isEmpty();
  }

  Wire borrow(int database) {
    for (Wire wire : idle) {
      if (wire.database == database && idle.remove(wire)) {
        return wire;
      }
    }
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .autoNegotiateProtocol(false)
            .socketTimeoutMillis(REPLY_MILLIS)
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .database(database);
    if (!endpoint.password().isEmpty()) {
      config.password(endpoint.password());
      if (!endpoint.user().isEmpty()) {
        config.user(endpoint.user());
      }
    }
    try {
      return new Wire(
          new Connection(sockets, config.build()), failures, database);
    } catch (JedisException failure) {
      throw failures.unreachable(failure);
    }
  }

  void giveBack(Wire wire) {
    if (wire.usable()) {
      idle.addFirst(wire);
    } else {
      wire.close();
    }
  }

  /** Uses a connection for a moment. */
  <T> T with(int database, Function<Wire, T> work) {
    Wire wire = borrow(database);
    boolean done = false;
    try {
      T result = work.apply(wire);
      done = true;
      return result;
    } finally {
      if (!done) {
        wire.abandon();
      }
      giveBack(wire);
    }
  }

  @Override
  public void close() {
    for (Wire wire = idle.poll(); wire != null; wire = idle.poll()) {
      wire.close();
    }
  }
}

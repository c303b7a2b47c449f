package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Nodes.Node;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.tls.Tls;
import io.decant.converter.DecantException.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;

/** A server or a cluster, and the connections to it that nobody uses at the moment. */
final class RedisServer implements AutoCloseable {
  private static final int PORT = 6379;

  /** A large EXEC, or a server that saves its data, may keep a reply waiting. */
  private static final int REPLY_MILLIS = 300_000;

  private static final int MAX_DATABASE = 1_000_000;

  /** In INFO: {@code db0:keys=12,expires=0,avg_ttl=0}. */
  private static final Pattern KEYS = Pattern.compile("^db([0-9]{1,9}):keys=([0-9]{1,18})");

  final Endpoint endpoint;
  final Failures failures;
  private final Node first;
  private final Optional<Tls> tls;
  private final ConcurrentLinkedDeque<Wire> idle = new ConcurrentLinkedDeque<>();
  private volatile Nodes nodes;
  private final Map<String, String> facts = new TreeMap<>();

  /** Connects once, so that whoever cannot is told now. */
  RedisServer(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.failures = new Failures(endpoint);
    this.first = new Node(endpoint.host(), endpoint.port() == 0 ? PORT : endpoint.port());
    this.tls = RedisSockets.tls(endpoint);
    this.nodes = Nodes.single(first);
    if (!endpoint.path().matches("[0-9]{0,6}")) {
      throw new UserError(
          endpoint.toString(),
          "'" + endpoint.path() + "' is no database of Redis: they have numbers",
          "Write redis://host/0 for one database, or redis://host for all.");
    }
    with(database(), this::learn);
    learnNodes();
  }

  /** Who has which keys of a cluster now: slots may have moved since. */
  final void learnNodes() {
    if (fact("cluster_enabled").equals("1")) {
      nodes =
          Nodes.cluster(with(0, wire -> wire.list(Command.CLUSTER, bytes("SLOTS"))), first)
              .orElseThrow(
                  () -> failures.failure("is a cluster of which parts have no server", ""));
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

  /** How many keys each database had when we came, by its number; those without any are absent. */
  SortedMap<Integer, Long> keyCounts() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    facts.forEach(
        (name, told) -> {
          Matcher keys = KEYS.matcher(name + ":" + told);
          if (keys.find()) {
            counts.put(Integer.parseInt(keys.group(1)), Long.parseLong(keys.group(2)));
          }
        });
    return counts;
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

  /** To the server that was named. */
  Wire borrow(int database) {
    return borrow(first, database);
  }

  Wire borrow(Node node, int database) {
    for (Wire wire : idle) {
      if (wire.database == database && wire.node.equals(node) && idle.remove(wire)) {
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
      RedisSockets sockets = new RedisSockets(node, REPLY_MILLIS, tls);
      return new Wire(new Connection(sockets, config.build()), sockets, failures, node, database);
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

  /** Uses a connection to the server that was named for a moment. */
  <T> T with(int database, Function<Wire, T> work) {
    return with(first, database, work);
  }

  <T> T with(Node node, int database, Function<Wire, T> work) {
    Wire wire = borrow(node, database);
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

  /** Uses a connection to each server that holds some of the keys, with those. */
  void each(int database, List<byte[]> keys, BiConsumer<Wire, List<byte[]>> work) {
    List<List<byte[]>> divided = nodes.divided(keys);
    for (int i = 0; i < divided.size(); i++) {
      List<byte[]> some = divided.get(i);
      if (!some.isEmpty()) {
        with(
            nodes.all().get(i),
            database,
            wire -> {
              work.accept(wire, some);
              return true;
            });
      }
    }
  }

  Nodes nodes() {
    return nodes;
  }

  @Override
  public void close() {
    for (Wire wire = idle.poll(); wire != null; wire = idle.poll()) {
      wire.close();
    }
  }
}

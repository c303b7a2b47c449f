package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.asLong;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Which server holds a key: the one there is, or that of a cluster's masters to which the key's
 * hash slot is given (Redis cluster specification, "Key distribution model").
 */
final class Nodes {
  private static final int SLOTS = 16_384;

  private final List<Node> all;
  private final int[] bySlot;

  /** A server. */
  record Node(String host, int port) {}

  private Nodes(List<Node> all, int[] bySlot) {
    this.all = all;
    this.bySlot = bySlot;
  }

  static Nodes single(Node node) {
    return new Nodes(List.of(node), new int[0]);
  }

  /**
   * @param slots the reply to CLUSTER SLOTS
   * @return empty when a slot has no server
   */
  static Optional<Nodes> cluster(List<?> slots, Node asked) {
    List<Node> all = new ArrayList<>();
    int[] bySlot = new int[SLOTS];
    Arrays.fill(bySlot, -1);
    for (Object range : slots) {
      List<?> told = asList(range);
      List<?> master = asList(told.get(2));
      String host = Wire.text(master.get(0));
      // A server that does not know its own name leaves it out: it is the one that was asked.
      Node node = new Node(host.isEmpty() ? asked.host() : host, (int) asLong(master.get(1)));
      if (!all.contains(node)) {
        all.add(node);
      }
      int from = (int) asLong(told.get(0));
      int to = (int) asLong(told.get(1));
      Arrays.fill(bySlot, from, to + 1, all.indexOf(node));
    }
    return Arrays.stream(bySlot).allMatch(node -> node >= 0)
        ? Optional.of(new Nodes(all, bySlot))
        : Optional.empty();
  }

  List<Node> all() {
    return all;
  }

  boolean isCluster() {
    return bySlot.length > 0;
  }

  /** The keys of each server, in the order of the servers. */
  List<List<byte[]>> divided(List<byte[]> keys) {
    if (!isCluster()) {
      return List.of(keys);
    }
    List<List<byte[]>> divided = new ArrayList<>();
    all.forEach(node -> divided.add(new ArrayList<>()));
    for (byte[] key : keys) {
      divided.get(bySlot[JedisClusterCRC16.getSlot(key)]).add(key);
    }
    return divided;
  }
}

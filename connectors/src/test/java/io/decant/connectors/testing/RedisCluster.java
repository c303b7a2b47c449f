package io.decant.connectors.testing;

import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Two Redis servers that have divided the keys among themselves. */
public record RedisCluster(RedisServer first, RedisServer second) {
  private static final int SLOTS = 16_384;
  private static final int PATIENCE = 200;

  /** Joins two servers that nobody has used yet, or finds them joined. */
  static RedisCluster of(RedisServer first, RedisServer second) {
    try (Jedis one = first.client(0);
        Jedis two = second.client(0)) {
      if (!one.clusterInfo().contains("cluster_slots_assigned:" + SLOTS)) {
        one.clusterAddSlots(IntStream.range(0, SLOTS / 2).toArray());
        two.clusterAddSlots(IntStream.range(SLOTS / 2, SLOTS).toArray());
        one.clusterMeet("127.0.0.1", second.address().getPort());
      }
      for (int i = 0; !isJoined(one) || !isJoined(two); i++) {
        if (i == PATIENCE) {
          throw new IllegalStateException("The cluster does not form: " + one.clusterInfo());
        }
        Thread.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a cluster formed", e);
    }
    return new RedisCluster(first, second);
  }

  private static boolean isJoined(Jedis node) {
    return node.clusterInfo().contains("cluster_state:ok")
        && node.clusterInfo().contains("cluster_slots_assigned:" + SLOTS);
  }

  public String url() {
    return first.url();
  }

  /** A client of the server that holds the key. The caller closes it. */
  public Jedis clientOf(String key) {
    return (JedisClusterCRC16.getSlot(key) < SLOTS / 2 ? first : second).client(0);
  }

  public void empty() {
    try (Jedis one = first.client(0);
        Jedis two = second.client(0)) {
      one.flushAll();
      two.flushAll();
    }
  }
}

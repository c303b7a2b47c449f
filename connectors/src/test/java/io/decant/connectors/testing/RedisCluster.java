package io.decant.connectors.testing;

import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;
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

  /** Brings a slot and its keys to the other server. */
  public void move(int slot) {
    beginMove(slot);
    endMove(slot);
  }

  /** What resharding begins with: from now on keys of the slot may be on either server. */
  public void beginMove(int slot) {
    between(
        slot,
        (owner, other) -> {
          other.clusterSetSlotImporting(slot, owner.clusterMyId());
          owner.clusterSetSlotMigrating(slot, other.clusterMyId());
        });
  }

  /** What it ends with: all keys that are left, then the slot itself. */
  public void endMove(int slot) {
    between(
        slot,
        (owner, other) -> {
          int port = other.getConnection().getHostAndPort().getPort();
          for (String key : owner.clusterGetKeysInSlot(slot, Integer.MAX_VALUE)) {
            owner.migrate(
                "127.0.0.1",
                port,
                PATIENCE * 50,
                MigrateParams.migrateParams().auth(ServerRecipe.LOGIN),
                key);
          }
          String id = other.clusterMyId();
          other.clusterSetSlotNode(slot, id);
          owner.clusterSetSlotNode(slot, id);
        });
  }

  private void between(int slot, BiConsumer<Jedis, Jedis> work) {
    try (Jedis one = first.client(0);
        Jedis two = second.client(0)) {
      boolean ofFirst = one.clusterCountKeysInSlot(slot) > 0;
      if (ofFirst) {
        work.accept(one, two);
      } else {
        work.accept(two, one);
      }
    }
  }

  public void empty() {
    try (Jedis one = first.client(0);
        Jedis two = second.client(0)) {
      one.flushAll();
      two.flushAll();
    }
  }
}

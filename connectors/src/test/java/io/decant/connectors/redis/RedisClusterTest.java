package io.decant.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Source;
import io.decant.connectors.testing.RedisCluster;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.util.JedisClusterCRC16;

/** A cluster is read node by node. */
class RedisClusterTest {
  private final RedisCluster cluster = TestServers.redisCluster();

  @AfterEach
  void empty() {
    cluster.empty();
  }

  @Test
  void everyKeyOfEveryNodeIsRead() {
    for (int i = 0; i < 1_000; i++) {
      try (Jedis node = cluster.clientOf("user:" + i)) {
        node.hset("user:" + i, Map.of("name", "n" + i));
        node.expire("user:" + i, 1_000);
      }
      String list = "list:{" + i % 7 + "}";
      try (Jedis node = cluster.clientOf(list)) {
        node.rpush(list, "e" + i);
      }
    }
    try (Jedis node = cluster.clientOf("log:1")) {
      node.xadd("log:1", XAddParams.xAddParams(), Map.of("k", "v"));
      node.xgroupCreate("log:1", "readers", new StreamEntryID(0, 0), false);
    }
    try (Source source =
        new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, cluster.url()))) {
      assertThat(source.catalog().tables())
          .extracting(TableName::name)
          .containsExactly("list", "log", "user");
      assertThat(source.catalog().others())
          .extracting(SchemaObject::name)
          .containsExactly("log:1 readers");
      assertThat(rows(source, "user")).hasSize(1_000).doesNotContain("NULL | NULL");
      assertThat(new HashSet<>(rows(source, "list"))).hasSize(1_000);
    }
  }

  @Test
  void keysThatMovedSinceTheyWereListedAreReadWhereTheyAre() {
    fill();
    try (Source source =
        new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, cluster.url()))) {
      source.catalog();
      Table table = source.describe(List.of(TableName.of("user"))).get(0);
      source.snapshot(1);
      int slot = JedisClusterCRC16.getSlot("user:1");
      cluster.move(slot);
      try {
        assertThat(new HashSet<>(Pouring.readAll(source, table))).hasSize(300);
      } finally {
        cluster.move(slot);
      }
    }
  }

  @Test
  void nothingIsListedWhileSlotsAreOnTheirWay() {
    fill();
    int slot = JedisClusterCRC16.getSlot("user:1");
    cluster.beginMove(slot);
    try (Source source =
        new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, cluster.url()))) {
      assertThatThrownBy(source::catalog)
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("on their way");
    } finally {
      cluster.endMove(slot);
      cluster.move(slot);
    }
  }

  private void fill() {
    for (int i = 0; i < 300; i++) {
      try (Jedis node = cluster.clientOf("user:" + i)) {
        node.hset("user:" + i, Map.of("name", "n" + i));
      }
    }
  }

  @Test
  void aClusterIsNoTarget() {
    assertThatThrownBy(
            () -> new RedisConnector().openSink(EndpointUrl.parse(Role.TARGET, cluster.url())))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("cluster");
  }

  private static List<String> rows(Source source, String name) {
    Table table = source.describe(List.of(TableName.of(name))).get(0);
    return Pouring.readAll(source, table);
  }
}

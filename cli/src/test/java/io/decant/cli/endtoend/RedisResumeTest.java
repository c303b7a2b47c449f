package io.decant.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** Runs into Redis that end before they are done. */
class RedisResumeTest {
  private static final int KEYS = 3_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "killed at {0}")
  @ValueSource(strings = {"in-step:3", "before-commit:2", "after-commit:3"})
  void keysOfEveryTypeEndUpOnceThoughTheRunWasKilled(String failPoint) throws Exception {
    try (RedisServer.Database origin = TestServers.redis().newDatabase();
        TestDatabase between = Engine.SQLITE.server().newDatabase();
        RedisServer.Database end = TestServers.redis().newDatabase()) {
      fill(origin.driver());
      DecantRun first =
          DecantRun.of(
              folder, "migrate", "--source", origin.url(), "--target", between.url(), "--verify");
      assertThat(first.exitCode()).as(first.printed()).isZero();
      List<String> arguments =
          new ArrayList<>(
              List.of("migrate", "--source", between.url(), "--target", end.url(), "--verify"));
      Kills.halt(folder, arguments, failPoint);
      arguments.add("--resume");
      ForkedRun run = ForkedRun.start(folder, List.of(), arguments);
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(RedisLeaves.of(end.driver())).isEqualTo(RedisLeaves.of(origin.driver()));
      assertNothingIsLeft(end.driver());
    }
  }

  @Test
  void aServerWhoseMemoryIsUsedUpSaysSoAndTheRunGoesOnWithMore() throws Exception {
    try (TestDatabase origin = Engine.SQLITE.server().newDatabase();
        RedisServer.Database end = TestServers.redis().newDatabase()) {
      new BigTable(Engine.SQLITE, "big", 20_000, true).create(origin.url());
      Jedis redis = end.driver();
      long used =
          Long.parseLong(redis.info("memory").replaceAll("(?s).*used_memory:(\\d+).*", "$1"));
      redis.configSet("maxmemory", Long.toString(used + (2 << 20)));
      String[] arguments = {
        "migrate", "--source", origin.url(), "--target", end.url(), "--verify", "--yes"
      };
      try {
        DecantRun full = DecantRun.of(folder, arguments);
        assertThat(full.exitCode()).as(full.printed()).isEqualTo(6);
        assertThat(full.printed()).contains("maxmemory").contains("--resume");
      } finally {
        redis.configSet("maxmemory", "0");
      }
      List<String> again = new ArrayList<>(List.of(arguments));
      again.add("--resume");
      DecantRun rest = DecantRun.of(folder, again.toArray(String[]::new));
      assertThat(rest.exitCode()).as(rest.printed()).isZero();
      assertThat(rest.notEqual()).isEmpty();
      assertThat(redis.keys("big:*")).hasSize(20_000);
      assertNothingIsLeft(redis);
    }
  }

  private static void assertNothingIsLeft(Jedis redis) {
    assertThat(redis.keys("_decant:*"))
        .allMatch(
            key -> key.matches("_decant:(tables|origins|runs|(run|entries|splits|steps):.*)"));
  }

  private static void fill(Jedis redis) {
    Pipeline pipeline = redis.pipelined();
    for (int i = 0; i < KEYS; i++) {
      pipeline.hset("account:" + i, Map.of("name", "n" + i, "visits", Integer.toString(i)));
      pipeline.rpush("cart:" + i % 100, "item " + i, "again");
      pipeline.sadd("tags:" + i % 10, "member " + i);
      pipeline.zadd("rank", i / 2.0, "player " + i);
      pipeline.hset("dictionary", "word " + i, "meaning");
      pipeline.rpush("log", "x".repeat(500) + i);
      pipeline.xadd(
          "events", XAddParams.xAddParams().id(new StreamEntryID(i + 1L, 0)), Map.of("k", "v" + i));
    }
    pipeline.sync();
  }
}

package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** Keys that come back to Redis as what they were: every type, every key, every expiry. */
class RedisHomeTest {
  @TempDir private Path folder;

  @Test
  void redisToRedisKeepsTypesKeysOrdersIdsAndExpiries() throws IOException {
    try (RedisServer.Database origin = TestServers.redis().newDatabase();
        RedisServer.Database end = TestServers.redis().newDatabase()) {
      fill(origin.driver());
      DecantRun run = migrate(origin.url(), end.url());
      assertThat(run.printed()).contains("consumer-group 1");
      assertHome(origin.driver(), end.driver());
    }
  }

  @ParameterizedTest(name = "by way of {0}")
  @ValueSource(strings = {"PostgreSQL", "MySQL", "SQLite", "MongoDB", "files", "Redis"})
  void whatLeftRedisComesBackAsWhatItWas(String way) throws IOException {
    try (RedisServer.Database origin = TestServers.redis().newDatabase();
        TestDatabase between = between(way);
        RedisServer.Database end = TestServers.redis().newDatabase()) {
      fill(origin.driver());
      if (way.equals("MySQL")) { // which knows no infinity
        origin.driver().keys("rank:*").forEach(key -> origin.driver().zrem(key, "y"));
      }
      String url = way.equals("files") ? "file:" + folder.resolve("keys") : between.url();
      migrate(origin.url(), url);
      migrate(url, end.url());
      assertHome(origin.driver(), end.driver());
    }
  }

  private static TestDatabase between(String way) {
    return switch (way) {
      case "PostgreSQL" -> Engine.POSTGRESQL.server().newDatabase();
      case "MySQL" -> Engine.MYSQL.server().newDatabase();
      case "MongoDB" -> TestServers.mongodb().newDatabase();
      case "Redis" -> TestServers.redis().newDatabase();
      default -> Engine.SQLITE.server().newDatabase();
    };
  }

  private DecantRun migrate(String from, String to) throws IOException {
    DecantRun run = DecantRun.of(folder, "migrate", "--source", from, "--target", to, "--verify");
    assertThat(run.exitCode()).as(run.printed()).isZero();
    assertThat(run.notEqual()).as("verification").isEmpty();
    return run;
  }

  private static void assertHome(Jedis origin, Jedis end) {
    assertThat(RedisLeaves.of(end)).isEqualTo(RedisLeaves.of(origin));
    List<String> left = new ArrayList<>(end.keys("_decant:staged*"));
    left.addAll(end.keys("_decant:elements*"));
    left.addAll(end.keys("_decant:undo*"));
    left.addAll(end.keys("_decant:joi*"));
    left.addAll(end.keys("_decant:sets*"));
    assertThat(left).as("left over").isEmpty();
  }

  private static void fill(Jedis redis) {
    byte[] binary = {(byte) 0xFF, 0, 13, 10, (byte) 0xC3};
    for (int i = 0; i < 60; i++) {
      redis.hset("account:" + i, Map.of("name", "Zoë " + i, "visits", Integer.toString(i)));
      redis.set("word:" + i, i % 7 == 0 ? "007" : Integer.toString(i));
      redis.rpush("cart:" + i + ":items", "pen", "ink", "pen", "");
      redis.sadd("tags:" + i, "a" + i, "b", "é");
      redis.zadd("rank:" + i, Map.of("x", 1.5, "y", Double.POSITIVE_INFINITY, "z", -0.1 - i));
      if (i % 3 == 0) {
        redis.expire("account:" + i, 3_600 + i);
        redis.expire("cart:" + i + ":items", 7_200 + i);
        redis.expire("tags:" + i, 7_200);
      }
    }
    for (int i = 0; i < 30; i++) {
      redis.hset("profile:" + i, Map.of("name", "n" + i, "amount", i + ".50", "note", "x"));
    }
    redis.hset("profile:7", "only here", "later");
    redis.hset("profile:8", "amount", "much");
    redis.hset("account:3", "unseen", "later");
    redis.hset("account:4".getBytes(UTF_8), Map.of(binary, binary));
    redis.hset("account:5", "visits", "many");
    redis.hset("account:6", "", "a field without a name");
    redis.set("word:60".getBytes(UTF_8), binary);
    redis.set("word:61", "");
    redis.set("word:60:also", "deeper");
    redis.set("day:2024-02-29", "leap");
    redis.set("day:2024-03-01", "{\"a\": [1, 2.50,  \"x\"]}");
    redis.set("path/to/file", "slashes");
    redis.set("session:0f8fad5b-d9cb-469f-a165-70867728950e", "1.50");
    redis.set("session:0f8fad5b-d9cb-469f-a165-70867728950f", "-2.25");
    redis.set("token:00deadbeef", "x");
    redis.set("token:00deadbeee", "y");
    redis.set("single", "alone");
    redis.set("deep:1:2:3:4:5:6:7:8:9", "ten");
    redis.set("colons::twice:", "empty segments");
    byte[][] hostile = {"raw:a".getBytes(UTF_8), "raw:b".getBytes(UTF_8), {'r', 'a', 'w', ':', -1}};
    for (byte[] key : hostile) {
      redis.rpush(key, binary, "text".getBytes(UTF_8));
    }
    redis.pfadd("visitors:1", "a", "b", "c");
    redis.pfadd("visitors:2", "a");
    redis.setbit("bits:1", 1_000, true);
    for (int i = 0; i < 400; i++) {
      redis.hset("dictionary", "f" + i, "v" + i);
      redis.rpush("long", "e" + i, "e" + (i + 1) % 5);
    }
    for (int i = 0; i < 50; i++) {
      redis.xadd(
          "events",
          new StreamEntryID(1_700_000_000_000L + i / 2, i % 2),
          Map.of("kind", "login", "n", Integer.toString(i)));
    }
    redis.xadd(
        "events",
        XAddParams.xAddParams().id(new StreamEntryID(Long.MAX_VALUE, 7)),
        Map.of("last", "é"));
    redis.xgroupCreate("events", "readers", new StreamEntryID(0, 0), false);
    redis.set("account:text", "a string among hashes");
  }
}

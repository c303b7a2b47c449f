package io.decant.cli.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.XAddParams;

/** Databases poured into Redis and from there on, and keys that no Decant made. */
class RedisRoutesTest {

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} by way of Redis")
  @EnumSource(Engine.class)
  void theRichSchemaComesHome(Engine engine) throws IOException, SQLException {
    try (TestDatabase origin = engine.server().newDatabase();
        RedisServer.Database redis = TestServers.redis().newDatabase();
        TestDatabase end = engine.server().newDatabase()) {
      RichSchema.load(engine, origin.url());
      DecantRun there = migrate(origin.url(), redis.url());
      assertThat(there.exitCode()).as(there.printed()).isZero();
      assertThat(there.notEqual()).as("verification").isEmpty();
      DecantRun back = migrate(redis.url(), end.url());
      assertThat(back.exitCode()).as(back.printed()).isZero();
      assertThat(back.notEqual()).as("verification").isEmpty();
      ThereAndBack.assertHome(engine, origin.url(), end.url(), there);
    }
  }

  @ParameterizedTest(name = "{0} by way of Redis to {1}")
  @CsvSource({"POSTGRESQL, MYSQL", "MYSQL, SQLITE", "SQLITE, POSTGRESQL"})
  void anotherEngineGetsEveryRow(Engine from, Engine to) throws IOException, SQLException {
    try (TestDatabase origin = from.server().newDatabase();
        RedisServer.Database redis = TestServers.redis().newDatabase();
        TestDatabase end = to.server().newDatabase()) {
      RichSchema.load(from, origin.url());
      DecantRun there = migrate(origin.url(), redis.url());
      assertThat(there.exitCode()).as(there.printed()).isZero();
      DecantRun on = migrate(redis.url(), end.url());
      assertThat(on.exitCode()).as(on.printed()).isZero();
      assertThat(on.notEqual()).as("verification").isEmpty();
    }
  }

  @ParameterizedTest(name = "keys to {0}")
  @EnumSource(Engine.class)
  void keysBecomeTables(Engine engine) throws IOException, SQLException {
    try (RedisServer.Database redis = TestServers.redis().newDatabase();
        TestDatabase end = engine.server().newDatabase()) {
      fill(redis.driver());
      DecantRun run = migrate(redis.url() + "?sample=1", end.url());
      assertThat(run.exitCode()).as(run.printed()).isZero();
      assertThat(run.notEqual()).as("verification").isEmpty();
      try (PlainDatabase target = new PlainDatabase(engine, end.url())) {
        assertThat(target.scalar("SELECT count(*) FROM account")).isEqualTo("100");
        assertThat(target.scalar("SELECT sum(visits) FROM account")).isEqualTo("4950");
        assertThat(target.scalar("SELECT name FROM account WHERE account_id = 7"))
            .isEqualTo("Zoë 7");
        assertThat(target.scalar("SELECT count(*) FROM account WHERE expires_at IS NOT NULL"))
            .isEqualTo("50");
        assertThat(target.scalar("SELECT count(*) FROM cart WHERE cart_id = 1")).isEqualTo("3");
        assertThat(target.scalar("SELECT value FROM cart WHERE cart_id = 1 AND position = 2"))
            .isEqualTo("pen");
        assertThat(target.scalar("SELECT count(*) FROM tags")).isEqualTo("4");
        assertThat(target.scalar("SELECT member FROM scores WHERE score = 2.5")).isEqualTo("b");
        assertThat(target.scalar("SELECT count(*) FROM events")).isEqualTo("2");
        assertThat(target.scalar("SELECT count(*) FROM word WHERE _extra IS NOT NULL"))
            .isEqualTo("1");
        assertThat(run.printed()).contains("OTHER_TYPE");
      }
    }
  }

  @Test
  void keysGoIntoDocumentsAndFilesAndComeAsRows() throws IOException {
    try (RedisServer.Database redis = TestServers.redis().newDatabase();
        RedisServer.Database rows = TestServers.redis().newDatabase();
        MongoServer.Database documents = TestServers.mongodb().newDatabase()) {
      fill(redis.driver());
      String files = "file:" + folder.resolve("keys");
      for (String[] route :
          new String[][] {
            {redis.url(), documents.url()},
            {documents.url(), files},
            {files, rows.url()}
          }) {
        DecantRun run = migrate(route[0], route[1]);
        assertThat(run.exitCode()).as(run.printed()).isZero();
        assertThat(run.notEqual()).as("verification").isEmpty();
      }
      assertThat(rows.driver().hgetAll("account:7"))
          .isEqualTo(Map.of("account_id", "7", "name", "Zoë 7", "visits", "7"));
      assertThat(rows.driver().hget("cart:1:2", "value")).isEqualTo("pen");
    }
  }

  private static void fill(Jedis redis) {
    for (int i = 0; i < 100; i++) {
      redis.hset("account:" + i, Map.of("name", "Zoë " + i, "visits", Integer.toString(i)));
      if (i % 2 == 0) {
        redis.expire("account:" + i, 3_600);
      }
    }
    for (int i = 0; i < 10_000; i++) {
      redis.set("word:" + i, "w" + i);
    }
    redis.set("word:9999".getBytes(UTF_8), new byte[] {(byte) 0xFF, 0});
    redis.rpush("cart:1", "pen", "ink", "pen");
    redis.rpush("cart:2", "ink");
    redis.sadd("tags:1", "x", "y", "é");
    redis.sadd("tags:2", "x");
    redis.zadd("scores", Map.of("a", 1.0, "b", 2.5, "c", -0.125));
    redis.xadd("events", XAddParams.xAddParams(), Map.of("kind", "login"));
    redis.xadd("events", XAddParams.xAddParams(), Map.of("kind", "out", "n", "1"));
  }

  private DecantRun migrate(String from, String to) throws IOException {
    return DecantRun.of(folder, "migrate", "--source", from, "--target", to, "--verify");
  }
}

package io.decant.connectors.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The servers the tests run against. Each starts at the first call in a JVM, is shared by all tests
 * of that JVM and ends with it, even if the JVM is killed. To use a server that runs already, set
 * {@code DECANT_TEST_POSTGRESQL_URL}, {@code DECANT_TEST_MYSQL_URL}, {@code
 * DECANT_TEST_MARIADB_URL}, {@code DECANT_TEST_MONGODB_URL} or {@code DECANT_TEST_REDIS_URL} to its
 * Decant URL; its user must be allowed to create databases. A Redis of your own is emptied: run its
 * tests in one JVM then, with {@code -Dtest.forks=1}.
 */
public final class TestServers {

  private static final Map<String, TestServer> STARTED = new HashMap<>();

  private TestServers() {}

  /** PostgreSQL 18, with {@code wal_level=logical}. */
  public static TestServer postgresql() {
    return started("POSTGRESQL", () -> new PostgreSqlRecipe(Optional.empty()));
  }

  /** MySQL 8.0, with row-based binary log, GTIDs and LOAD DATA LOCAL. */
  public static TestServer mysql() {
    return started("MYSQL", MySqlRecipe::new);
  }

  /** MariaDB 11.4, with row-based binary log and LOAD DATA LOCAL. */
  public static TestServer mariadb() {
    return started("MARIADB", MariaDbRecipe::new);
  }

  /** MariaDB as it is on Windows: names of tables are kept in lower case. */
  public static TestServer caselessMariadb() {
    return started(
        "CASELESS_MARIADB", () -> new MariaDbRecipe(List.of("--lower-case-table-names=1")));
  }

  /** MongoDB 8.2, a replica set of one member. */
  public static MongoServer mongodb() {
    return (MongoServer) started("MONGODB", () -> new MongoDbRecipe(true));
  }

  /** MongoDB 8.2 by itself: without transactions and without moments of the past. */
  public static MongoServer standaloneMongodb() {
    return (MongoServer) started("STANDALONE_MONGODB", () -> new MongoDbRecipe(false));
  }

  /** Redis 6.2, asking for a password. */
  public static RedisServer redis() {
    return (RedisServer) started("REDIS", () -> new RedisRecipe(List.of(), Optional.empty()));
  }

  /** Two masters of Redis, each with half of the keys. */
  public static RedisCluster redisCluster() {
    List<String> options = List.of("--cluster-enabled", "yes");
    return RedisCluster.of(
        (RedisServer) started("REDIS_NODE_1", () -> new RedisRecipe(options, Optional.empty())),
        (RedisServer) started("REDIS_NODE_2", () -> new RedisRecipe(options, Optional.empty())));
  }

  /** PostgreSQL that speaks TLS to whoever wants it, with the key of {@link #certificate}. */
  public static TestServer encryptedPostgresql() {
    return started(
        "ENCRYPTED_POSTGRESQL", () -> new PostgreSqlRecipe(Optional.of(OwnKey.CERTIFICATE)));
  }

  /** MariaDB that speaks TLS to whoever wants it, with the key of {@link #certificate}. */
  public static TestServer encryptedMariadb() {
    return started(
        "ENCRYPTED_MARIADB",
        () ->
            new MariaDbRecipe(
                List.of(
                    "--ssl=ON",
                    "--ssl-cert=" + OwnKey.CERTIFICATE.file(),
                    "--ssl-key=" + OwnKey.CERTIFICATE.key())));
  }

  /** Redis that speaks TLS on the port after its own, with the key of {@link #certificate}. */
  public static RedisServer encryptedRedis() {
    return (RedisServer)
        started(
            "ENCRYPTED_REDIS", () -> new RedisRecipe(List.of(), Optional.of(OwnKey.CERTIFICATE)));
  }

  /** The PEM file of the certificate, its own root, that the encrypted servers show. */
  public static Path certificate() {
    return OwnKey.CERTIFICATE.file();
  }

  /** Made when it is first needed. */
  private static final class OwnKey {
    static final Certificate CERTIFICATE = Certificate.make();
  }

  /** SQLite in this very process; each database is a temporary file. */
  public static TestServer sqlite() {
    return new SqliteFiles();
  }

  private static synchronized TestServer started(String name, Supplier<ServerRecipe> recipe) {
    return STARTED.computeIfAbsent(
        name,
        key ->
            Optional.ofNullable(System.getenv("DECANT_TEST_" + key + "_URL"))
                .map(url -> recipe.get().at(URI.create(url)))
                .orElseGet(() -> ServerBoot.boot(recipe.get())));
  }
}

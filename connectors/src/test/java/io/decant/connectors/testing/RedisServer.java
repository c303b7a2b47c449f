package io.decant.connectors.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis server, whether we started it or the developer did. */
public record RedisServer(String version, URI address) implements TestServer {
  /** So many databases are given away, one after the other, and then from the first again. */
  static final int DATABASES = 1_000;

  private static final AtomicInteger NEXT = new AtomicInteger();

  /**
   * Asks the server at this Decant URL who it is.
   *
   * @throws IllegalStateException if it does not answer
   */
  static RedisServer at(URI address) {
    try (Jedis client = client(address, 0)) {
      String version = client.info("server").replaceAll("(?s).*redis_version:([0-9.]+).*", "$1");
      return new RedisServer(version, address);
    } catch (JedisException e) {
      throw new IllegalStateException("No Redis answers at " + place(address), e);
    }
  }

  /** A client of this database. The caller closes it. */
  Jedis client(int database) {
    return client(address, database);
  }

  private static Jedis client(URI address, int database) {
    Jedis client = new Jedis(address.getHost(), port(address));
    String[] login = Objects.requireNonNullElse(address.getUserInfo(), ":").split(":", 2);
    if (login.length > 1 && !login[1].isEmpty()) {
      client.auth(login[1]);
    }
    client.select(database);
    return client;
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? 6379 : address.getPort();
  }

  private static String place(URI address) {
    return address.getHost() + ":" + port(address);
  }

  @Override
  public String name() {
    return "Redis";
  }

  @Override
  public String url() {
    return address.toString();
  }

  /** Database 0 stays empty: who names no database reads them all. */
  @Override
  public Database newDatabase() {
    return new Database(1 + NEXT.getAndIncrement() % (DATABASES - 1));
  }

  /** One empty database, with a client to fill it and to look into it without Decant. */
  public final class Database implements TestDatabase {
    private final int number;
    private final Jedis client;

    private Database(int number) {
      this.number = number;
      this.client = client(address, number);
      client.flushDB();
    }

    @Override
    public String url() {
      return "redis://" + address.getRawAuthority() + "/" + number;
    }

    public Jedis driver() {
      return client;
    }

    @Override
    public Connection connect() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException("Redis has no JDBC: ask driver()");
    }

    @Override
    public void close() {
      client.flushDB();
      client.close();
    }
  }
}

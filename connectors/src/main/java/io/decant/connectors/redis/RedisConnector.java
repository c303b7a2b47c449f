package io.decant.connectors.redis;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.connectors.tls.Tls;
import io.decant.converter.convert.TargetLimits;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Redis 5 and newer, single servers. */
public final class RedisConnector implements SinkConnector {
  static final String SCHEME = "redis";

  /** Keys whose values are looked at to tell a table's columns; or {@code all}. */
  static final String SAMPLE = "sample";

  /** What a row is written as: {@code hash} or {@code json}. */
  static final String ROWS = "rows";

  /** The column that says when a row's key is to expire. */
  static final String EXPIRES = "expires";

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("rediss");
  }

  @Override
  public Set<String> parameters() {
    Set<String> parameters = new HashSet<>(Tls.PARAMETERS);
    parameters.add(SAMPLE);
    parameters.add(ROWS);
    parameters.add(EXPIRES);
    return parameters;
  }

  /**
   * Everything is text or bytes here, so there are no limits to a value. A split's rows and its
   * entry are not one transaction, which would hold the server up and its memory twice.
   */
  @Override
  public Capabilities capabilities() {
    return new Capabilities(Set.of(), Capabilities.UNLIMITED, TargetLimits.NONE);
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    return new RedisSource(new RedisServer(endpoint));
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    return new RedisSink(new RedisServer(endpoint));
  }

  @Override
  public AssumedTarget assumed(String engine) {
    return new AssumedTarget("Redis 5 or newer", new RedisSchema(Optional.empty(), true));
  }
}

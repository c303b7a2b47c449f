package io.decant.connectors.memory;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.convert.TargetLimits;
import java.util.Set;

/** Tables in this process, gone when it ends. */
public final class MemoryConnector implements SinkConnector {

  @Override
  public String scheme() {
    return "memory";
  }

  @Override
  public Set<String> aliases() {
    return Set.of();
  }

  @Override
  public Set<String> parameters() {
    return Set.of();
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(Trait.CONSISTENT_SNAPSHOT, Trait.ATOMIC_COMMIT, Trait.SCHEMAS, Trait.READABLE_ASIDE),
        Capabilities.UNLIMITED,
        TargetLimits.NONE);
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    return new MemorySource(MemoryDatabase.of(endpoint.path()), endpoint);
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    return new MemorySink(MemoryDatabase.of(endpoint.path()), endpoint);
  }

  @Override
  public AssumedTarget assumed(String engine) {
    return new AssumedTarget("memory", new MemorySchema());
  }
}

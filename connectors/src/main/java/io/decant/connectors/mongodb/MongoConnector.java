package io.decant.connectors.mongodb;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.convert.NotANumber;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.TargetLimits.Special;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** MongoDB 4.0 and newer. */
public final class MongoConnector implements SinkConnector {
  static final String SCHEME = "mongodb";

  /** The host is a name in DNS that leads to the servers and says that they have TLS. */
  static final String SRV = "mongodb+srv";

  private static final long MILLIS_PER_DAY = 86_400_000L;

  /** A Date holds any number of milliseconds; our batches hold so many microseconds. */
  private static final long LAST_DAY = Long.MAX_VALUE / 1000 / MILLIS_PER_DAY - 1;

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Set<String> aliases() {
    return Set.of(SRV);
  }

  @Override
  public Set<String> parameters() {
    Set<String> all = new TreeSet<>(MongoSession.PARAMETERS);
    all.addAll(Sampling.PARAMETERS);
    all.add(Embedding.PARAMETER);
    return all;
  }

  @Override
  public Capabilities capabilities() {
    TargetLimits limits =
        new TargetLimits(
            EnumSet.complementOf(EnumSet.of(Special.INFINITE_DATES, Special.IMPOSSIBLE_DATES)),
            NotANumber.KEPT,
            -LAST_DAY,
            LAST_DAY,
            3);
    return new Capabilities(Set.of(Trait.CONSISTENT_SNAPSHOT), Capabilities.UNLIMITED, limits);
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    return new MongoSource(new MongoSession(endpoint));
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    return new MongoSink(new MongoSession(endpoint));
  }

  @Override
  public AssumedTarget assumed(String engine) {
    return new AssumedTarget("MongoDB 4.0 or newer", new MongoSchema("", List.of()));
  }

  @Override
  public Optional<ScratchPlaces> scratch(Endpoint endpoint) {
    return Optional.of(new MongoScratch(endpoint));
  }
}

package io.decant.connectors.postgresql;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpConnector;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.convert.NotANumber;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.TargetLimits.Special;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL 12 and newer. */
public final class PostgresConnector implements SinkConnector, DumpConnector {
  /** Source: PostgreSQL manual, table 8.9: dates from 4713 BC to 5874897 AD. */
  private static final TargetLimits LIMITS =
      new TargetLimits(
          EnumSet.complementOf(
              EnumSet.of(Special.NUL_IN_TEXT, Special.IMPOSSIBLE_DATES, Special.COMPACT_JSON)),
          NotANumber.KEPT,
          LocalDate.of(-4713, 11, 24).toEpochDay(),
          LocalDate.of(5_874_897, 12, 31).toEpochDay(),
          6);

  /** Called by the ServiceLoader. */
  public PostgresConnector() {}

  @Override
  public String scheme() {
    return PostgresTypes.ENGINE;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("postgres");
  }

  @Override
  public Set<String> parameters() {
    return PostgresSession.PARAMETERS;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(
            Trait.CONSISTENT_SNAPSHOT,
            Trait.ATOMIC_COMMIT,
            Trait.SCHEMAS,
            Trait.UNIQUE_REFERENCES,
            Trait.READABLE_ASIDE),
        Capabilities.UNLIMITED,
        LIMITS);
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    return new PostgresSource(endpoint);
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    return new PostgresSink(endpoint);
  }

  @Override
  public AssumedTarget assumed(String engine) {
    return new AssumedTarget("PostgreSQL 12 or newer", new PostgresSchema());
  }

  @Override
  public Optional<ScratchPlaces> scratch(Endpoint endpoint) {
    return Optional.of(new PostgresScratch(endpoint));
  }

  @Override
  public Dump readDump(String engine, InputStream script) {
    return PostgresDump.read(script);
  }
}

package io.decant.connectors.sqlite;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Dump;
import io.decant.connectors.spi.DumpConnector;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.ScratchFiles;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.convert.NotANumber;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.TargetLimits.Special;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteJDBCLoader;

/** A SQLite 3 database file. */
public final class SqliteConnector implements SinkConnector, DumpConnector {
  static final String SCHEME = "sqlite";

  /**
   * NaN is stored as NULL (SQLite documentation, "Floating Point Numbers"); a column declared REAL
   * keeps whole numbers as integers and so loses the sign of -0.0. Dates and times are text, so
   * every one of them has a place.
   */
  private static final int ONE_WRITER = 1;

  private static final TargetLimits LIMITS =
      new TargetLimits(
          EnumSet.complementOf(EnumSet.of(Special.NEGATIVE_ZERO, Special.COMPACT_JSON)),
          NotANumber.AS_NULL,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          6);

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("sqlite3");
  }

  @Override
  public Set<String> parameters() {
    return Set.of();
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        Set.of(
            Trait.CONSISTENT_SNAPSHOT,
            Trait.ATOMIC_COMMIT,
            Trait.FOLDS_TABLE_NAMES,
            Trait.UNIQUE_REFERENCES),
        ONE_WRITER,
        LIMITS);
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    return new SqliteSource(new SqliteFile(endpoint));
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    return new SqliteSink(new SqliteFile(endpoint));
  }

  @Override
  public AssumedTarget assumed(String engine) {
    return new AssumedTarget("SQLite " + SQLiteJDBCLoader.getVersion(), new SqliteSchema());
  }

  @Override
  public Optional<ScratchPlaces> scratch(Endpoint endpoint) {
    return Optional.of(new ScratchFiles(endpoint));
  }

  @Override
  public Dump readDump(String engine, InputStream script) {
    return SqliteDump.read(script);
  }
}

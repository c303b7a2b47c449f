package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.ConnectionPool;
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
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.convert.NotANumber;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.convert.TargetLimits.Special;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** MySQL 5.7, 8 and 9, and MariaDB from 10.4 on. */
public final class MySqlConnector implements SinkConnector, DumpConnector {
  private static final int CONTROL_CONNECTIONS = 4;
  private static final int WRITERS = 64;

  @Override
  public String scheme() {
    return MySqlTypes.ENGINE;
  }

  @Override
  public Set<String> aliases() {
    return Set.of("mariadb");
  }

  @Override
  public Set<String> parameters() {
    return MySqlSession.PARAMETERS;
  }

  @Override
  public Capabilities capabilities() {
    TargetLimits limits =
        new TargetLimits(
            Set.of(Special.NUL_IN_TEXT, Special.NEGATIVE_ZERO, Special.IMPOSSIBLE_DATES),
            NotANumber.REFUSED,
            LocalDate.of(1, 1, 1).toEpochDay(),
            LocalDate.of(9999, 12, 31).toEpochDay(),
            6);
    return new Capabilities(
        Set.of(Trait.CONSISTENT_SNAPSHOT, Trait.ATOMIC_COMMIT, Trait.EQUAL_KEY_TYPES),
        Capabilities.UNLIMITED,
        limits);
  }

  @Override
  public Source openSource(Endpoint endpoint) {
    MySqlSession session = new MySqlSession(endpoint, false);
    MySqlDialect dialect = new MySqlDialect();
    ConnectionPool pool = pool(endpoint, session, dialect, CONTROL_CONNECTIONS);
    return new MySqlSource(endpoint, session, dialect, pool, traits(endpoint, pool));
  }

  @Override
  public Sink openSink(Endpoint endpoint) {
    MySqlSession session = new MySqlSession(endpoint, true);
    MySqlDialect dialect = new MySqlDialect();
    ConnectionPool pool = pool(endpoint, session, dialect, WRITERS);
    return new MySqlSink(endpoint, dialect, pool, traits(endpoint, pool));
  }

  @Override
  public AssumedTarget assumed(String engine) {
    ServerTraits traits = ServerTraits.assumed(aliases().contains(engine.toLowerCase(Locale.ROOT)));
    return new AssumedTarget(traits.product(), new MySqlSchema(new MySqlDialect(), traits));
  }

  @Override
  public Optional<ScratchPlaces> scratch(Endpoint endpoint) {
    return Optional.of(new MySqlScratch(endpoint));
  }

  @Override
  public Dump readDump(String engine, InputStream script) {
    return MySqlDump.read(engine, script);
  }

  /** Nobody answers: worth another try while rows move, but not before. */
  private static ConnectionPool pool(
      Endpoint endpoint, MySqlSession session, MySqlDialect dialect, int size) {
    try {
      return new ConnectionPool(endpoint, dialect, size, session::open);
    } catch (Transient nobody) {
      throw new EndpointFailure(
          endpoint.role(),
          endpoint.toString(),
          "cannot be reached: " + nobody.message(),
          nobody.mayLast()
              ? nobody.hint()
              : "Check host and port in the URL, and that the server runs.",
          nobody);
    }
  }

  /** A server that does not answer leaves no pool behind. */
  private static ServerTraits traits(Endpoint endpoint, ConnectionPool pool) {
    try {
      return pool.lend(endpoint.toString(), ServerTraits::of);
    } catch (RuntimeException | Error failure) {
      pool.close();
      throw failure;
    }
  }
}

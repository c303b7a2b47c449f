package io.decant.engine.assess;

import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.ScratchPlaces;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.schema.TableName;
import io.decant.engine.ScratchName;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in the target for rows that nobody will keep: tables of a run of its own, which is erased
 * with them; or, where a database is a file, another file beside it. What one that was killed has
 * left, the next one takes away.
 */
final class Scratch implements AutoCloseable {
  private static final String PREFIX = "assess_";
  private static final int MOST_TABLES = 4;

  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final SinkConnector connector;
  private final Endpoint endpoint;

  /** Where the scratch place is a database of its own. */
  private final Optional<ScratchPlaces> beside;

  private final Sink sink;
  private final Lease lease;
  private final List<TableName> tables = new ArrayList<>();

  private Scratch(
      SinkConnector connector,
      Endpoint endpoint,
      Optional<ScratchPlaces> beside,
      Sink sink,
      Lease lease) {
    this.connector = connector;
    this.endpoint = endpoint;
    this.beside = beside;
    this.sink = sink;
    this.lease = lease;
  }

  /**
   * @throws DecantException there is no place, or no right to one
   */
  static Scratch open(SinkConnector connector, Endpoint target) {
    String id = ScratchName.next(PREFIX).toString();
    Optional<ScratchPlaces> beside =
        connector.local() ? connector.scratch(target) : Optional.empty();
    Endpoint endpoint = beside.map(places -> swept(places).make(id)).orElse(target);
    Sink sink = connector.openSink(endpoint);
    try {
      if (beside.isEmpty()) {
        sweep(connector, sink);
      }
      Lease lease =
          sink.ledger()
              .begin(new RunRecord(id, 1, "", "", "", new SecureRandom().nextLong(), "done"));
      return new Scratch(connector, endpoint, beside, sink, lease);
    } catch (RuntimeException | Error failure) {
      sink.close();
      beside.ifPresent(places -> places.remove(id));
      throw failure;
    }
  }

  Sink sink() {
    return sink;
  }

  TargetLimits limits() {
    return connector.capabilities().limits();
  }

  Lease lease() {
    return lease;
  }

  Source open() {
    return connector.openSource(endpoint);
  }

  /** The name for a further table. */
  TableName next() {
    TableName name = name(connector, lease.run(), tables.size());
    tables.add(name);
    return name;
  }

  private static TableName name(SinkConnector connector, String run, int number) {
    String plain = run + "_" + number;
    return connector.capabilities().has(Trait.SCHEMAS)
        ? new TableName("_decant", plain)
        : TableName.of("decant_" + plain);
  }

  /** Takes everything away again. */
  @Override
  public void close() {
    try {
      if (beside.isEmpty()) {
        sink.drop(List.copyOf(tables));
        sink.ledger().erase(lease.run());
      }
    } finally {
      sink.close();
      beside.ifPresent(places -> places.remove(lease.run()));
    }
  }

  private static ScratchPlaces swept(ScratchPlaces places) {
    places.named(PREFIX).stream().filter(Scratch::isAbandoned).forEach(places::remove);
    return places;
  }

  /** What others left that did not come to their end. */
  private static void sweep(SinkConnector connector, Sink sink) {
    for (RunRecord run : sink.ledger().runs()) {
      if (isAbandoned(run.run())) {
        List<TableName> left = new ArrayList<>();
        for (int number = 0; number < MOST_TABLES; number++) {
          left.add(name(connector, run.run(), number));
        }
        sink.drop(left);
        sink.ledger().erase(run.run());
      }
    }
  }

  private static boolean isAbandoned(String run) {
    return ScratchName.parse(PREFIX, run).filter(name -> name.isAbandoned(LONGEST)).isPresent();
  }
}

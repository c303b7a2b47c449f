package io.decant.engine.assess;

import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.convert.TargetLimits;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place in the target for rows that nobody will keep: tables of a run of its own, which is erased
 * with them; or, where a database is a file, another file beside it. What one that was killed has
 * left, the next one takes away.
 */
final class Scratch implements AutoCloseable {
  private static final String PREFIX = "assess-";
  private static final int MOST_TABLES = 4;

  /** None lasts as long: who is older has been killed. */
  private static final Duration OLD = Duration.ofMinutes(15);

  private final SinkConnector connector;
  private final Endpoint endpoint;
  private final Sink sink;
  private final Lease lease;
  private final List<TableName> tables = new ArrayList<>();

  private Scratch(SinkConnector connector, Endpoint endpoint, Sink sink, Lease lease) {
    this.connector = connector;
    this.endpoint = endpoint;
    this.sink = sink;
    this.lease = lease;
  }

  /**
   * @throws DecantException there is no place, or no right to one
   */
  static Scratch open(SinkConnector connector, Endpoint target) {
    byte[] chance = new byte[4];
    new SecureRandom().nextBytes(chance);
    String id = PREFIX + Instant.now().getEpochSecond() + "-" + HexFormat.of().formatHex(chance);
    Endpoint endpoint = connector.local() ? beside(target, id) : target;
    Sink sink = connector.openSink(endpoint);
    try {
      if (!connector.local()) {
        sweep(connector, sink);
      }
      Lease lease =
          sink.ledger()
              .begin(new RunRecord(id, 1, "", "", "", new SecureRandom().nextLong(), "done"));
      return new Scratch(connector, endpoint, sink, lease);
    } catch (RuntimeException | Error failure) {
      sink.close();
      remove(connector, endpoint);
      throw failure;
    }
  }

  private static Endpoint beside(Endpoint target, String id) {
    Path place = Path.of(target.path()).toAbsolutePath();
    sweep(place);
    return new Endpoint(
        target.role(),
        target.scheme(),
        target.typed(),
        "",
        0,
        place + "." + id,
        "",
        "",
        target.parameters());
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
    String plain = run.replace('-', '_') + "_" + number;
    return connector.capabilities().has(Trait.SCHEMAS)
        ? new TableName("_decant", plain)
        : TableName.of("decant_" + plain);
  }

  /** Takes everything away again. */
  @Override
  public void close() {
    try {
      if (!connector.local()) {
        sink.drop(List.copyOf(tables));
        sink.ledger().erase(lease.run());
      }
    } finally {
      sink.close();
      remove(connector, endpoint);
    }
  }

  /** What others left that did not come to their end. */
  private static void sweep(SinkConnector connector, Sink sink) {
    for (RunRecord run : sink.ledger().runs()) {
      if (isOld(run.run())) {
        List<TableName> left = new ArrayList<>();
        for (int number = 0; number < MOST_TABLES; number++) {
          left.add(name(connector, run.run(), number));
        }
        sink.drop(left);
        sink.ledger().erase(run.run());
      }
    }
  }

  private static void sweep(Path place) {
    Path folder = place.getParent();
    if (folder == null) {
      return;
    }
    String before = place.getFileName() + "." + PREFIX;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder, file -> file.getFileName().toString().startsWith(before))) {
      for (Path file : files) {
        String id = file.getFileName().toString().substring(before.length() - PREFIX.length());
        if (isOld(id)) {
          remove(file);
        }
      }
    } catch (IOException unreadable) {
      // then there is nothing of ours in it, or nothing that we could take away
    }
  }

  private static boolean isOld(String run) {
    String[] parts = run.split("-");
    return run.startsWith(PREFIX)
        && parts.length == 3
        && parts[1].matches("[0-9]{9,12}")
        && Instant.ofEpochSecond(Long.parseLong(parts[1])).isBefore(Instant.now().minus(OLD));
  }

  private static void remove(SinkConnector connector, Endpoint endpoint) {
    if (connector.local()) {
      Path place = Path.of(endpoint.path());
      for (String ending : List.of("", "-journal", "-wal", "-shm")) {
        remove(Path.of(place + ending));
      }
    }
  }

  private static void remove(Path place) {
    if (!Files.exists(place)) {
      return;
    }
    try (Stream<Path> all = Files.walk(place)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException kept) {
      // the next one tries again
    }
  }
}

package io.decant.engine.assess;

import io.decant.connectors.spi.AssumedTarget;
import io.decant.connectors.spi.Capabilities;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.TargetSchema;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.TableName;
import io.decant.engine.Listing;
import io.decant.engine.create.TargetTables;
import io.decant.engine.plan.MigrationPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The target as far as there is one: a database that can be asked, or an engine that is only
 * supposed. A file that is not there yet is not made by being asked about.
 */
final class TargetSide implements AutoCloseable {
  private final Endpoint endpoint;
  private final SinkConnector connector;
  private final Optional<Sink> sink;
  private final AssumedTarget assumed;

  private TargetSide(Endpoint endpoint, SinkConnector connector, Optional<Sink> sink) {
    this.endpoint = endpoint;
    this.connector = connector;
    this.sink = sink;
    this.assumed = connector.assumed(endpoint.typed());
  }

  /**
   * @param assumed it is an engine's name, and no database
   */
  static TargetSide open(Endpoint endpoint, boolean assumed) {
    SinkConnector connector = Connectors.sink(endpoint.scheme());
    boolean there = !connector.local() || Files.exists(Path.of(endpoint.path()));
    Optional<Sink> sink =
        assumed || !there ? Optional.empty() : Optional.of(connector.openSink(endpoint));
    return new TargetSide(endpoint, connector, sink);
  }

  TargetSchema schema() {
    return sink.<TargetSchema>map(opened -> opened).orElseGet(assumed::schema);
  }

  Capabilities capabilities() {
    return connector.capabilities();
  }

  SinkConnector connector() {
    return connector;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /** Present where the database is there and could be opened. */
  Optional<Sink> sink() {
    return sink;
  }

  /** Name and version, in its own words where it was asked. */
  String product() {
    if (sink.isEmpty()) {
      return assumed.product() + " (not asked)";
    }
    try (Source source = connector.openSource(endpoint)) {
      return source.tables().product();
    }
  }

  /** What is found in the target before anything is written there. */
  List<Finding> findings(MigrationPlan plan) {
    if (sink.isEmpty()) {
      return missingFolder();
    }
    List<Finding> findings =
        new ArrayList<>(
            sink.get()
                .findings(
                    plan.tables().stream()
                        .map(table -> table.target().withStatistics(table.source().statistics()))
                        .toList(),
                    plan.steps()));
    List<TableName> names = plan.tables().stream().map(table -> table.target().name()).toList();
    TargetTables tables =
        new TargetTables(() -> connector.openSource(endpoint), connector.capabilities());
    TreeSet<TableName> there = new TreeSet<>(tables.declared(names).keySet());
    if (!there.isEmpty()) {
      findings.add(
          Finding.warning(
              "TARGET_TABLES",
              "target " + endpoint,
              "already holds " + Listing.of(there),
              "migrate needs --if-exists append, truncate or drop, or another target."));
    }
    return findings;
  }

  /** A file is made by migrate, but not the folder for it. */
  private List<Finding> missingFolder() {
    Path folder =
        connector.local() && !endpoint.path().isEmpty()
            ? Path.of(endpoint.path()).toAbsolutePath().getParent()
            : null;
    return folder == null || Files.isDirectory(folder)
        ? List.of()
        : List.of(
            Finding.refusal(
                Role.TARGET,
                "NO_FOLDER",
                "target " + endpoint,
                "there is no folder " + folder,
                "Make the folder first."));
  }

  /** How many may write at a time. */
  int writers(int wanted) {
    int most = capabilities().maxWriters();
    return most == Capabilities.UNLIMITED ? wanted : Math.min(most, wanted);
  }

  @Override
  public void close() {
    sink.ifPresent(Sink::close);
  }
}

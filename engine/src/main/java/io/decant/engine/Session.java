package io.decant.engine;

import io.decant.connectors.spi.Capabilities.Trait;
import io.decant.connectors.spi.Connector;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.NotReady;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.create.TargetTables;
import io.decant.engine.discover.Discovered;
import io.decant.engine.event.Event;
import io.decant.engine.event.Event.Stage;
import io.decant.engine.plan.Planner;
import io.decant.engine.planfile.Making;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Both databases, open, and what was found in the source. The source is read first: as long as it
 * may turn out to be the wrong one, the target is not touched. Only a run to be continued is looked
 * up in the target before, because reading the source can take minutes.
 */
final class Session implements AutoCloseable {
  private final MigrationSpec spec;
  private final SinkConnector targetConnector;
  private final Connector sourceConnector;
  private final Source source;
  private final Sink sink;
  private final Discovered found;
  private final Optional<RunRecord> earlier;
  private final Planner planner;
  private final Optional<Making> making;
  private Optional<String> targetProduct = Optional.empty();

  private Session(
      MigrationSpec spec,
      Connector sourceConnector,
      SinkConnector targetConnector,
      Source source,
      Sink sink,
      Design design,
      Optional<RunRecord> earlier) {
    this.spec = spec;
    this.sourceConnector = sourceConnector;
    this.targetConnector = targetConnector;
    this.source = source;
    this.sink = sink;
    this.found = design.found();
    this.making = design.making();
    this.earlier = earlier;
    this.planner =
        new Planner(
            spec.source(),
            spec.target(),
            design.found(),
            design.mapping(),
            sink,
            targetConnector.capabilities(),
            design.revision());
  }

  static Session open(MigrationSpec spec, Stages stages) {
    return open(spec, stages, false);
  }

  /** For a plan that is to be saved; {@link #making} is there. */
  static Session openToSave(MigrationSpec spec, Stages stages) {
    return open(spec, stages, true);
  }

  private static Session open(MigrationSpec spec, Stages stages, boolean toSave) {
    Connector from = Connectors.of(spec.source().scheme());
    SinkConnector to = Connectors.sink(spec.target().scheme());
    Source source = source(from, to, spec);
    try {
      Optional<RunRecord> earlier = earlier(spec, to);
      Design.Draft draft = stages.in(Stage.DISCOVER, () -> Design.of(spec, source, toSave));
      Sink sink = to.openSink(spec.target());
      try {
        Design design = draft.design(sink, to.capabilities());
        return new Session(spec, from, to, source, sink, design, earlier);
      } catch (RuntimeException | Error e) {
        sink.close();
        throw e;
      }
    } catch (RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  /** Whoever has to wait for somebody to open the source hears now of a closed target, too. */
  private static Source source(Connector from, SinkConnector to, MigrationSpec spec) {
    try {
      return from.openSource(spec.source());
    } catch (EndpointFailure closed) {
      try {
        to.openSink(spec.target()).close();
      } catch (DecantException alsoClosed) {
        throw new NotReady(List.of(closed, alsoClosed));
      }
      throw closed;
    }
  }

  private static Optional<RunRecord> earlier(MigrationSpec spec, SinkConnector to) {
    if (!spec.run().resume()) {
      return Optional.empty();
    }
    try (Sink sink = to.openSink(spec.target())) {
      return Optional.of(EarlierRun.find(sink.ledger(), spec.run(), spec.target()));
    }
  }

  Source source() {
    return source;
  }

  Sink sink() {
    return sink;
  }

  /** What the source says of the tables that will be read. */
  List<Finding> sourceFindings() {
    return source.findings(found.tables());
  }

  /** The run to be continued, where one was asked for. */
  Optional<RunRecord> earlier() {
    return earlier;
  }

  /** What a plan that is to be saved is made from. */
  Making making() {
    return making.orElseThrow();
  }

  Planner planner() {
    return planner;
  }

  /** Opens the target for reading, as it is now. */
  Source target() {
    return targetConnector.openSource(spec.target());
  }

  /** The tables of the plan that the target holds now, under the plan's names. */
  Map<TableName, Table> existing() {
    TargetTables.Found there =
        targetTables().existing(planner.targetNames().values().stream().distinct().toList());
    targetProduct = Optional.of(there.product());
    return there.tables();
  }

  TargetTables targetTables() {
    return new TargetTables(this::target, targetConnector.capabilities());
  }

  /** The target's name and version, in its own words. */
  String targetProduct() {
    return targetProduct.orElseGet(this::askForProduct);
  }

  private String askForProduct() {
    try (Source target = target()) {
      return target.tables().product();
    }
  }

  /** How many may write at a time. */
  int writers() {
    return targetConnector.capabilities().writers(spec.resources().parallel());
  }

  /** All readers of the source see one moment. */
  boolean isConsistent() {
    return sourceConnector.capabilities().has(Trait.CONSISTENT_SNAPSHOT);
  }

  Event.RunStarted started(String run, boolean resumed) {
    return new Event.RunStarted(
        run,
        resumed,
        spec.source().toString(),
        spec.target().toString(),
        found.catalog().product());
  }

  @Override
  public void close() {
    sink.close();
    source.close();
  }
}

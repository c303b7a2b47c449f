package io.decant.connectors.benchmark;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Connectors;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.SinkConnector;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.benchmark.SampleRows;
import io.decant.converter.convert.ColumnConversion;
import io.decant.converter.convert.Conversions;
import io.decant.converter.convert.RowConversion;
import io.decant.converter.convert.ValuePolicies;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A table of sample rows in a database, open for reading and writing, and the same as batches. */
@State(Scope.Benchmark)
public class FilledTable {
  /** As many as are measured: enough that opening and closing weigh little. */
  static final int MEASURED_BATCHES = 20;

  /** The engines, by their servers. */
  public enum Server {
    SQLITE,
    POSTGRESQL,
    MYSQL,
    MARIADB;

    TestServer server() {
      return switch (this) {
        case SQLITE -> TestServers.sqlite();
        case POSTGRESQL -> TestServers.postgresql();
        case MYSQL -> TestServers.mysql();
        case MARIADB -> TestServers.mariadb();
      };
    }
  }

  @Param public Server server;
  @Param public SampleRows rows;

  @Param("" + MEASURED_BATCHES)
  public int batchCount;

  private @Nullable TestDatabase database;
  private Sink sink;
  private Source source;
  private Table accepted;
  private Table empty;
  private Table described;
  private Split split;
  private Lease lease;
  private final List<RowBatch> batches = new ArrayList<>();

  @Setup(Level.Trial)
  public void open() {
    database = server.server().newDatabase();
    open(database.url());
  }

  /** In the empty database of that URL, which is the caller's. */
  void open(String url) {
    Endpoint endpoint = EndpointUrl.parse(Role.TARGET, url);
    SinkConnector connector = Connectors.sink(endpoint.scheme());
    sink = connector.openSink(endpoint);
    source = connector.openSource(endpoint);
    accepted = Pouring.make(sink, rows.table());
    empty = Pouring.make(sink, rows.table().withName(TableName.of("empty")));
    lease = Pouring.begin(sink);
    for (int number = 0; number < batchCount; number++) {
      RowBatch held = Pouring.batch(accepted);
      held.appendRows(held(connector, rows.batch(number)), 0, SampleRows.ROWS);
      batches.add(held);
    }
    fill();
    source.snapshot(1);
    described = source.describe(List.of(accepted.name())).get(0);
    split = source.split(described, "", Long.MAX_VALUE).get(0);
  }

  private void fill() {
    Split whole = new Split(accepted.name(), 0, 1, "");
    try (BatchWriter writer = sink.write(accepted, whole, lease, WriteMode.BULK)) {
      batches.forEach(writer::write);
      writer.commit(Pouring.entry(accepted, 0, rowCount()));
    }
  }

  /** The rows as the table holds them. */
  private RowBatch held(SinkConnector connector, RowBatch batch) {
    List<Column> wanted = rows.table().columns();
    List<ColumnConversion> conversions = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      conversions.add(
          Conversions.between(
                  wanted.get(i).type(),
                  accepted.columns().get(i).type(),
                  connector.capabilities().limits(),
                  ValuePolicies.DEFAULTS,
                  accepted.columns().get(i).nullable())
              .orElseThrow());
    }
    return new RowConversion(Pouring.types(accepted), conversions, (in, row) -> "").apply(batch);
  }

  @TearDown(Level.Trial)
  public void close() {
    source.close();
    sink.close();
    if (database != null) {
      database.close();
    }
  }

  Sink sink() {
    return sink;
  }

  Source source() {
    return source;
  }

  /** One of the same columns without rows, for writing. */
  Table empty() {
    return empty;
  }

  /** As it is described, for reading. */
  Table described() {
    return described;
  }

  /** Of all rows. */
  Split split() {
    return split;
  }

  Lease lease() {
    return lease;
  }

  long rowCount() {
    return (long) batchCount * SampleRows.ROWS;
  }

  List<RowBatch> batches() {
    return batches;
  }
}

package io.decant.connectors.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server without transactions: what it promises less, and what it promises all the same. */
class StandaloneMongoTest {
  private static final LogicalType INT = new LogicalType.Int(32, false);

  private final MongoServer.Database database = TestServers.standaloneMongodb().newDatabase();
  private final MongoConnector connector = new MongoConnector();
  private final Sink sink = connector.openSink(EndpointUrl.parse(Role.TARGET, database.url()));

  @AfterEach
  void drop() {
    sink.close();
    database.close();
  }

  @Test
  void thereIsNoCommonMomentAndThatIsSaid() {
    try (Source source = connector.openSource(EndpointUrl.parse(Role.SOURCE, database.url()))) {
      Position position = source.snapshot(2);
      assertThat(position.consistent()).isFalse();
      assertThat(position.token()).isEmpty();
      assertThat(position.caveats()).singleElement().asString().contains("standalone");
    }
  }

  @Test
  void anotherTryUndoesWhatAKilledOneLeft() {
    Table table = made();
    Lease lease = Pouring.begin(sink);
    Split split = new Split(table.name(), 0, 1, "");
    BatchWriter killed = sink.write(table, split, lease, WriteMode.BULK);
    killed.write(rows(table, 0, 500));
    try (BatchWriter next = sink.write(table, split, lease, WriteMode.BULK)) {
      next.write(rows(table, 0, 10));
      next.commit(Pouring.entry(table, 0, 10));
    }
    assertThat(count()).isEqualTo(10);
    assertThat(sink.ledger().entries(lease.run())).hasSize(1);
  }

  @Test
  void aRefusedBatchLeavesNothingAndADocumentThatWasThereStays() {
    Table table = made();
    database.driver().getCollection("t").insertOne(new Document("_id", 7).append("was", "here"));
    Lease lease = Pouring.begin(sink);
    Split split = new Split(table.name(), 0, 1, "");
    try (BatchWriter writer = sink.write(table, split, lease, WriteMode.CAREFUL)) {
      writer.write(rows(table, 100, 10));
      assertThatThrownBy(() -> writer.write(rows(table, 0, 10))).isInstanceOf(BadValue.class);
      assertThat(count()).isEqualTo(11);
      RowBatch twice = rows(table, 200, 1);
      twice.longs(0).append(200);
      twice.endRow();
      assertThatThrownBy(() -> writer.write(twice)).isInstanceOf(BadValue.class);
      assertThat(count()).isEqualTo(11);
      writer.write(rows(table, 300, 1));
      writer.commit(Pouring.entry(table, 0, 11));
    }
    assertThat(count()).isEqualTo(12);
  }

  private Table made() {
    Column id = Column.of("id", INT).withNullable(false);
    return Pouring.make(
        sink,
        Table.of(TableName.of("t"), List.of(id))
            .withPrimaryKey(Optional.of(Key.of("", List.of("id")))));
  }

  private static RowBatch rows(Table table, int from, int count) {
    RowBatch rows = Pouring.batch(table);
    for (int id = from; id < from + count; id++) {
      rows.longs(0).append(id);
      rows.endRow();
    }
    return rows;
  }

  private long count() {
    return database.driver().getCollection("t").countDocuments();
  }
}

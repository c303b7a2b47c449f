package io.decant.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Pipeline;

/**
 * One split with more lists than a server looks at in one go: of a hash that was emptied from its
 * beginning, HSCAN finds nothing for a while although it is not at its end.
 */
class RedisManyListsTest {
  private static final int LISTS = 60_000;

  private final RedisServer.Database from = TestServers.redis().newDatabase();
  private final RedisServer.Database to = TestServers.redis().newDatabase();
  private Source source;
  private Sink sink;
  private Table table;

  @BeforeEach
  void fill() {
    Pipeline lists = from.driver().pipelined();
    for (int i = 0; i < LISTS; i++) {
      lists.rpush("cart:" + i, "x");
    }
    lists.sync();
    source = new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, from.url()));
    sink = new RedisConnector().openSink(EndpointUrl.parse(Role.TARGET, to.url()));
    TableName name = source.tables().tables().get(0);
    table = Pouring.make(sink, source.describe(List.of(name)).get(0));
    source.snapshot(1);
  }

  @AfterEach
  void close() {
    source.close();
    sink.close();
    from.close();
    to.close();
  }

  @Test
  void allArePutTogetherAndNothingIsLeftOfAnEarlierTry() {
    Lease lease = Pouring.begin(sink);
    Split split = new Split(table.name(), 0, 1, "");
    pour(sink.write(table, split, lease, WriteMode.BULK)); // and then it was killed
    Lease now = sink.ledger().takeOver(lease.run(), "");
    try (BatchWriter again = sink.write(table, split, now, WriteMode.BULK)) {
      assertThat(to.driver().keys("_decant:staged*")).isEmpty();
      assertThat(to.driver().keys("_decant:elements*")).isEmpty();
      pour(again);
      again.commit(Pouring.entry(table, 0, LISTS));
    }
    assertTimeoutPreemptively(Duration.ofMinutes(2), () -> Pouring.finish(sink, table));
    assertThat(to.driver().keys("cart:*")).hasSize(LISTS);
    assertThat(to.driver().lrange("cart:7", 0, -1)).containsExactly("x");
  }

  private void pour(BatchWriter writer) {
    RowBatch batch = Pouring.batch(table);
    for (Split split : source.split(table, "", 1 << 30)) {
      try (BatchReader reader = source.read(table, split)) {
        while (reader.read(batch)) {
          writer.write(batch);
        }
      }
    }
  }
}

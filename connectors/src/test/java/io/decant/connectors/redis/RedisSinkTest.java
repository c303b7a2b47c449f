package io.decant.connectors.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What rows become. */
class RedisSinkTest {
  private static final LogicalType TEXT = new LogicalType.Varchar(50, Collation.BINARY);

  private RedisServer.Database database;
  private Jedis redis;
  private Sink sink;

  @BeforeEach
  void open() {
    database = TestServers.redis().newDatabase();
    redis = database.driver();
    sink = sink("");
  }

  @AfterEach
  void close() {
    sink.close();
    database.close();
  }

  private Sink sink(String parameters) {
    return new RedisConnector()
        .openSink(EndpointUrl.parse(Role.TARGET, database.url() + parameters));
  }

  @Test
  void aRowIsAHashWithoutItsNullsAndBytesAreBytes() {
    Table table =
        make(
            "shelf",
            List.of("id"),
            Column.of("id", new LogicalType.Int(32, false)).withNullable(false),
            Column.of("raw", LogicalType.Bytes.UNLIMITED),
            Column.of("note", TEXT));
    RowBatch rows = Pouring.batch(table);
    rows.longs(0).append(7);
    rows.bytes(1).append(new byte[] {0, (byte) 0xFF});
    rows.bytes(2).appendNull();
    rows.endRow();
    Pouring.fill(sink, table, rows);
    assertThat(redis.hkeys("shelf:7")).containsExactlyInAnyOrder("id", "raw");
    assertThat(redis.hget("shelf:7".getBytes(UTF_8), "raw".getBytes(UTF_8)))
        .containsExactly(0, 0xFF);
    assertThat(redis.hget("shelf:7", "id")).isEqualTo("7");
  }

  @Test
  void compositeKeysStayApart() {
    Table table = make("pair", List.of("a", "b"), Column.of("a", TEXT), Column.of("b", TEXT));
    RowBatch rows = Pouring.batch(table);
    for (String[] pair : new String[][] {{"a:b", "c"}, {"a", "b:c"}, {"a\\", ":"}, {"", ""}}) {
      rows.bytes(0).append(pair[0]);
      rows.bytes(1).append(pair[1]);
      rows.endRow();
    }
    Pouring.fill(sink, table, rows);
    assertThat(redis.keys("pair:*"))
        .containsExactlyInAnyOrder("pair:a\\:b:c", "pair:a:b\\:c", "pair:a\\\\:\\:", "pair::");
    assertThat(read(table)).containsExactlyInAnyOrderElementsOf(Pouring.render(rows));
  }

  @Test
  void rowsOfNothingButNullAndRowsWithoutAKeyAreKept() {
    Table table = make("loose", List.of(), Column.of("note", TEXT));
    RowBatch rows = Pouring.batch(table);
    for (int i = 0; i < 3; i++) {
      rows.bytes(0).appendNull();
      rows.endRow();
    }
    Pouring.fill(sink, table, rows);
    Pouring.fill(sink, table, rows);
    assertThat(read(table)).hasSize(6).containsOnly("NULL");
  }

  @Test
  void aRowNeverTakesThePlaceOfAnother() {
    Table table = make("one", List.of("id"), Column.of("id", TEXT), Column.of("note", TEXT));
    RowBatch rows = Pouring.batch(table);
    row(rows, "k", "first");
    Pouring.fill(sink, table, rows);
    RowBatch again = Pouring.batch(table);
    row(again, "j", "other");
    row(again, "k", "second");
    assertThatThrownBy(() -> Pouring.fill(sink, table, again))
        .isInstanceOf(BadValue.class)
        .hasMessageContaining("one:k");
    assertThat(read(table)).containsExactly("'k' | 'first'");
    RowBatch twice = Pouring.batch(table);
    row(twice, "l", "first");
    row(twice, "l", "second");
    assertThatThrownBy(() -> Pouring.fill(sink, table, twice)).isInstanceOf(BadValue.class);
    assertThat(read(table)).containsExactly("'k' | 'first'");
  }

  @Test
  void whatASplitWroteWithoutComingToItsEndIsRemovedWhenItIsBegunAnew() {
    Table table = make("part", List.of("id"), Column.of("id", TEXT), Column.of("note", TEXT));
    Lease lease = Pouring.begin(sink);
    Split split = new Split(table.name(), 0, 1, "");
    RowBatch rows = Pouring.batch(table);
    for (int i = 0; i < 5_000; i++) {
      row(rows, "k" + i, "x".repeat(500));
    }
    sink.write(table, split, lease, WriteMode.BULK).write(rows); // and then it was killed
    assertThat(redis.exists("part:k1")).isTrue();
    // What it sent last may still be on its way: it comes too late for who has taken over.
    Lease now = sink.ledger().takeOver(lease.run(), "");
    try (BatchWriter writer = sink.write(table, split, now, WriteMode.BULK)) {
      RowBatch other = Pouring.batch(table);
      row(other, "k1", "again");
      writer.write(other);
      writer.commit(Pouring.entry(table, 0, 1));
    }
    assertThat(read(table)).containsExactly("'k1' | 'again'");
    assertThat(redis.keys("_decant:undo*")).isEmpty();
  }

  @Test
  void aWriterThatWasTakenOverRemovesNothingOfItsSuccessor() {
    Table table = make("part", List.of("id"), Column.of("id", TEXT), Column.of("note", TEXT));
    Lease old = Pouring.begin(sink);
    Split split = new Split(table.name(), 0, 1, "");
    BatchWriter lost = sink.write(table, split, old, WriteMode.BULK);
    Lease now = sink.ledger().takeOver(old.run(), "");
    BatchWriter next = sink.write(table, split, now, WriteMode.BULK);
    RowBatch rows = Pouring.batch(table);
    for (int i = 0; i < 5_000; i++) {
      row(rows, "k" + i, "x".repeat(500));
    }
    next.write(rows);
    assertThatThrownBy(() -> lost.write(rows)).isInstanceOf(EndpointFailure.class);
    lost.close();
    next.commit(Pouring.entry(table, 0, 5_000));
    next.close();
    assertThat(read(table)).hasSize(5_000);
  }

  @Test
  void aNamedColumnSaysWhenAKeyExpires() {
    sink.close();
    sink = sink("?expires=until");
    LogicalType moment = new LogicalType.TimestampTz(3);
    Table table = make("t", List.of("id"), Column.of("id", TEXT), Column.of("until", moment));
    long millis = System.currentTimeMillis() + 100_000;
    RowBatch rows = Pouring.batch(table);
    rows.bytes(0).append("soon");
    rows.longs(1).append(millis * 1_000);
    rows.endRow();
    rows.bytes(0).append("never");
    rows.longs(1).appendNull();
    rows.endRow();
    Pouring.fill(sink, table, rows);
    assertThat(redis.pttl("t:soon")).isBetween(90_000L, 100_000L);
    assertThat(redis.pttl("t:never")).isEqualTo(-1);
    assertThat(read(table)).hasSize(2);
    Table wrong = make("w", List.of("id"), Column.of("id", TEXT), Column.of("until", TEXT));
    assertThatThrownBy(() -> Pouring.fill(sink, wrong, Pouring.batch(wrong)))
        .isInstanceOf(UserError.class);
  }

  @Test
  void keysThatWouldBeTakenForRowsKeepATableFromBeingMade() {
    redis.hset("user:1:cart", Map.of("a", "b"));
    assertThatThrownBy(() -> make("user", List.of("id"), Column.of("id", TEXT)))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("user:1:cart");
    redis.set("user[x]", "unlike");
    make("user[x]", List.of("id"), Column.of("id", TEXT));
  }

  @Test
  void droppingATableOfForeignKeysRemovesThemAndNothingElse() {
    redis.set("session:1", "a");
    redis.set("session:2", "b");
    redis.set("other:1", "c");
    sink.drop(List.of(TableName.of("session")));
    assertThat(redis.keys("*")).containsExactly("other:1");
  }

  @Test
  void aServerThatDropsKeysIsNoTarget() {
    String policy = redis.configGet("maxmemory-policy").get("maxmemory-policy");
    redis.configSet("maxmemory-policy", "allkeys-lru");
    redis.configSet("maxmemory", "4gb");
    try (Sink lossy = sink("")) {
      assertThat(lossy.findings(List.of(), List.of()))
          .filteredOn(Finding::stops)
          .singleElement()
          .satisfies(
              refused -> {
                assertThat(refused.kind()).isEqualTo(Finding.Kind.TARGET_ACCESS);
                assertThat(refused.what()).contains("allkeys-lru");
                assertThat(refused.remedy()).contains("noeviction");
              });
    } finally {
      redis.configSet("maxmemory-policy", policy);
      redis.configSet("maxmemory", "0");
    }
  }

  @Test
  void aFullServerIsToldInWordsAndLeavesNoHalfSplit() {
    Table table = make("full", List.of("id"), Column.of("id", TEXT), Column.of("note", TEXT));
    RowBatch rows = Pouring.batch(table);
    for (int i = 0; i < 2_000; i++) {
      row(rows, "k" + i, "x".repeat(1_000));
    }
    redis.configSet("maxmemory", "1mb");
    try {
      assertThatThrownBy(() -> Pouring.fill(sink, table, rows))
          .isInstanceOf(EndpointFailure.class)
          .satisfies(
              failure -> assertThat(((EndpointFailure) failure).hint()).contains("maxmemory"));
    } finally {
      redis.configSet("maxmemory", "0");
    }
    assertThat(read(table)).isEmpty();
  }

  private Table make(String name, List<String> key, Column... columns) {
    Table table = Table.of(TableName.of(name), List.of(columns));
    return Pouring.make(
        sink, key.isEmpty() ? table : table.withPrimaryKey(Optional.of(Key.of("", key))));
  }

  private List<String> read(Table table) {
    try (Source source =
        new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, database.url()))) {
      return Pouring.readAll(source, table);
    }
  }

  private static void row(RowBatch rows, String id, String note) {
    rows.bytes(0).append(id);
    rows.bytes(1).append(note);
    rows.endRow();
  }
}

package io.decant.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Finding.Severity;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.testing.RedisServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What a server's settings mean for who is about to read or write. */
class RedisFindingsTest {
  private static final Table LARGE =
      Table.of(TableName.of("t"), List.of(Column.of("a", new LogicalType.Int(32, false))))
          .withStatistics(new Statistics(1_000, 1L << 30, false));

  private RedisServer.Database database;
  private Jedis redis;

  @BeforeEach
  void open() {
    database = TestServers.redis().newDatabase();
    redis = database.driver();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<Finding> target(Table table) {
    try (Sink sink =
        new RedisConnector().openSink(EndpointUrl.parse(Role.TARGET, database.url()))) {
      return sink.findings(List.of(table), List.of());
    }
  }

  @Test
  void rowsThatExceedTheServersMemoryStopTheRunBeforeItFillsIt() {
    redis.configSet("maxmemory", "100mb");
    try {
      assertThat(target(LARGE))
          .filteredOn(Finding::stops)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.code()).isEqualTo("DISK_SPACE");
                assertThat(finding.what()).contains("its maxmemory has room for 9");
              });
      assertThat(target(LARGE.withStatistics(Statistics.UNKNOWN))).noneMatch(Finding::stops);
    } finally {
      redis.configSet("maxmemory", "0");
    }
  }

  @Test
  void aServerThatSavesNothingIsNamed() {
    String save = redis.configGet("save").get("save");
    String log = redis.configGet("appendonly").get("appendonly");
    try {
      redis.configSet("appendonly", "no");
      redis.configSet("save", "");
      assertThat(target(LARGE.withStatistics(Statistics.UNKNOWN)))
          .singleElement()
          .satisfies(finding -> assertThat(finding.code()).isEqualTo("NOT_DURABLE"));
      redis.configSet("save", "3600 1");
      assertThat(target(LARGE.withStatistics(Statistics.UNKNOWN))).isEmpty();
    } finally {
      redis.configSet("save", save);
      redis.configSet("appendonly", log);
    }
  }

  @Test
  void aSourceThatDropsKeysIsReadWithAWarning() {
    String policy = redis.configGet("maxmemory-policy").get("maxmemory-policy");
    try (Source calm = source()) {
      assertThat(calm.findings(List.of())).isEmpty();
      redis.configSet("maxmemory-policy", "allkeys-lru");
      redis.configSet("maxmemory", "4gb");
      try (Source lossy = source()) {
        assertThat(lossy.findings(List.of()))
            .singleElement()
            .satisfies(
                finding -> {
                  assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                  assertThat(finding.what()).contains("allkeys-lru");
                });
      }
    } finally {
      redis.configSet("maxmemory-policy", policy);
      redis.configSet("maxmemory", "0");
    }
  }

  @Test
  void databasesThatTheUrlLeavesOutAreNamed() {
    String one = database.url().replaceFirst("(://[^/]+).*", "$1/0");
    String all = one.substring(0, one.length() - 2);
    redis.select(0);
    redis.set("here", "1");
    redis.select(3);
    redis.mset("a", "1", "b", "2");
    try {
      assertThat(source(one))
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).endsWith("is named: 3 (2 keys)"));
      assertThat(source(all)).isEmpty();
    } finally {
      redis.del("a", "b");
      redis.select(0);
      redis.del("here");
    }
  }

  private static List<Finding> source(String url) {
    try (Source source = new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, url))) {
      return source.findings(List.of());
    }
  }

  private Source source() {
    return new RedisConnector().openSource(EndpointUrl.parse(Role.SOURCE, database.url()));
  }

  @Test
  void aColumnToExpireByThatNoTableHasStopsTheRun() {
    LogicalType moment = new LogicalType.TimestampTz(3);
    Table dated = table("d", Column.of("until", moment), Column.of("other", moment));
    Table plain = table("p", Column.of("note", LogicalType.Text.UNLIMITED));
    assertThat(expiring("nocol", dated, plain))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.asException()).isInstanceOf(UserError.class);
              assertThat(finding.where()).isEqualTo("expires");
              assertThat(finding.what()).contains("no table has a column 'nocol'");
              assertThat(finding.remedy()).contains("d.until, d.other").doesNotContain("note");
            });
    assertThat(expiring("until", dated, plain)).isEmpty();
    assertThat(expiring("note", dated, plain))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("p.note is no moment"));
    assertThat(expiring("until", plain))
        .singleElement()
        .satisfies(finding -> assertThat(finding.remedy()).startsWith("Leave it out"));
  }

  private static Table table(String name, Column... columns) {
    return Table.of(TableName.of(name), List.of(columns));
  }

  private List<Finding> expiring(String column, Table... tables) {
    String url = database.url() + "?expires=" + column;
    try (Sink sink = new RedisConnector().openSink(EndpointUrl.parse(Role.TARGET, url))) {
      return sink.findings(List.of(tables), List.of()).stream().filter(Finding::stops).toList();
    }
  }
}

package io.decant.connectors.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Finding.Severity;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What a server says of rights and room before documents move. */
class MongoFindingsTest {
  private static final Table TABLE =
      Table.of(TableName.of("t"), List.of(Column.of("a", new LogicalType.Int(32, false))));

  private static List<Finding> target(String url, Table table) {
    try (Sink sink = new MongoConnector().openSink(EndpointUrl.parse(Role.TARGET, url))) {
      return sink.findings(List.of(table), List.of());
    }
  }

  private static List<Finding> source(String url) {
    try (Source source = new MongoConnector().openSource(EndpointUrl.parse(Role.SOURCE, url))) {
      return source.findings(List.of());
    }
  }

  @Test
  void aServerAsItShouldBeIsNoFinding() {
    try (MongoServer.Database database = TestServers.mongodb().newDatabase()) {
      assertThat(target(database.url(), TABLE)).isEmpty();
      assertThat(source(database.url())).isEmpty();
    }
  }

  @Test
  void aServerOfItsOwnHasNoChangeStreams() {
    try (MongoServer.Database database = TestServers.standaloneMongodb().newDatabase()) {
      assertThat(source(database.url()))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.INFO);
                assertThat(finding.what()).contains("only decant sync").contains("standalone");
              });
    }
  }

  @Test
  void noServerHasRoomForAnExbibyte() {
    try (MongoServer.Database database = TestServers.mongodb().newDatabase()) {
      database.driver().createCollection("there"); // of others, the server does not tell
      Table large = TABLE.withStatistics(new Statistics(1, 1L << 60, false));
      assertThat(target(database.url(), large))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.code()).isEqualTo("DISK_SPACE");
                assertThat(finding.stops()).isTrue();
              });
    }
  }

  @Test
  void whoMayOnlyReadIsToldWhichRightsAreMissing() {
    try (MongoServer.Database database = TestServers.mongodb().newDatabase()) {
      String user = "reader_" + UUID.randomUUID().toString().replace("-", "");
      database
          .driver()
          .runCommand(
              new Document("createUser", user)
                  .append("pwd", "pw")
                  .append("roles", List.of("read")));
      String url =
          database
              .url()
              .replaceFirst("//[^@]+@", "//" + user + ":pw@")
              .replaceFirst("\\?.*", "?authSource=" + database.driver().getName());
      try {
        assertThat(target(url, TABLE))
            .filteredOn(Finding::stops)
            .singleElement()
            .satisfies(
                finding -> {
                  assertThat(finding.kind()).isEqualTo(Finding.Kind.TARGET_ACCESS);
                  assertThat(finding.what())
                      .contains(user + " may not insert, update, remove, createCollection");
                  assertThat(finding.remedy()).contains("readWrite");
                });
        assertThat(source(url)).noneMatch(Finding::stops);
      } finally {
        database.driver().runCommand(new Document("dropUser", user));
      }
    }
  }
}

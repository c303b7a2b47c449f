package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Finding.Severity;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server's settings and rights mean for who is about to write. */
class PostgresFindingsTest {
  private static final Column NOTE = Column.of("note", new LogicalType.Text(0, Collation.BINARY));

  private final String other = "decant_other_" + UUID.randomUUID().toString().replace("-", "");
  private TestDatabase database;

  @BeforeEach
  void make() {
    database = TestServers.postgresql().newDatabase();
  }

  @AfterEach
  void remove() {
    database.close();
  }

  private static List<Finding> found(Endpoint endpoint, TableName name) {
    try (Sink sink = new PostgresConnector().openSink(endpoint)) {
      Table table = sink.accept(Table.of(name, List.of(NOTE))).table();
      List<SchemaStep> steps = sink.steps(table);
      return sink.findings(List.of(table), steps).stream()
          .filter(finding -> !finding.code().equals("NOT_DURABLE")) // the tests' server is quick
          .toList();
    }
  }

  @Test
  void aServerAsItShouldBeIsNoFinding() {
    assertThat(found(PostgresEndpoint.of(database, Role.TARGET), TableName.of("t"))).isEmpty();
  }

  @Test
  void aServerThatForgetsWhatItHasWrittenIsNamed() {
    try (Sink sink = new PostgresConnector().openSink(PostgresEndpoint.of(database, Role.TARGET))) {
      assertThat(sink.findings(List.of(), List.of()))
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).startsWith("fsync is off"));
    }
  }

  @Test
  void onTheServersOwnMachineItsDiskIsLookedAt() {
    Table huge =
        Table.of(TableName.of("t"), List.of(NOTE))
            .withStatistics(new Statistics(1, 1L << 60, true));
    try (Sink sink = new PostgresConnector().openSink(PostgresEndpoint.of(database, Role.TARGET))) {
      assertThat(sink.findings(List.of(huge), List.of()))
          .filteredOn(finding -> finding.code().equals("DISK_SPACE"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.stops()).isTrue();
                assertThat(finding.what()).startsWith("the disk of /");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
  void aDatabaseThatCannotHoldEveryTextIsNamedWithTheWayOut(String encoding) throws SQLException {
    PostgresPair.run(
        database,
        "CREATE DATABASE %s ENCODING '%s' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
            .formatted(other, encoding));
    try {
      String url = database.url().replaceFirst("/decant_test_\\w+", "/" + other);
      assertThat(found(EndpointUrl.parse(Role.TARGET, url), TableName.of("t")))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                assertThat(finding.code()).isEqualTo("TARGET_ENCODING");
                assertThat(finding.what()).contains("the database is " + encoding);
                assertThat(finding.remedy()).contains("ENCODING 'UTF8'");
              });
      if (encoding.equals("SQL_ASCII")) {
        try (Source source =
            new PostgresConnector().openSource(EndpointUrl.parse(Role.SOURCE, url))) {
          assertThat(source.findings(List.of()))
              .extracting(Finding::code)
              .contains("SOURCE_ENCODING");
        }
      }
    } finally {
      PostgresPair.run(database, "DROP DATABASE IF EXISTS " + other + " WITH (FORCE)");
    }
  }

  @Test
  void whoMayMakeNoSchemaIsToldOfAllOfThemAndMayStillReadWithoutReplicating() throws SQLException {
    PostgresPair.run(
        database,
        "CREATE ROLE " + other + " LOGIN PASSWORD 'guest'",
        "GRANT CREATE ON SCHEMA public TO " + other);
    Endpoint owner = PostgresEndpoint.of(database, Role.TARGET);
    try {
      assertThat(found(as(owner, Role.TARGET), new TableName("sales", "t")))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.kind()).isEqualTo(Finding.Kind.TARGET_ACCESS);
                assertThat(finding.what()).contains("may not create schema \"_decant\", \"sales\"");
                assertThat(finding.remedy()).startsWith("GRANT CREATE ON DATABASE ");
              });
      try (Source source = new PostgresConnector().openSource(as(owner, Role.SOURCE))) {
        assertThat(source.findings(List.of()))
            .singleElement()
            .satisfies(
                finding -> {
                  assertThat(finding.severity()).isEqualTo(Severity.INFO);
                  assertThat(finding.what()).contains("only decant sync").contains("wal_level");
                });
      }
    } finally {
      PostgresPair.run(database, "DROP OWNED BY " + other, "DROP ROLE " + other);
    }
  }

  private Endpoint as(Endpoint owner, Role role) {
    return new Endpoint(
        role, owner.scheme(), owner.host(), owner.port(), owner.path(), other, "guest", Map.of());
  }
}

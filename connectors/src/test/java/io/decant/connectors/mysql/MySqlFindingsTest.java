package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.decant.connectors.spi.Checks;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Finding.Severity;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.Role;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server's settings and rights mean for who is about to write. */
class MySqlFindingsTest {
  private static final Table KEYLESS =
      Table.of(TableName.of("t"), List.of(Column.of("a", new LogicalType.Int(32, false))));

  enum Family {
    MYSQL,
    MARIADB;

    TestServer server() {
      return this == MYSQL ? TestServers.mysql() : TestServers.mariadb();
    }
  }

  private static void run(TestDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerAsItShouldBeIsNoFindingAndASourceOfSyncNeither(Family family) {
    try (TestDatabase database = family.server().newDatabase();
        Sink sink = new MySqlConnector().openSink(endpoint(Role.TARGET, database));
        Source source = new MySqlConnector().openSource(endpoint(Role.SOURCE, database))) {
      Table table = sink.accept(KEYLESS).table();
      assertThat(sink.findings(List.of(table), sink.steps(table)))
          .filteredOn(finding -> finding.severity() != Severity.INFO)
          .isEmpty();
      assertThat(source.findings(List.of())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void onTheServersOwnMachineItsDiskIsLookedAt(Family family) throws UnknownHostException {
    assumeThat(Checks.isThisMachine(InetAddress.getLocalHost().getHostName())).isTrue();
    Table huge = KEYLESS.withStatistics(new Statistics(1, 1L << 60, true));
    try (TestDatabase database = family.server().newDatabase();
        Sink sink = new MySqlConnector().openSink(endpoint(Role.TARGET, database))) {
      assertThat(sink.findings(List.of(huge), List.of()))
          .filteredOn(finding -> finding.code().equals("DISK_SPACE"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).startsWith("the disk of /"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rightsThatAreMissingAreNamedAndThoseByAPatternCount(Family family) throws SQLException {
    String guest = "g" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    try (TestDatabase database = family.server().newDatabase()) {
      String name = endpoint(Role.TARGET, database).path();
      run(
          database,
          "CREATE USER " + guest + " IDENTIFIED BY 'guest'",
          "GRANT SELECT, INSERT ON " + name + ".* TO " + guest);
      try {
        Endpoint endpoint = as(guest, endpoint(Role.TARGET, database));
        assertThat(found(endpoint))
            .filteredOn(Finding::stops)
            .singleElement()
            .satisfies(
                finding -> {
                  assertThat(finding.kind()).isEqualTo(Finding.Kind.TARGET_ACCESS);
                  assertThat(finding.what())
                      .contains(guest + " has no privilege UPDATE, DELETE, CREATE on " + name);
                  assertThat(finding.remedy()).startsWith("GRANT UPDATE, DELETE, CREATE ON ");
                });
        run(database, "GRANT ALL ON `" + name.replaceFirst("....$", "%") + "`.* TO " + guest);
        assertThat(found(endpoint)).noneMatch(Finding::stops);
      } finally {
        run(database, "DROP USER " + guest);
      }
    }
  }

  @Test
  void aNarrowCharacterSetMattersWhereATableIsThereAndNotWhereItIsMade() throws SQLException {
    try (TestDatabase database = TestServers.mariadb().newDatabase()) {
      run(
          database,
          "CREATE TABLE t (a varchar(9) CHARACTER SET latin1, b text CHARACTER SET utf8mb4,"
              + " c char(3) CHARACTER SET utf8mb3)");
      try (Sink sink = new MySqlConnector().openSink(endpoint(Role.TARGET, database));
          Source source = new MySqlConnector().openSource(endpoint(Role.TARGET, database))) {
        Table there = source.describe(List.of(TableName.of("t"))).get(0);
        assertThat(sink.findings(List.of(there), List.of()))
            .filteredOn(finding -> finding.code().equals("TARGET_ENCODING"))
            .singleElement()
            .satisfies(
                finding ->
                    assertThat(finding.what())
                        .contains("t.a (latin1)")
                        .contains("t.c (utf8")
                        .doesNotContain("t.b"));
        assertThat(sink.findings(List.of(there), sink.steps(sink.accept(there).table())))
            .extracting(Finding::code)
            .doesNotContain("TARGET_ENCODING");
      }
    }
  }

  @Test
  void settingsThatKeepRowsOutStopTheRunAndOthersWarn() throws SQLException {
    try (TestDatabase database = TestServers.mysql().newDatabase();
        Sink sink = new MySqlConnector().openSink(endpoint(Role.TARGET, database));
        Connection connection = database.connect()) {
      Endpoint endpoint = endpoint(Role.TARGET, database);
      MySqlFindings now = MySqlFindings.ask(connection, endpoint, ServerTraits.of(connection));
      Table table = sink.accept(KEYLESS).table();
      List<SchemaStep> steps = sink.steps(table);
      assertThat(with(now, "sql_require_primary_key", "ON").ofTarget(List.of(table), steps))
          .filteredOn(Finding::stops)
          .extracting(Finding::code)
          .containsExactly("PRIMARY_KEY_REQUIRED");
      assertThat(with(now, "sql_require_primary_key", "ON").ofTarget(List.of(table), List.of()))
          .noneMatch(Finding::stops);
      assertThat(with(now, "super_read_only", "ON").ofTarget(List.of(table), steps))
          .filteredOn(Finding::stops)
          .extracting(Finding::code)
          .containsExactly("READ_ONLY");
      assertThat(with(now, "read_only", "ON").ofTarget(List.of(table), steps))
          .as("the tests' user is exempt from it")
          .noneMatch(Finding::stops);
      assertThat(with(now, "innodb_flush_log_at_trx_commit", "0").ofTarget(List.of(table), steps))
          .extracting(Finding::code)
          .contains("NOT_DURABLE");
      Table wide =
          table.withStatistics(new Statistics(10, 10L * now.traits().maxPacketBytes(), true));
      assertThat(now.ofTarget(List.of(wide), steps))
          .extracting(Finding::code)
          .contains("PACKET_LIMIT");
      assertThat(with(now, "binlog_format", "STATEMENT").ofSource())
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).contains("binlog_format is STATEMENT"));
    }
  }

  @Test
  void aRoleOrARevocationLeavesTheRightsUncertain() {
    List<String> wanted = List.of("SELECT", "CREATE");
    String some = "GRANT SELECT ON `shop`.* TO `app`@`%`";
    assertThat(Grants.of(List.of(some), "shop").missing(wanted)).containsExactly("CREATE");
    assertThat(Grants.of(List.of(some, "GRANT `writer`@`%` TO `app`@`%`"), "shop").missing(wanted))
        .isEmpty();
    assertThat(
            Grants.of(List.of(some, "REVOKE CREATE ON `x`.* FROM `app`@`%`"), "shop")
                .missing(wanted))
        .isEmpty();
    assertThat(
            Grants.of(List.of("GRANT CREATE ON `shop`.`t` TO `app`@`%`"), "shop").missing(wanted))
        .isEmpty();
    assertThat(
            Grants.of(List.of("GRANT SELECT, CREATE ON `shop\\_%`.* TO `app`@`%`"), "shopX")
                .missing(wanted))
        .containsExactly("SELECT", "CREATE");
    assertThat(
            Grants.of(List.of("GRANT SELECT, CREATE ON `shop\\_%`.* TO `app`@`%`"), "shop_1")
                .missing(wanted))
        .isEmpty();
    assertThat(
            Grants.of(List.of("GRANT ALL PRIVILEGES ON *.* TO `app`@`%` WITH GRANT OPTION"), "shop")
                .missing(wanted))
        .isEmpty();
  }

  private static List<Finding> found(Endpoint endpoint) {
    try (Sink sink = new MySqlConnector().openSink(endpoint)) {
      Table table = sink.accept(KEYLESS).table();
      return sink.findings(List.of(table), sink.steps(table));
    }
  }

  private static MySqlFindings with(MySqlFindings now, String name, String value) {
    Map<String, String> settings = new HashMap<>(now.settings());
    settings.put(name, value);
    return new MySqlFindings(now.endpoint(), now.traits(), settings, now.millis(), now.grants());
  }

  private static Endpoint endpoint(Role role, TestDatabase database) {
    return EndpointUrl.parse(role, database.url());
  }

  private static Endpoint as(String user, Endpoint owner) {
    return new Endpoint(
        Role.TARGET,
        owner.scheme(),
        owner.host(),
        owner.port(),
        owner.path(),
        user,
        "guest",
        Map.of());
  }
}

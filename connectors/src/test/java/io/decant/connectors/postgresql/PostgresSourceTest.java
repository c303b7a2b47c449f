package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresSourceTest {
  private final PostgresPair pair = new PostgresPair();

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void aPartitionedTableIsOneTableWithEveryRowOnce() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE TABLE parted (id int, part int) PARTITION BY LIST (part)",
        "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)",
        "CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2) PARTITION BY RANGE (id)",
        "CREATE TABLE parted_2_low PARTITION OF parted_2 FOR VALUES FROM (0) TO (9000)",
        "CREATE TABLE parted_rest PARTITION OF parted DEFAULT",
        "CREATE TABLE parted_2_high PARTITION OF parted_2 DEFAULT",
        "INSERT INTO parted SELECT i, i % 4 FROM generate_series(1, 20000) AS i");
    assertThat(pair.source.catalog().tables()).containsExactly(new TableName("public", "parted"));
    assertThat(pair.source.catalog().others())
        .filteredOn(other -> other.kind() == ObjectKind.PARTITION)
        .hasSize(5);
    assertThat(rows("parted", "", 1 << 14)).hasSize(20_000).doesNotHaveDuplicates();
  }

  @Test
  void tablesThatInheritKeepTheirRowsToThemselves() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE TABLE parent (id int)",
        "CREATE TABLE child () INHERITS (parent)",
        "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES (2)");
    assertThat(rows("parent", "", 1 << 20)).containsExactly("1");
    assertThat(rows("child", "", 1 << 20)).containsExactly("2");
  }

  @Test
  void allReadersSeeOneMomentWhileOthersWrite() throws Exception {
    PostgresPair.run(
        pair.from,
        "CREATE TABLE account (id int PRIMARY KEY, amount int NOT NULL, note text)",
        "INSERT INTO account SELECT i, 100, repeat('x', 200) FROM generate_series(1, 5000) AS i");
    AtomicBoolean stop = new AtomicBoolean();
    Thread writer = new Thread(() -> transfer(stop));
    writer.start();
    try {
      Table table = pair.described("account");
      for (int round = 0; round < 5; round++) {
        pair.source.snapshot(4);
        List<Split> splits = pair.source.split(table, "", 1 << 16);
        assertThat(splits).hasSizeGreaterThan(5);
        int[] sums = splits.parallelStream().mapToInt(split -> sum(table, split)).toArray();
        assertThat(java.util.Arrays.stream(sums).sum()).isEqualTo(500_000);
      }
    } finally {
      stop.set(true);
      writer.join();
    }
  }

  private int sum(Table table, Split split) {
    return Pouring.read(pair.source, table, split).stream()
        .mapToInt(row -> Integer.parseInt(row.split(" \\| ")[1]))
        .sum();
  }

  private void transfer(AtomicBoolean stop) {
    try {
      for (int i = 1; !stop.get(); i = i % 4999 + 1) {
        PostgresPair.run(
            pair.from,
            "UPDATE account SET amount = amount + CASE WHEN id = "
                + i
                + " THEN 1 ELSE -1 END"
                + " WHERE id IN ("
                + i
                + ", "
                + (i + 1)
                + ")");
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void aTableTruncatedBehindTheSnapshotIsNotReadAsEmpty() throws SQLException {
    PostgresPair.run(pair.from, "CREATE TABLE t (id int)", "INSERT INTO t VALUES (1)");
    Table table = pair.described("t");
    pair.source.snapshot(1);
    Split split = pair.source.split(table, "", 1 << 20).get(0);
    PostgresPair.run(pair.from, "TRUNCATE t");
    assertThatThrownBy(() -> Pouring.read(pair.source, table, split))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("truncated");
  }

  @Test
  void equalPositionsMeanEqualRows() throws SQLException {
    PostgresPair.run(pair.from, "CREATE TABLE t (id int)");
    String before = pair.source.snapshot(1).token();
    PostgresPair.run(pair.from, "INSERT INTO t VALUES (1)");
    assertThat(pair.source.snapshot(1).token()).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void aFilterChoosesRowsAndMayUseTheOperatorsOfTheUsersSchemas() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE EXTENSION citext",
        "CREATE TABLE t (id int, name citext)",
        "INSERT INTO t VALUES (1, 'Ada'), (2, 'bob'), (3, NULL)");
    assertThat(rows("t", "name = 'ADA' -- whatever the case", 1 << 20))
        .containsExactly("1 | 'Ada'");
    assertThat(rows("t", "name IS NULL OR id = 2", 1 << 20)).hasSize(2);
    assertThat(rows("t", "false", 1 << 20)).isEmpty();
  }

  @Test
  void aFilterThatIsNoConditionIsRefusedInTheServersWords() throws SQLException {
    PostgresPair.run(pair.from, "CREATE TABLE t (id int)");
    Table table = pair.described("t");
    for (String filter :
        List.of("idd = 1", "id = ", "id", "1=1) OR (1=1", "true); DROP TABLE t; --")) {
      assertThatThrownBy(() -> pair.source.split(table, filter, 1 << 20))
          .as(filter)
          .isInstanceOf(UserError.class)
          .hasMessageContaining(filter);
    }
    assertThat(pair.source.catalog().tables()).hasSize(1);
  }

  @Test
  void aMissingPrivilegeNamesTheTableAndTheRemedy() throws SQLException {
    String role = "reader_" + System.nanoTime();
    PostgresPair.run(
        pair.from,
        "CREATE TABLE seen (id int)",
        "CREATE TABLE \"Hid den\" (id int)",
        "CREATE TABLE half (id int, secret text)",
        "CREATE TABLE policed (id int)",
        "ALTER TABLE policed ENABLE ROW LEVEL SECURITY",
        "INSERT INTO policed VALUES (1)",
        "CREATE ROLE " + role + " LOGIN PASSWORD 'Geheim!'",
        "GRANT SELECT ON seen, policed TO " + role,
        "GRANT SELECT (id) ON half TO " + role);
    try (Source limited = new PostgresConnector().openSource(as(role, "Geheim!"))) {
      limited.describe(List.of(new TableName("public", "seen")));
      assertThatThrownBy(() -> limited.describe(List.of(new TableName("public", "Hid den"))))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("public.Hid den")
          .extracting(failure -> ((DecantException) failure).hint())
          .asString()
          .contains("GRANT SELECT ON \"public\".\"Hid den\" TO " + role);
      assertThatThrownBy(() -> limited.describe(List.of(new TableName("public", "half"))))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("public.half.secret");
      assertThatThrownBy(() -> limited.describe(List.of(new TableName("public", "policed"))))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("row-level security of public.policed");
    } finally {
      PostgresPair.run(pair.from, "DROP OWNED BY " + role, "DROP ROLE " + role);
    }
  }

  private Endpoint as(String user, String password) {
    Endpoint endpoint = PostgresEndpoint.of(pair.from, Role.SOURCE);
    return new Endpoint(
        Role.SOURCE,
        "postgresql",
        endpoint.host(),
        endpoint.port(),
        endpoint.path(),
        user,
        password,
        Map.of());
  }

  @Test
  void whatIsWrongWithTheEndpointIsSaidWithoutThePassword() {
    Endpoint good = PostgresEndpoint.of(pair.from, Role.SOURCE);
    assertRefused(as(good.user(), "wrong-Secret"), "password");
    assertRefused(endpoint(good, good.port(), "nowhere", good.password()), "\"nowhere\"");
    assertRefused(endpoint(good, 1, good.path(), "wrong-Secret"), "refused");
  }

  private static Endpoint endpoint(Endpoint good, int port, String path, String password) {
    return new Endpoint(
        Role.SOURCE, "postgresql", good.host(), port, path, good.user(), password, Map.of());
  }

  private static void assertRefused(Endpoint endpoint, String words) {
    assertThatThrownBy(() -> new PostgresConnector().openSource(endpoint).close())
        .isInstanceOf(EndpointFailure.class)
        .message()
        .contains(words)
        .doesNotContain("wrong-Secret");
  }

  @Test
  void theCatalogListsWhatStaysBehind() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE SCHEMA \"Other schema\"",
        "CREATE TABLE \"Other schema\".t (id int, email text CHECK (email <> ''),"
            + " during tsrange, EXCLUDE USING gist (during WITH &&))",
        "CREATE VIEW v AS SELECT 1 AS one",
        "CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one",
        "CREATE FUNCTION twice(i int) RETURNS int LANGUAGE sql AS 'SELECT 2 * i'",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER touched BEFORE UPDATE ON \"Other schema\".t"
            + " FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE SEQUENCE lonely",
        "CREATE TYPE pair AS (a int, b int)",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "CREATE RULE nothing AS ON DELETE TO \"Other schema\".t DO INSTEAD NOTHING",
        "CREATE POLICY mine ON \"Other schema\".t USING (id = 1)",
        "GRANT SELECT ON \"Other schema\".t TO PUBLIC",
        "CREATE EXTENSION citext",
        "CREATE SCHEMA _decant",
        "CREATE TABLE _decant.hidden (id int)");
    assertThat(pair.source.catalog().tables()).containsExactly(new TableName("Other schema", "t"));
    assertThat(pair.source.catalog().others())
        .allSatisfy(other -> assertThat(other.reason()).isNotEmpty())
        .extracting(SchemaObject::kind)
        .containsExactlyInAnyOrder(
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.ROUTINE,
            ObjectKind.ROUTINE,
            ObjectKind.TRIGGER,
            ObjectKind.SEQUENCE,
            ObjectKind.TYPE,
            ObjectKind.DOMAIN,
            ObjectKind.RULE,
            ObjectKind.POLICY,
            ObjectKind.GRANT,
            ObjectKind.EXCLUSION,
            ObjectKind.EXTENSION);
  }

  private List<String> rows(String name, String filter, long targetBytes) {
    Table table = pair.described(name);
    pair.source.snapshot(2);
    List<String> rows = new ArrayList<>();
    for (Split split : pair.source.split(table, filter, targetBytes)) {
      rows.addAll(Pouring.read(pair.source, table, split));
    }
    return rows;
  }
}

package io.decant.connectors.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.TcpProxy;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostgresSinkTest {
  private static final LogicalType INT = new LogicalType.Int(32, false);

  private final PostgresPair pair = new PostgresPair();

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void aTableOfEverythingIsTheSameInAnotherDatabase() throws SQLException {
    PostgresPair.run(
        pair.from,
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE DOMAIN percent AS int CHECK (VALUE BETWEEN 0 AND 100)",
        "CREATE TABLE other (a int, b int, PRIMARY KEY (a, b))",
        "CREATE TABLE \"Tab le\" ("
            + " id int GENERATED ALWAYS AS IDENTITY (START 5 INCREMENT 5) PRIMARY KEY,"
            + " serial bigserial, name varchar(40) DEFAULT 'it''s' NOT NULL, m mood DEFAULT 'ok',"
            + " share percent, made timestamptz(3) DEFAULT now(), u uuid DEFAULT gen_random_uuid(),"
            + " tags text[] DEFAULT '{a,b}', raw bytea DEFAULT '\\xff', day date DEFAULT CURRENT_DATE,"
            + " rate numeric(5,2) DEFAULT -1.5, flag bool DEFAULT true, path text DEFAULT E'C:\\\\x',"
            + " len int GENERATED ALWAYS AS (length(name)) STORED, a int, b int,"
            + " UNIQUE (name), UNIQUE NULLS NOT DISTINCT (a, b) DEFERRABLE INITIALLY DEFERRED,"
            + " CONSTRAINT positive CHECK (rate < 10), FOREIGN KEY (a, b) REFERENCES other MATCH FULL"
            + " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)",
        "CREATE INDEX low ON \"Tab le\" (lower(name) DESC, id)",
        "CREATE INDEX pat ON \"Tab le\" (name text_pattern_ops)",
        "CREATE INDEX rich ON \"Tab le\" (name COLLATE \"C\" DESC NULLS LAST, a) INCLUDE (b)"
            + " WITH (fillfactor=70)",
        "CREATE UNIQUE INDEX one ON \"Tab le\" (len) NULLS NOT DISTINCT WHERE len > 0",
        "CREATE UNIQUE INDEX part ON \"Tab le\" (share) WHERE m = 'ok'",
        "CREATE INDEX tagged ON \"Tab le\" USING gin (tags)",
        "COMMENT ON TABLE \"Tab le\" IS 'it''s a table'",
        "COMMENT ON COLUMN \"Tab le\".id IS E'line\\nline'",
        "INSERT INTO other VALUES (1, 2)",
        "INSERT INTO \"Tab le\" (name, share, a, b) VALUES ('Zoë', 50, 1, 2)");
    Table other = pair.pour(pair.described("other"));
    Table table = pair.described("Tab le");
    Table accepted = pair.sink.accept(table).table();
    assertThat(pair.sink.accept(table).remarks()).isEmpty();
    pair.pour(table);
    Table made = pair.target.describe(List.of(accepted.name())).get(0);
    assertThat(other.name()).isEqualTo(new TableName("public", "other"));
    assertThat(made.withStatistics(table.statistics()).withColumns(plain(made)))
        .usingRecursiveComparison()
        .ignoringCollectionOrder()
        .isEqualTo(accepted.withColumns(plain(accepted)));
    assertThat(PostgresPair.ask(pair.to, "SELECT t::text FROM \"Tab le\" t"))
        .isEqualTo(PostgresPair.ask(pair.from, "SELECT t::text FROM \"Tab le\" t"));
  }

  /** What a domain was is evidence only, and the spelling of a type is for the report. */
  private static List<Column> plain(Table table) {
    return table.columns().stream()
        .map(column -> column.withEvidence("").withNativeType(""))
        .toList();
  }

  @Test
  void aForeignKeyIsCheckedWithLittleMemoryAndAnIndexBuiltWithTheServersOwn() throws SQLException {
    PostgresPair.run(
        pair.to,
        "CREATE TABLE parent (id int PRIMARY KEY)",
        "CREATE TABLE child (id int)",
        "CREATE TABLE heard (tag text, memory text)",
        "CREATE FUNCTION hear() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO"
            + " public.heard VALUES (tg_tag, current_setting('maintenance_work_mem')); END $$",
        "CREATE EVENT TRIGGER hear ON ddl_command_start EXECUTE FUNCTION hear()",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET maintenance_work_mem = ''100MB''',"
            + " current_database()); END $$");
    try (Sink sink = new PostgresConnector().openSink(PostgresEndpoint.of(pair.to, Role.TARGET))) {
      sink.run(
          step(
              SchemaStep.Stage.FOREIGN_KEY,
              "ALTER TABLE public.child ADD FOREIGN KEY (id) REFERENCES public.parent"));
      sink.run(step(SchemaStep.Stage.INDEX, "CREATE INDEX child_id ON public.child (id)"));
    }
    assertThat(
            PostgresPair.ask(pair.to, "SELECT string_agg(tag || ' ' || memory, ', ') FROM heard"))
        .endsWith("ALTER TABLE 8MB, CREATE INDEX 100MB");
  }

  private static SchemaStep step(SchemaStep.Stage stage, String statement) {
    return new SchemaStep(stage, TableName.of("child"), List.of(), statement);
  }

  @Test
  void numberingGoesOnWhereTheSourceWasOrAfterTheData() throws SQLException {
    assertThat(next(new Identity(1, 1, false), "DELETE FROM n")).isEqualTo("1");
    assertThat(next(new Identity(42, 1, false), "INSERT INTO n VALUES (7)")).isEqualTo("42");
    assertThat(next(new Identity(1, 1, true), "INSERT INTO n OVERRIDING SYSTEM VALUE VALUES (7)"))
        .isEqualTo("8");
    assertThat(next(new Identity(-3, -1, false), "INSERT INTO n VALUES (-9)")).isEqualTo("-10");
    assertThat(next(new Identity(100, -1, false), "DELETE FROM n")).isEqualTo("100");
  }

  private String next(Identity identity, String before) throws SQLException {
    pair.sink.drop(List.of(new TableName("public", "n")));
    Column id = Column.of("id", INT).withIdentity(Optional.of(identity));
    Table table =
        Pouring.make(pair.sink, Table.of(TableName.of("n"), List.of(id, Column.of("note", INT))));
    PostgresPair.run(pair.to, before);
    Pouring.finish(pair.sink, table);
    return PostgresPair.ask(pair.to, "INSERT INTO n (note) VALUES (1) RETURNING id");
  }

  @Test
  void aFullSequenceStaysFull() throws SQLException {
    Column id = Column.of("id", INT).withIdentity(Optional.of(new Identity(5, 1, false)));
    Table table = Pouring.make(pair.sink, Table.of(TableName.of("n"), List.of(id)));
    PostgresPair.run(pair.to, "INSERT INTO n VALUES (2147483647)");
    Pouring.finish(pair.sink, table);
    assertThatThrownBy(() -> PostgresPair.run(pair.to, "INSERT INTO n DEFAULT VALUES"))
        .hasMessageContaining("reached maximum value");
  }

  @Test
  void whoMayNotConnectIsToldWhichRightIsMissing() throws SQLException {
    String guest = "guest_" + UUID.randomUUID().toString().replace("-", "");
    String revoke =
        "DO $$ BEGIN EXECUTE format('REVOKE CONNECT ON DATABASE %I FROM public',"
            + " current_database()); END $$";
    PostgresPair.run(pair.to, "CREATE ROLE " + guest + " LOGIN PASSWORD 'guest'", revoke);
    Endpoint owner = PostgresEndpoint.of(pair.to, Role.TARGET);
    Endpoint endpoint =
        new Endpoint(
            Role.TARGET,
            owner.scheme(),
            owner.host(),
            owner.port(),
            owner.path(),
            guest,
            "guest",
            Map.of());
    try {
      assertThatThrownBy(() -> new PostgresConnector().openSink(endpoint).close())
          .isInstanceOfSatisfying(
              DecantException.class,
              refused -> assertThat(refused.hint()).startsWith("GRANT CONNECT ON DATABASE"));
    } finally {
      PostgresPair.run(pair.to, "DROP ROLE " + guest);
    }
  }

  @Test
  void whoMayNotCreateTablesIsToldBeforeAnythingIsWritten() throws SQLException {
    String guest = "guest_" + UUID.randomUUID().toString().replace("-", "");
    PostgresPair.run(
        pair.to,
        "CREATE ROLE " + guest + " LOGIN PASSWORD 'guest'",
        "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO "
            + guest
            + "',"
            + " current_database()); END $$");
    Endpoint owner = PostgresEndpoint.of(pair.to, Role.TARGET);
    Endpoint endpoint =
        new Endpoint(
            Role.TARGET,
            owner.scheme(),
            owner.host(),
            owner.port(),
            owner.path(),
            guest,
            "guest",
            Map.of());
    try (Sink sink = new PostgresConnector().openSink(endpoint)) {
      Table table = sink.accept(Table.of(TableName.of("n"), List.of(Column.of("a", INT)))).table();
      assertThat(sink.findings(List.of(table), sink.steps(table)))
          .filteredOn(Finding::stops)
          .singleElement()
          .satisfies(
              refused -> {
                assertThat(refused.kind()).isEqualTo(Finding.Kind.TARGET_ACCESS);
                assertThat(refused.what())
                    .contains(guest + " may not create tables in schema \"public\"");
                assertThat(refused.remedy()).contains("GRANT USAGE, CREATE ON SCHEMA \"public\"");
              });
      PostgresPair.run(pair.to, "GRANT CREATE ON SCHEMA public TO " + guest);
      assertThat(sink.findings(List.of(table), sink.steps(table))).noneMatch(Finding::stops);
    } finally {
      PostgresPair.run(pair.to, "DROP OWNED BY " + guest, "DROP ROLE " + guest);
    }
  }

  @Test
  void aServerWithoutRoomForManyLocksRefusesManyRowsAllTheSame() throws SQLException {
    Table table =
        Pouring.make(pair.sink, Table.of(TableName.of("n"), List.of(Column.of("a", INT))));
    PostgresPair.run(pair.to, "ALTER TABLE n ADD CHECK (a < 0)");
    RowBatch one = Pouring.batch(table);
    one.longs(0).append(1);
    one.endRow();
    Lease lease = Pouring.begin(pair.sink);
    try (BatchWriter writer =
        pair.sink.write(table, new Split(table.name(), 0, 1, ""), lease, WriteMode.CAREFUL)) {
      for (int i = 0; i < 12_000; i++) {
        assertThatThrownBy(() -> writer.write(one)).isInstanceOf(BadValue.class);
      }
      writer.commit(Pouring.entry(table, 0, 0));
    }
  }

  @Test
  void orphansOfAForeignKeyAreNamed() throws SQLException {
    PostgresPair.run(
        pair.to,
        "CREATE TABLE parent (id int PRIMARY KEY)",
        "CREATE TABLE child (\"pa rent\" int)",
        "INSERT INTO child VALUES (7), (7), (8), (NULL)");
    ForeignKey key =
        new ForeignKey(
            "to_parent",
            List.of("pa rent"),
            TableName.of("parent"),
            List.of("id"),
            ForeignKey.Action.NO_ACTION,
            ForeignKey.Action.NO_ACTION,
            false,
            false,
            true);
    Table child =
        Table.of(TableName.of("child"), List.of(Column.of("pa rent", INT)))
            .withForeignKeys(List.of(key));
    SchemaStep step =
        pair.sink.steps(pair.sink.accept(child).table()).stream()
            .filter(each -> each.stage() == SchemaStep.Stage.FOREIGN_KEY)
            .findFirst()
            .orElseThrow();
    assertThatThrownBy(() -> pair.sink.run(step))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("(7) (2 rows); (8) (1 rows)");
    assertThat(PostgresPair.ask(pair.to, "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"))
        .isEqualTo("0");
  }

  @Test
  void anEnumThatIsThereIsUsedAgainOnlyWithTheSameLabels() throws SQLException {
    PostgresPair.run(pair.to, "CREATE TYPE t_mood_enum AS ENUM ('a', 'b')");
    Table table = enumTable("t", "a", "b");
    pair.sink.run(pair.sink.steps(table).get(0));
    SchemaStep different = pair.sink.steps(enumTable("t", "a", "c")).get(0);
    assertThatThrownBy(() -> pair.sink.run(different))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("already exists");
  }

  private Table enumTable(String name, String... labels) {
    Column mood = Column.of("mood", new LogicalType.Enumerated("", List.of(labels)));
    return pair.sink.accept(Table.of(TableName.of(name), List.of(mood))).table();
  }

  @Test
  void aTableInAnotherSchemaGetsItsSchema() throws SQLException {
    Table table =
        Pouring.make(
            pair.sink, Table.of(new TableName("Sche ma", "t"), List.of(Column.of("id", INT))));
    assertThat(pair.target.catalog().tables()).containsExactly(table.name());
  }

  @Test
  void aBrokenConnectionIsTransient() throws Exception {
    PostgresPair.run(
        pair.from,
        "CREATE TABLE t (id int, note text)",
        "INSERT INTO t SELECT i, repeat('x', 1000) FROM generate_series(1, 20000) AS i");
    Table table = pair.described("t");
    Table accepted = Pouring.make(pair.sink, table);
    try (TcpProxy fromProxy = TcpProxy.before(pair.from.url());
        TcpProxy toProxy = TcpProxy.before(pair.to.url());
        Source source = new PostgresConnector().openSource(through(fromProxy, pair.from.url()));
        Sink sink = new PostgresConnector().openSink(through(toProxy, pair.to.url()))) {
      source.snapshot(1);
      Split split = source.split(table, "", 1L << 40).get(0);
      RowBatch batch = new RowBatch(Pouring.types(table), 100, 1 << 20);
      try (BatchReader reader = source.read(table, split)) {
        assertThat(reader.read(batch)).isTrue();
        fromProxy.cutAfter(TcpProxy.Direction.REPLY, 1 << 20);
        assertThatThrownBy(() -> readOn(reader, batch)).isInstanceOf(Transient.class);
      }
      assertThat(Pouring.read(source, table, split)).hasSize(20_000);
      Lease lease = Pouring.begin(sink);
      toProxy.cutAfter(TcpProxy.Direction.REQUEST, 1 << 20);
      assertThatThrownBy(() -> writeAll(source, sink, accepted, split, lease))
          .isInstanceOf(Transient.class);
      writeAll(source, sink, accepted, split, lease);
      assertThat(PostgresPair.ask(pair.to, "SELECT count(*) FROM t")).isEqualTo("20000");
    }
  }

  private static void readOn(BatchReader reader, RowBatch batch) {
    while (reader.read(batch)) {
      assertThat(batch.rows()).isPositive();
    }
  }

  private static void writeAll(Source source, Sink sink, Table table, Split split, Lease lease) {
    RowBatch batch = new RowBatch(Pouring.types(table), 100, 1 << 20);
    try (BatchReader reader = source.read(table, split);
        BatchWriter writer = sink.write(table, split, lease, WriteMode.BULK)) {
      while (reader.read(batch)) {
        writer.write(batch);
      }
      writer.commit(Pouring.entry(table, 0, 20_000));
    }
  }

  private static Endpoint through(TcpProxy proxy, String url) {
    return PostgresEndpoint.of(proxy.through(url), Role.TARGET);
  }
}

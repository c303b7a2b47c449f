package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.ConnectorContract;
import io.decant.connectors.contract.HostileRows;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Variant.Form;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The connector's contract on one of the servers of the family. */
abstract class MySqlFamilyContract extends ConnectorContract {
  protected TestDatabase database;

  abstract TestServer server();

  @Override
  protected Endpoint emptyDatabase() {
    database = server().newDatabase();
    return EndpointUrl.parse(target(), database.url());
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  /** No emoji and no space at the end. */
  @Override
  protected List<String> expectedNames(List<String> names) {
    return names.stream().map(Names::fit).toList();
  }

  @Test
  void everyTypeRoundTripsThroughInsertToo() {
    int number = 0;
    Lease lease = Pouring.begin(sink);
    for (LogicalType type : HostileRows.types()) {
      TableName name = TableName.of("inserted_" + number++);
      List<Column> columns =
          List.of(Column.of("id", new LogicalType.Int(64, false)), Column.of("c", type));
      Table table = make(Table.of(name, columns));
      RowBatch rows = HostileRows.batch(type, table, connector.capabilities().limits());
      try (BatchWriter writer =
          sink.write(table, new Split(name, 0, 1, ""), lease, WriteMode.CAREFUL)) {
        writer.write(rows);
        writer.commit(Pouring.entry(table, 0, rows.rows()));
      }
      assertThat(Pouring.readAll(source, table))
          .as("%s", type)
          .containsExactlyInAnyOrderElementsOf(Pouring.render(rows));
    }
  }

  @Test
  void aTableOfTheUsersThatBeginsLikeOursIsTheUsers() throws Exception {
    sql("CREATE TABLE _decant_notes (i int)", "CREATE TABLE _decant_run (i int)");
    assertThat(source.catalog().tables()).containsExactly(TableName.of("_decant_notes"));
  }

  @Test
  void aTableWithoutColumnsIsRefusedWhilePlanning() {
    assertThatThrownBy(() -> sink.accept(Table.of(TableName.of("bare"), List.of())))
        .isInstanceOf(UnsupportedSchema.class)
        .hasMessageContaining("bare has no column");
  }

  @Test
  void theSnapshotDoesNotSeeWhatIsWrittenAfterIt() throws Exception {
    sql("CREATE TABLE moving (id int PRIMARY KEY) ENGINE=InnoDB");
    sql("INSERT INTO moving VALUES (1), (2)");
    try (Source reading = connector.openSource(endpoint.as(Role.SOURCE))) {
      Table table = reading.describe(List.of(TableName.of("moving"))).get(0);
      Position before = reading.snapshot(3);
      assertThat(before.token()).isNotEmpty();
      sql("INSERT INTO moving VALUES (3)");
      Split split = reading.split(table, "", 1 << 20).get(0);
      for (int reader = 0; reader < 3; reader++) {
        assertThat(Pouring.read(reading, table, split)).hasSize(2);
      }
      assertThat(reading.snapshot(3)).isNotEqualTo(before);
      assertThat(Pouring.read(reading, table, split)).hasSize(3);
      assertThat(reading.snapshot(1)).isEqualTo(reading.snapshot(2));
    }
  }

  @Test
  void datesThatNoCalendarKnowsSurvive() throws Exception {
    sql(
        "SET sql_mode = 'ALLOW_INVALID_DATES'",
        "CREATE TABLE dates (id int PRIMARY KEY, d date, t datetime(6), s timestamp NULL)",
        "INSERT INTO dates VALUES (1, '0000-00-00', '0000-00-00', '0000-00-00'),"
            + " (2, '2020-00-15', '2020-02-00 10:00:00.5', '2038-01-19 03:14:07'),"
            + " (3, '2021-02-30', '0009-12-04', NULL)");
    Table seen = source.describe(List.of(TableName.of("dates"))).get(0);
    List<String> rows = Pouring.readAll(source, seen);
    Table copy = make(seen.withName(TableName.of("copied")));
    RowBatch batch = Pouring.batch(seen);
    source.snapshot(1);
    try (BatchReader reader = source.read(seen, source.split(seen, "", 1 << 20).get(0))) {
      reader.read(batch);
    }
    fill(copy, batch);
    assertThat(Pouring.readAll(source, copy)).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(rows.get(0)).contains(Long.toString(Temporals.impossible(0, 0, 0, 0, 0, 0, 0)));
  }

  @Test
  @DisplayName("MP-76 MP-77 MP-78 keys beyond 2^63, without case, and skewed are cut and complete")
  void splitsOfAwkwardKeysCoverEveryRowOnce() throws Exception {
    sql(
        "CREATE TABLE beyond (id bigint unsigned PRIMARY KEY)",
        "INSERT INTO beyond VALUES (1), (9223372036854775807), (9223372036854775808),"
            + " (18446744073709551614), (18446744073709551615)",
        "CREATE TABLE caseless (id varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"
            + " PRIMARY KEY)",
        "INSERT INTO caseless VALUES ('a'), ('B'), ('c'), ('É'), ('z'), (''), ('Z z'), ('ß')",
        "CREATE TABLE skewed (tenant int, id int, PRIMARY KEY (tenant, id))",
        "INSERT INTO skewed VALUES (1, 1), (1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8),"
            + " (1, 9), (2, 1)");
    source.snapshot(1);
    for (String name : List.of("beyond", "caseless", "skewed")) {
      Table table = source.describe(List.of(TableName.of(name))).get(0);
      List<Split> splits = source.split(table, "", 1_000);
      List<String> rows = new ArrayList<>();
      for (Split split : splits) {
        rows.addAll(Pouring.read(source, table, split));
      }
      assertThat(splits).as(name).hasSizeGreaterThan(2);
      assertThat(rows)
          .as(name)
          .doesNotHaveDuplicates()
          .hasSize(Map.of("beyond", 5, "caseless", 8, "skewed", 10).get(name));
    }
  }

  @Test
  void theDataDecidesWhatATinyintIs() throws Exception {
    sql(
        "CREATE TABLE flags (yes tinyint(1) DEFAULT 1, no tinyint(1), bit bit(1), at time, span"
            + " time)",
        "INSERT INTO flags VALUES (1, 2, b'1', '23:59:59', '-838:59:59')");
    Table seen = source.describe(List.of(TableName.of("flags"))).get(0);
    assertThat(seen.columns())
        .extracting(column -> column.type().toString())
        .containsExactly("boolean", "int8", "boolean", "time(0)", "time-span(0)");
    assertThat(seen.column("no").evidence()).contains("neither 0 nor 1");
    assertThat(seen.column("yes").defaultValue()).contains(new DefaultValue.Literal("true"));
    assertThat(Pouring.readAll(source, seen))
        .containsExactly("1 | 2 | 1 | 86399000000 | -3020399000000");
  }

  @Test
  void theErrorValueOfAnEnumIsToldFromAnEmptyLabel() throws Exception {
    sql(
        "SET sql_mode = ''",
        "CREATE TABLE moods (a enum('x','y'), b enum('x',''))",
        "INSERT INTO moods VALUES ('x', ''), ('nothing of that', 'nothing of that')");
    Table seen = source.describe(List.of(TableName.of("moods"))).get(0);
    RowBatch batch = Pouring.batch(seen);
    source.snapshot(1);
    try (BatchReader reader = source.read(seen, source.split(seen, "", 1 << 20).get(0))) {
      reader.read(batch);
    }
    assertThat(batch.problems()).isEmpty();
    assertThat(List.of(batch.bytes(0).text(0), batch.bytes(1).text(0))).containsExactly("x", "");
    assertThat(List.of(batch.bytes(0).text(1), batch.bytes(1).text(1))).containsExactly("\0", "\0");
  }

  @Test
  void orphansAreShown() throws Exception {
    Table parent =
        make(
            Table.of(
                    TableName.of("parent"),
                    List.of(Column.of("id", new LogicalType.Int(32, false)).withNullable(false)))
                .withPrimaryKey(Optional.of(Key.of("", List.of("id")))));
    ForeignKey key =
        new ForeignKey(
            "to_parent",
            List.of("p"),
            parent.name(),
            List.of("id"),
            ForeignKey.Action.CASCADE,
            ForeignKey.Action.SET_DEFAULT,
            true,
            false,
            false);
    Table child =
        make(
            Table.of(TableName.of("child"), List.of(Column.of("p", new LogicalType.Int(32, false))))
                .withForeignKeys(List.of(key)));
    sql("INSERT INTO child VALUES (41), (NULL)");
    assertThatThrownBy(() -> Pouring.finish(sink, child))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("41");
  }

  @Test
  void aKeyThatWouldSetNullWhereNoneMayBeDoesNothingInstead() {
    Column id = Column.of("id", new LogicalType.Int(32, false)).withNullable(false);
    Table parent =
        make(
            Table.of(TableName.of("parent"), List.of(id))
                .withPrimaryKey(Optional.of(Key.of("", List.of("id")))));
    ForeignKey.Action setNull = ForeignKey.Action.SET_NULL;
    List<String> columns = List.of("id");
    ForeignKey key =
        new ForeignKey(
            "child_up", columns, parent.name(), columns, setNull, setNull, false, false, true);
    Acceptance acceptance =
        sink.accept(Table.of(TableName.of("child"), List.of(id)).withForeignKeys(List.of(key)));
    assertThat(acceptance.remarks()).extracting(Remark::code).containsExactly("SET_NULL");
    assertThat(acceptance.table().foreignKeys().get(0).onDelete())
        .isEqualTo(ForeignKey.Action.NO_ACTION);
    Pouring.finish(sink, make(acceptance.table()));
    assertThat(described(acceptance.table()).foreignKeys()).hasSize(1);
  }

  @Test
  void aTableWithoutColumnsIsRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> sink.accept(Table.of(TableName.of("bare"), List.of())))
        .isInstanceOf(UnsupportedSchema.class)
        .hasMessageContaining("bare has no column")
        .satisfies(e -> assertThat(((UnsupportedSchema) e).hint()).contains("--exclude-tables"));
  }

  @Test
  void aPrimaryKeyOfBeginningsStaysOne() throws Exception {
    sql("CREATE TABLE begun (a varchar(300) NOT NULL, b int NOT NULL, PRIMARY KEY (b, a(10)))");
    Table seen = described(Table.of(TableName.of("begun"), List.of()));
    Table copy = make(seen.withName(TableName.of("copied")));
    Pouring.finish(sink, copy);
    assertThat(described(copy).indexes()).isEqualTo(seen.indexes());
    assertThat(seen.indexes().get(0).parts()).extracting(Index.Part::prefixLength).contains(10);
  }

  @Test
  void anIndexOfAnotherEngineMayBeCalledPrimary() {
    Index index =
        new Index(
            "Primary", List.of(Index.Part.of("a")), true, "btree", Optional.empty(), "sqlite");
    Column a = Column.of("a", new LogicalType.Int(32, false));
    Table table = make(Table.of(TableName.of("odd"), List.of(a)).withIndexes(List.of(index)));
    Pouring.finish(sink, table);
    assertThat(described(table).uniqueKeys()).extracting(Key::name).containsExactly("Primary_");
  }

  @Test
  void aDefaultMayHoldANul() {
    Column a =
        Column.of("a", new LogicalType.Varchar(9, Collation.BINARY))
            .withDefaultValue(Optional.of(new DefaultValue.Literal("x\0y")));
    Table table = make(Table.of(TableName.of("nul"), List.of(a)));
    assertThat(described(table).columns().get(0).defaultValue())
        .contains(new DefaultValue.Literal("x\0y"));
  }

  @Test
  void defaultsOfTextsAreFound() throws Exception {
    sql(
        "CREATE TABLE large (a text DEFAULT ('it''s (1)'), b json DEFAULT ('[]'), c text,"
            + " d blob DEFAULT (concat('a', ')')), e int)");
    List<Column> seen = described(Table.of(TableName.of("large"), List.of())).columns();
    assertThat(seen.get(0).defaultValue()).contains(new DefaultValue.Literal("it's (1)"));
    assertThat(seen.get(1).defaultValue()).contains(new DefaultValue.Literal("[]"));
    assertThat(seen.get(2).defaultValue()).isEmpty();
    assertThat(seen.get(3).defaultValue().orElseThrow()).asString().contains("concat(");
    Table copy = make(Table.of(TableName.of("copied"), seen));
    assertThat(described(copy).columns())
        .extracting(Column::defaultValue)
        .isEqualTo(seen.stream().map(Column::defaultValue).toList());
  }

  @Test
  void aReferenceToAnotherDatabaseNamesIt() throws Exception {
    try (TestDatabase other = server().newDatabase();
        Connection connection = other.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE far (id int PRIMARY KEY)");
      String name = connection.getCatalog();
      sql("CREATE TABLE near (id int, FOREIGN KEY (id) REFERENCES `" + name + "`.far (id))");
      Table seen = described(Table.of(TableName.of("near"), List.of()));
      assertThat(seen.foreignKeys().get(0).target()).isEqualTo(new TableName(name, "far"));
      sql("DROP TABLE near");
    }
  }

  @Test
  void mixedValuesWithBytesAreKept() {
    assertThat(variant(Form.INTEGER, Form.BYTES)).isEqualTo(LogicalType.Kind.JSON);
    assertThat(variant(Form.TEXT, Form.BYTES)).isEqualTo(LogicalType.Kind.BYTES);
    assertThat(variant(Form.TEXT, Form.REAL)).isEqualTo(LogicalType.Kind.TEXT);
  }

  private LogicalType.Kind variant(Form... seen) {
    Column mixed = Column.of("v", new LogicalType.Variant(Set.of(seen)));
    Table asked = Table.of(TableName.of("mixed"), List.of(mixed));
    return sink.accept(asked).table().columns().get(0).type().kind();
  }

  @Test
  void aMissingPrivilegeIsNamedWithItsRemedy() throws Exception {
    String user = "reader_" + System.nanoTime() % 1_000_000;
    sql(
        "CREATE TABLE secret (id int)",
        "CREATE USER '" + user + "' IDENTIFIED BY 'pw-of-reader'",
        "GRANT INSERT ON secret TO '" + user + "'");
    try (Source reading =
        connector.openSource(
            new Endpoint(
                Role.SOURCE,
                "mysql",
                endpoint.host(),
                endpoint.port(),
                endpoint.path(),
                user,
                "pw-of-reader",
                endpoint.parameters()))) {
      assertThatThrownBy(() -> reading.describe(List.of(TableName.of("secret"))))
          .isInstanceOf(EndpointFailure.class)
          .satisfies(
              failure ->
                  assertThat(((EndpointFailure) failure).hint()).startsWith("GRANT SELECT ON"));
    } finally {
      sql("DROP USER '" + user + "'");
    }
    Endpoint wrong =
        new Endpoint(
            Role.SOURCE,
            "mysql",
            endpoint.host(),
            endpoint.port(),
            endpoint.path(),
            endpoint.user(),
            "not-the-password",
            endpoint.parameters());
    assertThatThrownBy(() -> connector.openSource(wrong))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageNotContaining("not-the-password");
  }

  void sql(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }
}

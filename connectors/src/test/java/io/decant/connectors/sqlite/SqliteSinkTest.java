package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.HostileRows;
import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Acceptance;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Sink;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Check;
import io.decant.converter.schema.Collation;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Int;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSinkTest {
  private static final LogicalType INT = new Int(64, false);

  @TempDir Path folder;

  @Test
  void openingWritesNothingAndRefusesWhatItCannotWrite() throws IOException {
    sink("new.db").close();
    assertThat(folder.resolve("new.db")).doesNotExist();
    Files.writeString(folder.resolve("letter.db"), "Dear database, ".repeat(100));
    assertThatThrownBy(() -> sink("letter.db"))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("not an SQLite database");
    assertThat(folder.resolve("letter.db")).hasContent("Dear database, ".repeat(100));
    assertThatThrownBy(() -> sink("no/such/folder.db")).hasMessageContaining("no folder");
    try (Sink sink = sink("new.db")) {
      assertThat(sink.ledger().runs()).isEmpty();
    }
    assertThat(folder.resolve("new.db")).doesNotExist();
  }

  @Test
  void theResultIsOneFileInTheOrdinaryJournalMode() throws SQLException {
    Table table = Table.of(TableName.of("t"), List.of(Column.of("a", INT)));
    try (Sink sink = sink("out.db")) {
      Table accepted = Pouring.make(sink, table);
      RowBatch rows = Pouring.batch(accepted);
      rows.longs(0).append(1);
      rows.endRow();
      Pouring.fill(sink, accepted, rows);
    }
    assertThat(folder.toFile().list()).containsExactly("out.db");
    assertThat(query("PRAGMA journal_mode")).containsExactly("delete");
    assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
  }

  @Test
  void valuesAreStoredAsTheyAreWhateverAffinityWouldDo() throws SQLException {
    List<Column> columns =
        List.of(
            Column.of("zip", Text.UNLIMITED),
            Column.of("price", new Decimal(38, 10)),
            Column.of("huge", new Int(64, true)),
            Column.of("json", new LogicalType.Json(false)));
    try (Sink sink = sink("out.db")) {
      Table accepted = Pouring.make(sink, Table.of(TableName.of("t"), columns));
      RowBatch rows = Pouring.batch(accepted);
      rows.bytes(0).append("00123");
      rows.bytes(1).append("12345678901234567890.1234567890");
      rows.bytes(2).append("18446744073709551615");
      rows.bytes(3).append("1");
      rows.endRow();
      Pouring.fill(sink, accepted, rows);
      assertThat(accepted.column("huge").type()).isEqualTo(new Decimal(20, 0));
    }
    assertThat(query("SELECT typeof(zip) || zip || price || huge || typeof(json) FROM t"))
        .containsExactly("text0012312345678901234567890.123456789018446744073709551615text");
  }

  @Test
  void rowsOfEveryLengthArriveInTheirOrder() throws SQLException {
    int[] lengths = {3, 65_480, 0, 65_495, 65_496, 65_497, 65_498, 70_000, 1, 300_000, 400_000, 2};
    Table table =
        Table.of(TableName.of("t"), List.of(Column.of("n", INT), Column.of("a", Text.UNLIMITED)));
    try (Sink sink = sink("out.db")) {
      Table accepted = Pouring.make(sink, table);
      RowBatch rows = Pouring.batch(accepted);
      for (int round = 0; round < 10; round++) {
        for (int length : lengths) {
          rows.longs(0).append(length);
          rows.bytes(1).append("x".repeat(length));
          rows.endRow();
        }
      }
      Pouring.fill(sink, accepted, rows);
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 10 * lengths.length; i++) {
      expected.add("text %d %2$d %2$d".formatted(i + 1, lengths[i % lengths.length]));
    }
    assertThat(query("SELECT format('%s %d %d %d', typeof(a), rowid, n, length(a)) FROM t"))
        .isEqualTo(expected);
  }

  @Test
  void whatAKilledRunHasWrittenOfAPartIsTakenBackBeforeTheTargetIsRead() throws Exception {
    try (Connection connection = connect("run.db");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (a)");
      statement.execute("INSERT INTO t VALUES ('before')");
    }
    KilledWriter.leaves(folder.resolve("run.db"), folder.resolve("out.db"));
    sink("out.db").close();
    try (Source source = new SqliteConnector().openSource(endpoint(Role.TARGET, "out.db"))) {
      assertThat(source.catalog().tables()).containsExactly(TableName.of("t"));
    }
    assertThat(query("SELECT a FROM t")).containsExactly("before");
    assertThat(query("PRAGMA integrity_check")).containsExactly("ok");
  }

  @Test
  void aDatabaseInUtf16IsWrittenAsWell() throws SQLException {
    for (String encoding : List.of("UTF-16le", "UTF-16be")) {
      String name = encoding + ".db";
      try (Connection connection = connect(name);
          Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA encoding='" + encoding + "'");
        statement.execute("CREATE TABLE before (a)");
      }
      List<Column> columns =
          List.of(
              Column.of("n", INT),
              Column.of("a", Text.UNLIMITED),
              Column.of("b", new LogicalType.Bytes(0, false)));
      try (Sink sink = sink(name)) {
        Table accepted = Pouring.make(sink, Table.of(TableName.of("t"), columns));
        RowBatch rows = Pouring.batch(accepted);
        for (String text : List.of("", "é日本\uD83D\uDE00", "a\0b")) {
          rows.longs(0).append(text.length());
          rows.bytes(1).append(text);
          rows.bytes(2).append(text);
          rows.endRow();
        }
        rows.longs(0).appendNull();
        rows.bytes(1).appendNull();
        rows.bytes(2).appendNull();
        rows.endRow();
        Pouring.fill(sink, accepted, rows);
      }
      assertThat(query(name, "SELECT typeof(n) || n || typeof(a) || a || hex(b) FROM t"))
          .containsExactly(
              "integer0text",
              "integer5texté日本\uD83D\uDE00C3A9E697A5E69CACF09F9880",
              "integer3texta\0b610062",
              null);
    }
  }

  @Test
  void aTableMayHaveTwoThousandColumns() throws SQLException {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      columns.add(Column.of("c" + i, INT));
    }
    try (Sink sink = sink("out.db")) {
      Table accepted = Pouring.make(sink, Table.of(TableName.of("t"), columns));
      RowBatch rows = Pouring.batch(accepted);
      for (int i = 0; i < columns.size(); i++) {
        rows.longs(i).append(i);
      }
      rows.endRow();
      Pouring.fill(sink, accepted, rows);
    }
    assertThat(query("SELECT c0 || ' ' || c1 || ' ' || c1999 FROM t")).containsExactly("0 1 1999");
  }

  @Test
  void aSchemaThatPassesThroughComesBack() {
    List<LogicalType> types = new ArrayList<>(HostileRows.types());
    try (Sink sink = sink("out.db")) {
      List<TableName> names = new ArrayList<>();
      List<LogicalType> held = new ArrayList<>();
      for (LogicalType type : types) {
        TableName name = TableName.of("t" + names.size());
        names.add(name);
        Table made = Pouring.make(sink, Table.of(name, List.of(Column.of("c", type))));
        held.add(made.columns().get(0).type());
      }
      try (Source source = new SqliteConnector().openSource(endpoint(Role.SOURCE, "out.db"))) {
        List<Table> described = source.describe(names);
        for (int i = 0; i < types.size(); i++) {
          LogicalType back = described.get(i).columns().get(0).type();
          assertThat(back.kind())
              .as("%s held as %s", types.get(i), held.get(i))
              .isIn(held.get(i).kind(), LogicalType.Kind.TEXT, LogicalType.Kind.VARIANT);
          if (List.of(
                  "int32",
                  "decimal(38,10)",
                  "varchar(10)",
                  "timestamp(6)",
                  "uuid",
                  "float32",
                  "boolean")
              .contains(types.get(i).toString())) {
            assertThat(back).isEqualTo(types.get(i));
          }
        }
      }
    }
  }

  @Test
  void whatSqliteCannotDoIsRemarked() {
    Collation german = new Collation("de_ci", true, true, false);
    List<Column> columns =
        List.of(
            Column.of("id", INT)
                .withNullable(false)
                .withIdentity(Optional.of(new Identity(8, 1, true))),
            Column.of("name", new Varchar(40, german)).withComment("who"),
            Column.of("at", Text.UNLIMITED)
                .withDefaultValue(
                    Optional.of(new DefaultValue.Computed(Expression.of("mysql", "uuid()"))))
                .withOnUpdateNow(true));
    Table table =
        Table.of(TableName.of("t"), columns)
            .withPrimaryKey(Optional.of(Key.of("pk", List.of("id", "name"))))
            .withUniqueKeys(List.of(new Key("u", List.of("name"), true, false)))
            .withChecks(List.of(new Check("c", Expression.of("postgresql", "name ~ 'x'"))))
            .withIndexes(
                List.of(
                    new Index(
                        "f",
                        List.of(Index.Part.of("name")),
                        false,
                        "fulltext",
                        Optional.empty(),
                        "mysql"),
                    new Index(
                        "p",
                        List.of(Index.Part.of("at")),
                        true,
                        "btree",
                        Optional.of(Expression.of("postgresql", "x")),
                        "postgresql"),
                    new Index(
                        "i",
                        List.of(Index.Part.of("at")),
                        false,
                        "btree",
                        Optional.empty(),
                        "mysql")))
            .withComment("people");
    try (Sink sink = sink("out.db")) {
      Acceptance acceptance = sink.accept(table);
      assertThat(acceptance.remarks())
          .extracting(Remark::code)
          .containsExactlyInAnyOrder(
              "COMMENT",
              "COMMENT",
              "IDENTITY",
              "ON_UPDATE_NOW",
              "DEFAULT_EXPRESSION",
              "CI_UNIQUE",
              "CI_UNIQUE",
              "NULLS_DISTINCT",
              "CHECK_EXPRESSION",
              "INDEX_METHOD",
              "PARTIAL_UNIQUE");
      assertThat(acceptance.table().indexes()).extracting(Index::name).containsExactly("t.i");
      Acceptance again = sink.accept(acceptance.table());
      assertThat(again.table()).isEqualTo(acceptance.table());
      assertThat(again.remarks()).isEmpty();
      Pouring.finish(sink, Pouring.make(sink, table));
    }
  }

  @Test
  void whatAKeyOrIndexLosesIsSaid() {
    List<Column> columns = List.of(Column.of("a", INT), Column.of("b", INT));
    Index index =
        new Index(
            "i",
            List.of(Index.Part.of("a")),
            false,
            "btree",
            Optional.empty(),
            "postgresql",
            "USING btree (a) INCLUDE (b)");
    ForeignKey.Action none = ForeignKey.Action.NO_ACTION;
    List<String> names = List.of("a", "b");
    ForeignKey key =
        new ForeignKey("f", names, TableName.of("t"), names, none, none, false, false, true, true);
    Table table =
        Table.of(TableName.of("t"), columns)
            .withIndexes(List.of(index))
            .withForeignKeys(List.of(key));
    try (Sink sink = sink("out.db")) {
      assertThat(sink.accept(table).remarks())
          .extracting(Remark::code)
          .containsExactlyInAnyOrder("INDEX_PROPERTY", "MATCH_FULL");
    }
  }

  @Test
  void indexesOfOtherEnginesAreNamedLikeNoTableAndNoOtherIndex() {
    List<Column> columns = List.of(Column.of("c", INT));
    try (Sink sink = sink("out.db")) {
      Pouring.make(sink, Table.of(TableName.of("a_b_c"), columns));
      for (String[] each : new String[][] {{"a", "b_c"}, {"a_b", "c"}, {"a_b_d", "a_b_c"}}) {
        Index index =
            new Index(
                each[1], List.of(Index.Part.of("c")), false, "btree", Optional.empty(), "mysql");
        Table table = Table.of(TableName.of(each[0]), columns).withIndexes(List.of(index));
        Pouring.finish(sink, Pouring.make(sink, table));
      }
    }
  }

  @Test
  void aDefaultMayHoldANul() throws SQLException {
    Column text =
        Column.of("a", Text.UNLIMITED)
            .withDefaultValue(Optional.of(new DefaultValue.Literal("it's\0y")));
    try (Sink sink = sink("out.db")) {
      Pouring.make(sink, Table.of(TableName.of("t"), List.of(text, Column.of("b", INT))));
    }
    try (Connection connection = connect("out.db");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO t (b) VALUES (1)");
    }
    assertThat(query("SELECT hex(a) FROM t")).containsExactly("697427730079");
  }

  @Test
  void columnsThatDifferInCaseAloneAreRefusedAllAtOnce() {
    Table table =
        Table.of(
            TableName.of("sqlite_x"),
            List.of(
                Column.of("a", INT),
                Column.of("A", INT),
                Column.of("É", INT),
                Column.of("é", INT)));
    try (Sink sink = sink("out.db")) {
      assertThatThrownBy(() -> sink.accept(table))
          .isInstanceOfSatisfying(
              UnsupportedSchema.class, failure -> assertThat(failure.problems()).hasSize(2));
    }
  }

  @Test
  void countersGoOnWhereTheSourceStopped() throws SQLException {
    Table table =
        Table.of(
                TableName.of("it's"),
                List.of(
                    Column.of("id", new Int(32, true))
                        .withNullable(false)
                        .withIdentity(Optional.of(new Identity(41, 1, false))),
                    Column.of("a", INT)))
            .withPrimaryKey(Optional.of(Key.of("", List.of("id"))));
    try (Sink sink = sink("out.db")) {
      Table accepted = Pouring.make(sink, table);
      Pouring.finish(sink, accepted);
      Pouring.finish(sink, accepted);
    }
    assertThat(query("INSERT INTO \"it's\" (a) VALUES (1) RETURNING id")).containsExactly("41");
  }

  @Test
  void orphansAreFoundWhenEverythingIsThere() {
    Table parent =
        Table.of(TableName.of("parent"), List.of(Column.of("id", INT)))
            .withPrimaryKey(Optional.of(Key.of("", List.of("id"))));
    ForeignKey key =
        new ForeignKey(
            "fk",
            List.of("parent_id"),
            parent.name(),
            List.of("id"),
            ForeignKey.Action.CASCADE,
            ForeignKey.Action.NO_ACTION,
            false,
            false,
            true);
    Table child =
        Table.of(TableName.of("child"), List.of(Column.of("parent_id", INT)))
            .withForeignKeys(List.of(key));
    try (Sink sink = sink("out.db")) {
      Table made = Pouring.make(sink, child);
      Pouring.make(sink, parent);
      RowBatch rows = Pouring.batch(made);
      rows.longs(0).append(7);
      rows.endRow();
      Pouring.fill(sink, made, rows);
      assertThatThrownBy(() -> Pouring.finish(sink, made))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("1 references lead nowhere, such as row 1 to table parent");
      assertThatThrownBy(() -> sink.drop(List.of(parent.name())))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("child");
      sink.drop(List.of(child.name()));
      sink.drop(List.of(parent.name()));
    }
  }

  @Test
  void theLedgerWaitsForTheWriterAndReadersDoNot() throws Exception {
    Table table = Table.of(TableName.of("t"), List.of(Column.of("a", INT)));
    try (Sink sink = sink("out.db")) {
      Table accepted = Pouring.make(sink, table);
      Lease lease = Pouring.begin(sink);
      Split split = new Split(accepted.name(), 0, 2, "");
      CompletableFuture<Void> plan;
      try (BatchWriter writer = sink.write(accepted, split, lease, WriteMode.BULK)) {
        plan =
            CompletableFuture.runAsync(
                () -> sink.ledger().plan(lease, TableName.of("u"), List.of(split)));
        assertThat(sink.ledger().entries(lease.run())).isEmpty();
        try (Source source = new SqliteConnector().openSource(endpoint(Role.TARGET, "out.db"))) {
          assertThat(Pouring.readAll(source, accepted)).isEmpty();
        }
        assertThat(plan).isNotDone();
        writer.commit(Pouring.entry(accepted, 0, 0));
      }
      plan.get(10, TimeUnit.SECONDS);
      assertThat(sink.ledger().splits(lease.run(), TableName.of("u"))).containsExactly(split);
    }
  }

  @Test
  void sqliteToSqliteKeepsDeclarationsAndStorage() throws SQLException {
    String ddl =
        "CREATE TABLE t (id INTEGER PRIMARY KEY ON CONFLICT REPLACE, i INTEGER, n NUMERIC(10,2)"
            + " DEFAULT 0, d DATETIME DEFAULT 0, z TIMESTAMP, s STRING DEFAULT TRUE, w \"double"
            + " precision\", by BYTE[], x, g AS (i + 1) STORED, CHECK (id > 0))";
    try (Connection connection = connect("in.db");
        Statement statement = connection.createStatement()) {
      statement.execute(ddl);
      statement.execute(
          "INSERT INTO t VALUES (1, 'abc', 0.1, '2024-01-01 10:00:00', '2024-01-01T10:00:00.120Z',"
              + " 12, 1, x'00', 1.0), (2, 2.5, 3, '2024-01-01 00:00:01', '2024-01-01 10:00:00.5',"
              + " 'a', 2.5, NULL, '007'), (3, 9, NULL, NULL, NULL, 1.5, NULL, x'', 7)");
      statement.execute("CREATE INDEX part ON t (i DESC) WHERE n > 1");
      statement.execute("CREATE TABLE w (a TEXT PRIMARY KEY, b ANY) STRICT, WITHOUT ROWID");
      statement.execute("INSERT INTO w VALUES ('a', 1), ('b', '1'), ('c', 1.5)");
    }
    List<String> questions =
        List.of(
            "SELECT group_concat(typeof(i) || i || typeof(n) || coalesce(n, '') || typeof(d) ||"
                + " typeof(s) || s || coalesce(z, '') || typeof(w) || typeof(by) || typeof(x) || x"
                + " || typeof(g)) FROM t",
            "SELECT group_concat(a || typeof(b) || b) FROM w",
            "SELECT group_concat(type || coalesce(dflt_value, '') || hidden || pk) FROM"
                + " pragma_table_xinfo('t')",
            "SELECT sql FROM sqlite_schema WHERE name IN ('t', 'w') ORDER BY name",
            "SELECT wr || strict FROM pragma_table_list('w')",
            "SELECT substr(sql, instr(sql, 'WHERE')) FROM sqlite_schema WHERE name = 'part'");
    try (Source source = new SqliteConnector().openSource(endpoint(Role.SOURCE, "in.db"));
        Sink sink = sink("out.db")) {
      Lease lease = Pouring.begin(sink);
      for (Table table : source.describe(source.catalog().tables())) {
        Table accepted = Pouring.make(sink, sameEngine(table));
        source.snapshot(1);
        Split split = source.split(table, "", 1 << 20).get(0);
        RowBatch rows = Pouring.batch(accepted);
        try (var reader = source.read(accepted, split);
            BatchWriter writer = sink.write(accepted, split, lease, WriteMode.BULK)) {
          reader.read(rows);
          assertThat(rows.problems()).isEmpty();
          writer.write(rows);
          writer.commit(Pouring.entry(accepted, 0, rows.rows()));
        }
        for (SchemaStep step : sink.steps(accepted)) {
          if (!step.stage().beforeData()) {
            sink.run(step);
          }
        }
      }
    }
    for (String question : questions) {
      assertThat(query("out.db", question)).as(question).isEqualTo(query("in.db", question));
    }
  }

  @Test
  void underAnotherNameOrTypeATableKeepsWhatItsStatementSays() throws SQLException {
    try (Connection connection = connect("in.db");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE t (id INTEGER PRIMARY KEY ON CONFLICT REPLACE, up INT REFERENCES T ON"
              + " DELETE CASCADE, b BOOLEAN DEFAULT TRUE, u DEFAULT 5, w TEXT DEFAULT word)");
    }
    try (Source source = new SqliteConnector().openSource(endpoint(Role.SOURCE, "in.db"));
        Sink sink = sink("out.db")) {
      Table table = source.describe(List.of(TableName.of("t"))).get(0);
      ForeignKey key = table.foreignKeys().get(0);
      Table renamed =
          table
              .withName(TableName.of("new name"))
              .withForeignKeys(
                  List.of(
                      new ForeignKey(
                          "",
                          key.columns(),
                          TableName.of("new name"),
                          key.targetColumns(),
                          key.onDelete(),
                          key.onUpdate(),
                          false,
                          false,
                          false)));
      assertThat(create(sink, renamed))
          .isEqualTo(
              "CREATE TABLE \"new name\" (id INTEGER PRIMARY KEY ON CONFLICT REPLACE, up INT"
                  + " REFERENCES \"new name\" ON DELETE CASCADE, b BOOLEAN DEFAULT TRUE, u DEFAULT"
                  + " 5, w TEXT DEFAULT word)");
      List<Column> columns = new ArrayList<>(table.columns());
      columns.set(4, columns.get(4).withType(new Varchar(9, Collation.BINARY)));
      columns.set(4, columns.get(4).withNativeType(Column.AS_ASKED));
      assertThat(create(sink, table.withColumns(columns)))
          .contains(
              "\"w\" VARCHAR(9) DEFAULT word", "\"b\" BOOLEAN DEFAULT TRUE", "\"u\" DEFAULT 5");
    }
  }

  private static String create(Sink sink, Table table) {
    return sink.steps(sink.accept(sameEngine(table)).table()).get(0).statement();
  }

  private static Table sameEngine(Table table) {
    Set<String> options = new HashSet<>(table.options());
    options.add(Table.SAME_ENGINE);
    return table.withOptions(options);
  }

  private Sink sink(String name) {
    return new SqliteConnector().openSink(endpoint(Role.TARGET, name));
  }

  private Endpoint endpoint(Role role, String name) {
    return new Endpoint(role, "sqlite", "", 0, folder.resolve(name).toString(), "", "", Map.of());
  }

  private List<String> query(String sql) throws SQLException {
    return query("out.db", sql);
  }

  private List<String> query(String name, String sql) throws SQLException {
    try (Connection connection = connect(name);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found;
    }
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name));
  }
}

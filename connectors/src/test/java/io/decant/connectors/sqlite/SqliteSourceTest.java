package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue;
import io.decant.converter.schema.DefaultValue.Computed;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.DefaultValue.Literal;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Identity;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people really keep in SQLite files; the identifiers are those of the edge-case catalogue.
 */
class SqliteSourceTest {
  @TempDir Path folder;
  private final List<Source> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Source::close);
  }

  @Test
  void aMissingFileAFolderAndAForeignFileAreToldApart() throws IOException {
    Files.writeString(folder.resolve("letter.db"), "Dear database, ".repeat(100));
    assertThatThrownBy(() -> open("none.db")).hasMessageContaining("no such file");
    assertThatThrownBy(() -> open("")).hasMessageContaining("folder");
    assertThatThrownBy(() -> open("letter.db"))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("not an SQLite database")
        .satisfies(e -> assertThat(((DecantException) e).hint()).contains("encrypted"));
    assertThat(folder.resolve("none.db")).doesNotExist();
  }

  @Test
  void whoseLastWriterCrashedIsToldHowToMendIt() throws SQLException, IOException {
    execute("CREATE TABLE t (a)");
    KilledWriter.leaves(folder.resolve("test.db"), folder.resolve("crashed.db"));
    assertThatThrownBy(() -> open("crashed.db"))
        .isInstanceOf(EndpointFailure.class)
        .satisfies(
            e -> assertThat(((DecantException) e).hint()).contains("sqlite3", "copy", "-journal"));
  }

  @Test
  void aTableOfTheUsersThatBeginsLikeOursIsTheUsers() throws SQLException {
    describe(
        "CREATE TABLE t (i INTEGER)",
        "CREATE TABLE _decant_notes (i INTEGER)",
        "CREATE TABLE _decant_run (i INTEGER)");
    assertThat(opened.get(opened.size() - 1).catalog().tables())
        .containsExactly(TableName.of("_decant_notes"), TableName.of("t"));
  }

  @Test
  void valuesDecideWhereDeclarationsAreWrong() throws SQLException {
    Table table =
        describe(
            "CREATE TABLE t (i INTEGER, d DECIMAL(5,2), v VARCHAR(3), s STRING, b BOOLEAN, u, n"
                + " NUMERIC, big UNSIGNED BIG INT, by BYTE[], dp DOUBLE PRECISION, lv LONGVARCHAR,"
                + " sm SMALLINT)",
            "INSERT INTO t VALUES ('abc', 1230.99, 'toolong', 123, 1, x'00', 1, 5, x'01', 0.5, 'x',"
                + " 70000)",
            "INSERT INTO t VALUES (3.7, 1, 'b', 'z', 'true', x'01', 2.25, 6, x'02', 1, 'y', 1)",
            "INSERT INTO t VALUES (9223372036854775807, 2, 'c', 'y', 't', x'', 3, 7, x'', 2, 'z',"
                + " 2)");
    assertThat(types(table))
        .containsExactly(
            "variant[integer, real, text]",
            "decimal(6,2)",
            "varchar(7)",
            "variant[integer, text]",
            "boolean",
            "bytes",
            "decimal(19,2)",
            "uint64",
            "bytes",
            "float64",
            "text",
            "int64");
    assertThat(table.column("d").evidence()).contains("WIDENED", "DECIMAL(5,2)");
    assertThat(table.column("v").evidence()).contains("WIDENED", "7 characters");
    assertThat(table.statistics().rows()).isEqualTo(3);
  }

  @Test
  void aDateIsOneWhereNoValueLeavesADoubt() throws SQLException {
    Table table =
        describe(
            "CREATE TABLE t (a DATE, b DATETIME, c TIMESTAMP, d DATETIME, e TIMESTAMP, f TIME, g"
                + " DATE, h DATETIME, i TIMESTAMP, j DATETIME, k DATE)",
            "INSERT INTO t VALUES ('2024-02-29', '2024-01-01 10:00', '2024-01-01T10:00:00.123Z',"
                + " 1700000000, 'soon', '10:00:00.5', '0000-00-00', '2024-01-01', '2024-01-01"
                + " 10:00:00+02:00', 694224000, 1699920000)",
            "INSERT INTO t VALUES ('0001-01-01', '2024-01-01T10:00:00.25', '2024-01-01"
                + " 10:00:00+00:00', 2459000.5, '2024-01-01 10:00:00', '23:59', '2024-01-01',"
                + " '2024-01-01 10:00:00', '2024-01-01 10:00:00Z', 1700000000, '2024-01-01')");
    assertThat(types(table))
        .containsExactly(
            "date",
            "timestamp(2)",
            "timestamptz(3)",
            "timestamp(0)",
            "text",
            "time(1)",
            "date",
            "text",
            "text",
            "int64",
            "date");
    assertThat(table.column("d").evidence())
        .contains("EPOCH", "1 read as seconds since 1970", "1 read as Julian days");
    assertThat(table.column("h").evidence()).contains("1 could be a date", "stay what they are");
    assertThat(table.column("j").evidenceCode()).isEqualTo("STORED_TYPE");
  }

  @Test
  void aColumnIsJsonWhereEveryTextAndEveryBlobIs() throws SQLException {
    String deep = "[".repeat(300) + "]".repeat(300);
    Table table =
        describe(
            "CREATE TABLE t (plain JSON, deep JSON, mixed JSON, binary JSON, small JSON, last JSON,"
                + " blob JSON, number JSON)",
            "INSERT INTO t VALUES ('{}', '%s', '[1]', jsonb('{\"a\":[1]}'), jsonb('1'), '{}', '[]',"
                    .formatted(deep)
                + " '{}')",
            "INSERT INTO t VALUES ('[1, \"x\"]', '{}', jsonb('[2]'), jsonb('[]'), '[]', '{\"a\":1,}',"
                + " x'ff', 17)",
            "INSERT INTO t (plain) VALUES (NULL)");
    assertThat(types(table))
        .containsExactly(
            "json", "json", "json", "json", "json", "text", "variant[text, bytes]", "json");
    assertThat(table.column("last").evidenceCode()).isEqualTo("STORED_TYPE");
    assertThat(table.column("blob").evidenceCode()).isEqualTo("MIXED_STORAGE");
  }

  @Test
  void aTextWithANulIsNoJsonHoweverItBegins() throws SQLException {
    Table table =
        describe(
            "CREATE TABLE t (whole JSON, number, object JSON, end JSON)",
            "INSERT INTO t VALUES ('{}', '1' || char(0) || 'junk', '{}' || char(0), '[1]')",
            "INSERT INTO t VALUES ('[1]', '{}', jsonb('{}'), '[' || char(0) || ']')",
            // Today's SQLite would store the number that the text begins with; older ones did not.
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'number', 'number JSON')");
    assertThat(types(table)).containsExactly("json", "text", "variant[text, bytes]", "text");
  }

  @Test
  void aBooleanWordIsABooleanAndAnotherWordIsReported() throws SQLException {
    execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, b BOOLEAN)",
        "INSERT INTO t (b) VALUES (1), ('true'), ('t'), (0), (NULL), ('maybe')");
    RowBatch batch = readAll("t");
    assertThat(batch.problems())
        .containsExactly(
            new RowProblem(5, 1, "NOT_BOOLEAN", "the text 'maybe' is neither true nor false"));
    assertThat(Pouring.render(batch))
        .containsExactly("1 | 1", "2 | 1", "3 | 1", "4 | 0", "5 | NULL", "6 | NULL");
  }

  @Test
  void aValueThatArrivesAfterTheDescriptionIsReportedAndNeverZero() throws SQLException {
    execute(
        "CREATE TABLE t (i INT, d DATE, x REAL)", "INSERT INTO t VALUES (1, '2024-01-01', 1.5)");
    Source source = open("test.db");
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    execute("INSERT INTO t VALUES ('abc', 'soon', x'00'), (3.7, 5, 'x'), (3000000000, NULL, NULL)");
    RowBatch batch = read(source, table);
    assertThat(batch.rows()).isEqualTo(4);
    assertThat(batch.problems())
        .extracting(problem -> problem.row() + "." + problem.column() + " " + problem.code())
        .containsExactlyInAnyOrder(
            "1.0 MIXED_STORAGE",
            "1.1 MIXED_STORAGE",
            "1.2 MIXED_STORAGE",
            "2.0 MIXED_STORAGE",
            "2.1 MIXED_STORAGE",
            "2.2 MIXED_STORAGE",
            "3.0 OUT_OF_RANGE");
    assertThat(batch.column(0).isNull(1)).isTrue();
  }

  @Test
  void brokenTextsAndNulsAreKept() throws SQLException {
    execute(
        "CREATE TABLE t (a TEXT, b TEXT)",
        "INSERT INTO t VALUES (CAST(x'41FF' AS TEXT), 'a' || char(0) || 'b')");
    Source source = open("test.db");
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    assertThat(types(table)).containsExactly("variant[text]", "text");
    assertThat(table.column("a").evidence()).contains("not valid UTF-8");
    RowBatch batch = read(source, table);
    assertThat(batch.bytes(0).copy(0)).containsExactly('t', 0x41, 0xFF);
    assertThat(batch.bytes(1).copy(0)).containsExactly('a', 0, 'b');
  }

  @Test
  void aDatabaseInUtf16IsReadAsWell() throws SQLException {
    execute(
        "PRAGMA encoding = 'UTF-16le'",
        "CREATE TABLE t (a VARCHAR(20), d DATE, n NUMERIC)",
        "INSERT INTO t VALUES ('Zoë 🎉', '2024-01-01', 1.5)");
    RowBatch batch = readAll("t");
    assertThat(batch.problems()).isEmpty();
    assertThat(batch.bytes(0).text(0)).isEqualTo("Zoë 🎉");
    assertThat(batch.longs(1).value(0)).isEqualTo(19_723);
  }

  @Test
  void defaultsAreToldApart() throws SQLException {
    Table table =
        describe(
            "CREATE TABLE t (a TEXT DEFAULT 'null', b TEXT DEFAULT \"dq\", c BLOB DEFAULT x'00', d"
                + " BOOLEAN DEFAULT TRUE, e INT DEFAULT -1, f DATETIME DEFAULT (datetime('now')), g"
                + " DATETIME DEFAULT (datetime('now', '+1 day')), h TEXT DEFAULT NULL, i INT"
                + " DEFAULT 'x', j DATE DEFAULT CURRENT_DATE, k TEXT DEFAULT ('it''s'), l INTEGER"
                + " DEFAULT 9223372036854775807, m INT DEFAULT 0x10, n NUMERIC DEFAULT 1.5e3)");
    assertThat(table.columns().stream().map(Column::defaultValue))
        .containsExactly(
            literal("null"),
            literal("dq"),
            literal("00"),
            literal("true"),
            literal("-1"),
            Optional.of(new CurrentTimestamp(0, true)),
            Optional.of(
                new Computed(
                    new Expression(
                        "sqlite", "datetime('now', '+1 day')", Optional.of("UTC_NOW(86400)")))),
            Optional.empty(),
            Optional.of(new Computed(new Expression("sqlite", "'x'", Optional.of("'x'")))),
            Optional.of(new CurrentTimestamp(0, true)),
            literal("it's"),
            literal("9223372036854775807"),
            literal("16"),
            literal("1500"));
  }

  @Test
  void keysIndexesChecksAndGeneratedColumnsAreFound() throws SQLException {
    execute(
        "CREATE TABLE p (a INT, b INT, PRIMARY KEY (b, a)) WITHOUT ROWID",
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT, b INT, e TEXT COLLATE NOCASE"
            + " UNIQUE CONSTRAINT short CHECK (length(e) < 5) /* ) , */, g AS (a || 'x') STORED, v"
            + " INT GENERATED ALWAYS AS (a + 1), CONSTRAINT two FOREIGN KEY (b, a) REFERENCES P ON"
            + " DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, UNIQUE (a, b), CHECK (a > 0))",
        "CREATE UNIQUE INDEX part ON t (a DESC, lower(e)) WHERE b IS NOT NULL",
        "CREATE INDEX plain ON t (e COLLATE BINARY)",
        "INSERT INTO t (a, b, e) VALUES (1, 2, 'x'), (2, 3, 'y')",
        "DELETE FROM t WHERE a = 2");
    Table table = open("test.db").describe(List.of(TableName.of("t"))).get(0);
    assertThat(table.column("id").identity()).contains(new Identity(3, 1, false));
    assertThat(table.uniqueKeys())
        .extracting(Key::columns)
        .containsExactly(List.of("e"), List.of("a", "b"));
    assertThat(table.checks())
        .extracting(c -> c.name() + ":" + c.expression())
        .containsExactly("short:length(e) < 5", ":a > 0");
    assertThat(table.column("g").generated().orElseThrow().expression().text())
        .isEqualTo("a || 'x'");
    assertThat(table.column("v").generated().orElseThrow().stored()).isFalse();
    assertThat(table.storedColumns()).extracting(Column::name).containsExactly("id", "a", "b", "e");
    ForeignKey key = table.foreignKeys().get(0);
    assertThat(key.name()).isEqualTo("two");
    assertThat(key.target()).isEqualTo(TableName.of("p"));
    assertThat(key.targetColumns()).containsExactly("b", "a");
    assertThat(key.onDelete()).isEqualTo(ForeignKey.Action.SET_NULL);
    assertThat(key.initiallyDeferred()).isTrue();
    Index part = table.indexes().get(0);
    assertThat(part.predicate())
        .contains(new Expression("sqlite", "b IS NOT NULL", Optional.of("(\"b\" IS NOT NULL)")));
    assertThat(part.parts())
        .containsExactly(
            new Index.Part("a", Optional.empty(), true, 0),
            Index.Part.of(
                new Expression("sqlite", "lower(e)", Optional.of("ASCII_LOWER(\"e\")")), false));
    assertThat(table.indexes().get(1).parts().get(0)).hasToString("e COLLATE BINARY");
    assertThat(table.column("e").type().toString()).isEqualTo("text");
    assertThat(SqliteTypes.collationOf(table.column("e").type()).ignoresCase()).isTrue();
  }

  @Test
  void everythingThatIsNoTableIsListedWithAReason() throws SQLException {
    execute(
        "CREATE TABLE t (a)",
        "CREATE VIEW v AS SELECT a FROM t",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE f USING fts5(a)");
    var catalog = open("test.db").catalog();
    assertThat(catalog.tables()).containsExactly(TableName.of("t"));
    assertThat(catalog.others()).allMatch(other -> !other.reason().isEmpty());
    assertThat(catalog.others().stream().filter(o -> o.kind() == ObjectKind.VIRTUAL_TABLE))
        .hasSize(6);
    assertThat(catalog.others())
        .extracting(o -> o.kind() + " " + o.name())
        .contains("VIEW v", "TRIGGER g", "VIRTUAL_TABLE f", "VIRTUAL_TABLE f_data");
  }

  @Test
  void aTypeIsWideEnoughForItsDefault() throws SQLException {
    Table table =
        describe(
            "CREATE TABLE t (a VARCHAR(3) DEFAULT 'toolong', b SMALLINT DEFAULT 70000, c"
                + " DECIMAL(5,2) DEFAULT -12345.678, d VARCHAR(3) DEFAULT 'fit', e SMALLINT DEFAULT"
                + " -32768, f DECIMAL(5,2) DEFAULT 1)");
    assertThat(types(table))
        .containsExactly(
            "varchar(7)", "int64", "decimal(8,3)", "varchar(3)", "int16", "decimal(5,2)");
    assertThat(table.column("a").evidenceCode()).isEqualTo("WIDENED");
  }

  @Test
  void nullInAPrimaryKeyMakesItAUniqueKey() throws SQLException {
    Table table =
        describe(
            "CREATE TABLE t (a TEXT PRIMARY KEY)", "INSERT INTO t VALUES (NULL), (NULL), ('x')");
    assertThat(table.primaryKey()).isEmpty();
    assertThat(table.uniqueKeys()).extracting(Key::columns).containsExactly(List.of("a"));
    assertThat(table.column("a").nullable()).isTrue();
  }

  @Test
  void everyRowIsInOneSplitWhateverTheKeyHolds() throws SQLException {
    execute(
        "CREATE TABLE t (a, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO t SELECT"
            + " CASE i % 4 WHEN 0 THEN i WHEN 1 THEN i / 7.0 WHEN 2 THEN 'k''' || char(0) || i ELSE"
            + " CAST('b' || i AS BLOB) END, 'é' || i FROM n");
    Source source = open("test.db");
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    source.snapshot(1);
    List<Split> splits = source.split(table, "", 2_000);
    assertThat(splits).hasSizeGreaterThan(10);
    List<String> rows = new ArrayList<>();
    splits.forEach(split -> rows.addAll(Pouring.read(source, table, split)));
    assertThat(rows).hasSize(3000).doesNotHaveDuplicates();
  }

  @Test
  void aLargeTableIsDescribedByAllOfItsRows() throws SQLException {
    Table table =
        describe(
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a, n DECIMAL(12,2), d DATETIME)",
            "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30000) INSERT INTO t"
                + " SELECT i * i, CASE WHEN i = 29999 THEN 'text' ELSE i END, i / 100.0, 1700000000 +"
                + " i FROM n",
            "UPDATE t SET n = 1234567.125 WHERE id = 1");
    assertThat(types(table))
        .containsExactly("int64", "variant[integer, text]", "decimal(13,3)", "timestamp(0)");
    assertThat(table.column("a").evidence()).contains("29999 integer, 1 text");
    assertThat(table.column("d").evidence()).contains("30000 read as seconds");
    assertThat(table.column("id").identity()).contains(new Identity(900_000_001, 1, false));
    assertThat(table.statistics().rows()).isEqualTo(30_000);
  }

  @Test
  void everyRowIsInOneSplitHoweverItsNumbersLie() throws SQLException {
    execute(
        "CREATE TABLE t (a)",
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) INSERT INTO t (rowid, a)"
            + " SELECT i, i FROM n");
    for (String more :
        List.of(
            "SELECT 1",
            "DELETE FROM t WHERE rowid > 2000 AND rowid < 4000",
            "INSERT INTO t (rowid, a) VALUES (-9223372036854775808, 0), (9223372036854775807, 0)")) {
      execute(more);
      Source source = open("test.db");
      Table known = source.describe(List.of(TableName.of("t"))).get(0);
      Table unknown =
          new Table(
              known.name(),
              known.columns(),
              known.primaryKey(),
              known.uniqueKeys(),
              known.indexes(),
              known.foreignKeys(),
              known.checks(),
              "",
              Statistics.UNKNOWN,
              known.options());
      source.snapshot(1);
      for (Table table : List.of(known, unknown)) {
        List<Split> splits = source.split(table, "", 5_000);
        assertThat(splits).hasSizeGreaterThan(3);
        List<String> rows = new ArrayList<>();
        splits.forEach(split -> rows.addAll(Pouring.read(source, table, split)));
        assertThat(rows).hasSize((int) known.statistics().rows());
      }
      source.close();
    }
  }

  @Test
  void whatIsDeclaredIsToldWithoutALookAtTheRows() throws SQLException {
    execute(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE)",
        "CREATE TABLE t (a SMALLINT, b VARCHAR(3) NOT NULL, c DATE, d REFERENCES parent (id),"
            + " PRIMARY KEY (a, c))",
        "CREATE INDEX by_b ON t (b)",
        "INSERT INTO t VALUES (NULL, 'longer', 'soon', 1), ('x', x'ff', 7, NULL)");
    Source source = open("test.db");
    Table held = source.describe(List.of(TableName.of("t"))).get(0);
    Table declared = source.declared(List.of(TableName.of("t"))).get(0);
    assertThat(types(declared)).containsExactly("int16", "varchar(3)", "date", "variant[]");
    assertThat(types(held))
        .containsExactly("text", "variant[text, bytes]", "variant[integer, text]", "int64");
    assertThat(held.primaryKey()).isEmpty();
    assertThat(declared.primaryKey().orElseThrow().columns()).containsExactly("a", "c");
    assertThat(declared.indexes()).isEqualTo(held.indexes());
    assertThat(declared.foreignKeys()).isEqualTo(held.foreignKeys());
    assertThat(declared.statistics()).isEqualTo(Statistics.UNKNOWN);
    assertThat(source.declared(List.of())).isEmpty();
    assertThatThrownBy(() -> source.declared(List.of(TableName.of("none"))))
        .isInstanceOf(EndpointFailure.class);
  }

  @Test
  void aFilterThatIsWrongIsTheUsersError() throws SQLException {
    execute("CREATE TABLE t (a)", "INSERT INTO t VALUES (1), (2), (3)");
    Source source = open("test.db");
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    source.snapshot(1);
    for (String wrong : List.of("nothere = 1", "a = ", "1) OR (1=1", "a; DROP TABLE t")) {
      assertThatThrownBy(() -> source.split(table, wrong, 100)).isInstanceOf(UserError.class);
    }
    List<String> rows = new ArrayList<>();
    for (Split split : source.split(table, "a > 1 OR a > 2 -- both", 1)) {
      rows.addAll(Pouring.read(source, table, split));
    }
    assertThat(rows).containsExactlyInAnyOrder("2", "3");
  }

  @Test
  void allReadersSeeTheMomentOfTheSnapshot() throws SQLException {
    execute("PRAGMA journal_mode=WAL", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)");
    Source source = open("test.db");
    Table table = source.describe(List.of(TableName.of("t"))).get(0);
    source.snapshot(3);
    execute("INSERT INTO t VALUES (2)");
    Split all = source.split(table, "", 1 << 20).get(0);
    for (int reader = 0; reader < 3; reader++) {
      assertThat(Pouring.read(source, table, all)).containsExactly("1");
    }
    source.snapshot(1);
    assertThat(Pouring.read(source, table, all)).hasSize(2);
  }

  @Test
  void thePositionIsTheSameUntilSomethingIsWritten() throws SQLException {
    execute("CREATE TABLE t (a)");
    Position first = open("test.db").snapshot(1);
    assertThat(first.token()).isNotEmpty();
    assertThat(open("test.db").snapshot(2)).isEqualTo(first);
    opened.forEach(Source::close);
    execute("INSERT INTO t VALUES (1)");
    assertThat(open("test.db").snapshot(1)).isNotEqualTo(first);
  }

  @Test
  void onlyAsciiLettersAreTheSameInBothCases() throws SQLException {
    execute("CREATE TABLE Ärger (a, Ä TEXT COLLATE NOCASE, ä TEXT)", "CREATE TABLE ärger (b)");
    Source source = open("test.db");
    assertThat(source.catalog().tables())
        .containsExactlyInAnyOrder(TableName.of("Ärger"), TableName.of("ärger"));
    Table table = source.describe(List.of(TableName.of("Ärger"))).get(0);
    assertThat(table.columns().get(1).type()).isNotEqualTo(table.columns().get(2).type());
  }

  private static Optional<DefaultValue> literal(String text) {
    return Optional.of(new Literal(text));
  }

  private static List<String> types(Table table) {
    return table.columns().stream().map(column -> column.type().toString()).toList();
  }

  private Table describe(String... statements) throws SQLException {
    execute(statements);
    return open("test.db").describe(List.of(TableName.of("t"))).get(0);
  }

  private RowBatch readAll(String name) {
    Source source = open("test.db");
    return read(source, source.describe(List.of(TableName.of(name))).get(0));
  }

  private static RowBatch read(Source source, Table table) {
    source.snapshot(1);
    RowBatch batch = Pouring.batch(table);
    try (var reader = source.read(table, source.split(table, "", 1 << 20).get(0))) {
      reader.read(batch);
    }
    return batch;
  }

  private Source open(String name) {
    String path = name.isEmpty() ? folder.toString() : folder.resolve(name).toString();
    Endpoint endpoint = new Endpoint(Role.SOURCE, "sqlite", "", 0, path, "", "", Map.of());
    Source source = new SqliteConnector().openSource(endpoint);
    opened.add(source);
    return source;
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.connectors.testing.TcpProxy;
import io.decant.connectors.testing.TcpProxy.Direction;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.Transient;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read in binary is what is read as text, to the last bit. */
abstract class BothProtocolsContract {
  private final MySqlDialect dialect = new MySqlDialect();
  private TestDatabase database;
  private Endpoint endpoint;
  private Source source;

  abstract TestServer server();

  @BeforeEach
  void open() {
    database = server().newDatabase();
    endpoint = EndpointUrl.parse(Role.SOURCE, database.url());
    source = new MySqlConnector().openSource(endpoint);
  }

  @AfterEach
  void close() {
    source.close();
    database.close();
  }

  @Test
  void wholeNumbersOfEveryWidth() throws Exception {
    sql(
        "CREATE TABLE t (a tinyint, b tinyint unsigned, c smallint, d smallint unsigned, e mediumint,"
            + " f mediumint unsigned, g int, h int unsigned, i bigint, j bigint unsigned,"
            + " k int(9) unsigned zerofill, l bigint(20) unsigned zerofill, m year, n tinyint(1),"
            + " o bit(1), p bit(7), q bit(64), r bit(33))",
        "INSERT INTO t VALUES (-128, 0, -32768, 0, -8388608, 0, -2147483648, 0,"
            + " -9223372036854775808, 0, 0, 0, 0, 0, b'0', b'0', b'0', b'0'),"
            + " (127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295,"
            + " 9223372036854775807, 18446744073709551615, 4294967295, 18446744073709551615, 2155, 1,"
            + " b'1', b'1111111', 0xFFFFFFFFFFFFFFFF, 0x100000001),"
            + " (-1, 128, -1, 32768, -1, 8388608, -1, 2147483648, -1, 9223372036854775808, 7, 7, 1901,"
            + " NULL, NULL, b'1000000', 0x8000000000000000, b'1')",
        "INSERT INTO t VALUES ()");
    assertThat(both("t")).hasSize(4);
  }

  @Test
  void whatIsNoBooleanIsTheSameProblem() throws Exception {
    sql(
        "CREATE TABLE t (a tinyint, b bit(8), c int unsigned)",
        "INSERT INTO t VALUES (0, b'0', 0), (1, b'1', 1), (-1, b'11111111', 4294967295),"
            + " (100, b'10', 2), (NULL, NULL, NULL)");
    Table table = described("t");
    Table flags =
        table.withColumns(
            table.columns().stream().map(c -> c.withType(new LogicalType.Bool())).toList());
    RowBatch binary = binary(flags);
    assertThat(binary.problems()).hasSize(6).isEqualTo(text(flags).problems());
    assertThat(Pouring.render(binary)).isEqualTo(Pouring.render(text(flags)));
  }

  @Test
  void floatsAndDecimals() throws Exception {
    sql(
        "CREATE TABLE t (a float, b double, c float(10,3), d double(20,4), e decimal(65,30),"
            + " f decimal(12,4) unsigned zerofill, g decimal(5,0), h double zerofill, i float unsigned)",
        "INSERT INTO t VALUES (3.4028234e38, 1.7976931348623157e308, 1234567.891, 1234567890123456.7891,"
            + " 99999999999999999999999999999999999.999999999999999999999999999999, 0.5, -99999, 1.5,"
            + " 0.1), (1e-45, 4.9e-324, -0.001, -0.0001,"
            + " -0.000000000000000000000000000001, 0, 0, 0, 16777216), (-0.0, -0.0, 0, 0, 0, 12345678.9999,"
            + " -1, 0.1, 1.1754944e-38), (0.1, 0.1, 0.1, 0.1, 1.10, 7, 7, 1e300, 0)",
        "INSERT INTO t VALUES ()");
    assertThat(both("t")).hasSize(5);
  }

  @Test
  void randomFloats() throws Exception {
    sql("CREATE TABLE t (a float, b double)");
    Random random = new Random(7);
    StringBuilder insert = new StringBuilder("INSERT INTO t VALUES (0, 0)");
    for (int i = 0; i < 2000; i++) {
      float single = Float.intBitsToFloat(random.nextInt());
      double real = Double.longBitsToDouble(random.nextLong());
      insert.append(Float.isFinite(single) ? ", (" + single + ", " : ", (NULL, ");
      insert.append(Double.isFinite(real) ? real + ")" : "NULL)");
    }
    sql(insert.toString());
    assertThat(both("t")).hasSize(2001);
  }

  @Test
  void datesAndTimesThatNoCalendarKnows() throws Exception {
    sql(
        "SET sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+02:00'",
        "CREATE TABLE t (d date, t0 time, t6 time(6), t3 time(3), a datetime, b datetime(6), c"
            + " datetime(3), s timestamp NULL, s6 timestamp(6) NULL)",
        "INSERT INTO t VALUES ('0000-00-00', '00:00:00', '00:00:00', '-00:00:00.001', '0000-00-00',"
            + " '0000-00-00', '0000-00-00', '0000-00-00', '0000-00-00'), ('2020-00-15', '-838:59:59',"
            + " '838:59:58.999999', '24:00:00', '2020-02-00 10:00:00', '2020-00-00 00:00:00.5',"
            + " '0000-01-01 23:59:59.999', '2038-01-19 03:14:07', '2038-01-19 03:14:07.999999'),"
            + " ('2021-02-30', '-00:00:01', '-100:00:00.000001', '99:59:59.999', '2021-02-30 00:00:00',"
            + " '2021-04-31 12:30:45.123456', '2021-06-31 00:00:00.001', '1971-01-01 00:00:01',"
            + " '1971-01-01 00:00:00.000001'), ('9999-12-31', '23:59:59', '-24:00:00', '00:00:00.1',"
            + " '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '1000-01-01', NULL, NULL),"
            + " ('0001-01-01', '12:00', '12:00', '12:00', '0001-01-01', '0099-03-01 00:00:01',"
            + " '2000-02-29 00:00:00', NULL, NULL)",
        "INSERT INTO t VALUES ()");
    assertThat(both("t")).hasSize(6);
  }

  @Test
  void everyDayOfFourCenturies() throws Exception {
    sql("CREATE TABLE t (d date, a datetime)");
    StringBuilder insert = new StringBuilder("INSERT INTO t VALUES (NULL, NULL)");
    for (java.time.LocalDate day = java.time.LocalDate.of(1799, 12, 1);
        day.getYear() < 2201;
        day = day.plusDays(3)) {
      insert.append(", ('").append(day).append("', '").append(day).append(" 01:02:03')");
    }
    sql(insert.toString());
    assertThat(both("t")).hasSizeGreaterThan(48_000);
  }

  @Test
  void textsInEveryCharacterSet() throws Exception {
    sql(
        "CREATE TABLE t (a varchar(20), b varchar(20) CHARACTER SET latin1, c varchar(20) CHARACTER"
            + " SET utf16, d char(9) CHARACTER SET sjis, e varchar(20) CHARACTER SET binary, f"
            + " binary(3), g char(9), h tinytext, i blob, j enum('x','é''\"'), k set('p','q r'), l"
            + " enum('z',''), m json) CHARACTER SET utf8mb4",
        "INSERT INTO t VALUES ('', '', '', '', '', '', '', '', '', 'x', '', '', '{}'), ('😀a',"
            + " 'é', '😀', 'あ', X'FF00', 'a', 'a  ', _binary'', X'00', 'é''\"', 'p,q r', 'z',"
            + " '{\"a\": [1, 2.50, \"é\"]}')",
        "INSERT INTO t VALUES ()");
    assertThat(both("t")).hasSize(3);
  }

  @Test
  void shapes() throws Exception {
    sql(
        "CREATE TABLE t (a geometry, b point)",
        "INSERT INTO t VALUES (ST_GeomFromText('LINESTRING(0 0, 1.5 -2)'), POINT(1, 2))",
        "INSERT INTO t VALUES ()");
    assertThat(both("t")).hasSize(2);
  }

  @Test
  void aHundredAndThirtyColumnsOfWhichAnyMayBeNull() throws Exception {
    Random random = new Random(3);
    List<String> columns = new ArrayList<>();
    StringBuilder insert = new StringBuilder("INSERT INTO t VALUES ");
    for (int i = 0; i < 130; i++) {
      columns.add("c" + i + (i % 3 == 0 ? " int" : i % 3 == 1 ? " varchar(5)" : " date"));
    }
    for (int row = 0; row < 50; row++) {
      insert.append(row == 0 ? "(" : ", (");
      for (int i = 0; i < 130; i++) {
        String value = i % 3 == 0 ? "" + i : i % 3 == 1 ? "'v" + i + "'" : "'2020-01-02'";
        insert.append(i == 0 ? "" : ", ").append(random.nextInt(50) < row ? "NULL" : value);
      }
      insert.append(')');
    }
    sql("CREATE TABLE t (" + String.join(", ", columns) + ")", insert.toString());
    assertThat(both("t")).hasSize(50);
  }

  @Test
  void valuesAndRowsAtTheLimitsOfLengthsAndPackets() throws Exception {
    sql(
        "CREATE TABLE t (n int, o int, a longblob AS (repeat('x', n)) VIRTUAL, b longblob AS"
            + " (repeat('y', o)) VIRTUAL, i bigint)");
    for (int length : new int[] {0, 1, 250, 251, 65_535, 65_536, Packets.BLOCK_BYTES}) {
      sql("INSERT INTO t (n, o, i) VALUES (" + length + ", " + length + ", -1)");
    }
    // Beside the texts there are 1 + 1 + 4 + 4 + 4 + 4 + 8 bytes in such a row.
    for (int length : new int[] {-27, -26, -22, 0}) {
      int rest = Packets.LONGEST_PIECE + length - 8_000_000;
      sql("INSERT INTO t (n, o, i) VALUES (8000000, " + rest + ", 4711)");
    }
    Table table = described("t");
    RowBatch binary = binary(table);
    RowBatch text = text(table);
    assertThat(binary.rows()).isEqualTo(11).isEqualTo(text.rows());
    for (int row = 0; row < binary.rows(); row++) {
      assertThat(binary.bytes(2).copy(row)).isEqualTo(text.bytes(2).copy(row));
      assertThat(binary.bytes(3).copy(row)).isEqualTo(text.bytes(3).copy(row));
      assertThat(binary.longs(4).value(row)).isEqualTo(text.longs(4).value(row));
    }
  }

  @Test
  void aServerThatPreparesNothingIsReadAsText() throws Exception {
    sql("CREATE TABLE t (a int, b double)", "INSERT INTO t VALUES (1, 0.1)");
    Table table = described("t");
    List<ColumnReader> readers = readers(table);
    try (Connection connection = new MySqlSession(endpoint, false).open()) {
      for (String query : List.of("SELECT a, b FROM t WHERE a > ?", "SELECT a FROM", "DO 1")) {
        assertThat(BinaryRows.of(connection, query, table.columns(), readers)).isEmpty();
      }
      List<Column> other =
          List.of(
              table.columns().get(0).withType(new LogicalType.Real(64)), table.columns().get(1));
      assertThat(BinaryRows.of(connection, "SELECT a, b FROM t", other, readers)).isEmpty();
      sql("SET GLOBAL max_prepared_stmt_count = 0");
      try {
        assertThat(BinaryRows.of(connection, "SELECT a, b FROM t", table.columns(), readers))
            .isEmpty();
        assertThat(Pouring.readAll(source, table)).containsExactly("1 | 0x1.999999999999ap-4");
      } finally {
        sql("SET GLOBAL max_prepared_stmt_count = DEFAULT");
      }
      assertThat(count(connection, "SELECT count(*) FROM t")).isEqualTo(1);
    }
  }

  @Test
  void aReaderThatIsClosedEarlyLeavesItsSnapshotAndNoStatementBehind() throws Exception {
    fillLarge();
    Table table = described("t");
    source.snapshot(1);
    Split all = source.split(table, "", Long.MAX_VALUE).get(0);
    RowBatch batch = new RowBatch(Pouring.types(table), 10, 1 << 20);
    sql("INSERT INTO t VALUES (-1, 'after the snapshot')");
    for (int i = 0; i < 3; i++) {
      try (BatchReader reader = source.read(table, all)) {
        assertThat(reader.read(batch)).isTrue();
      }
    }
    assertThat(Pouring.read(source, table, all)).hasSize(LARGE_ROWS);
    try (Connection connection = database.connect()) {
      assertThat(count(connection, "SHOW GLOBAL STATUS LIKE 'Prepared_stmt_count'")).isZero();
    }
  }

  @Test
  void whoeverKillsTheQueryMakesTheReadingWorthAnotherTry() throws Exception {
    fillLarge();
    Table table = described("t");
    source.snapshot(1);
    Split all = source.split(table, "", Long.MAX_VALUE).get(0);
    try (BatchReader reader = source.read(table, all);
        Connection connection = database.connect()) {
      long busy =
          count(
              connection,
              "SELECT id FROM information_schema.processlist WHERE info LIKE 'SELECT `id`%' AND db ="
                  + " database()");
      sql("KILL QUERY " + busy);
      RowBatch batch = Pouring.batch(table);
      assertThatThrownBy(() -> reader.read(batch)).isInstanceOf(Transient.class);
    }
  }

  @Test
  void aConnectionThatBreaksOrFallsSilentIsTransient() throws Exception {
    fillLarge();
    Table table = described("t");
    String query = "SELECT id, v FROM t";
    try (TcpProxy proxy = TcpProxy.before(database.url())) {
      Endpoint far = EndpointUrl.parse(Role.SOURCE, proxy.through(database.url()));
      MySqlSession session = new MySqlSession(far, false);
      try (Connection connection = session.open()) {
        Rows rows = BinaryRows.of(connection, query, table.columns(), readers(table)).orElseThrow();
        proxy.cutAfter(Direction.REPLY, 50_000);
        assertLost(rows, table);
      }
      try (Connection connection = session.open()) {
        connection.setNetworkTimeout(Runnable::run, 300);
        Rows rows = BinaryRows.of(connection, query, table.columns(), readers(table)).orElseThrow();
        proxy.blackHole(Direction.REPLY);
        assertLost(rows, table);
        proxy.heal();
      }
    }
  }

  private void assertLost(Rows rows, Table table) {
    assertThatThrownBy(() -> rows.fill(Pouring.batch(table)))
        .isInstanceOfSatisfying(
            SQLException.class,
            lost ->
                assertThat(dialect.classify(lost, Role.SOURCE, "t")).isInstanceOf(Transient.class));
  }

  private static final int LARGE_ROWS = 1 << 16;

  private void fillLarge() throws SQLException {
    sql("CREATE TABLE t (id int, v varchar(200))", "INSERT INTO t VALUES (1, repeat('v', 200))");
    for (int rows = 1; rows < LARGE_ROWS; rows *= 2) {
      sql("INSERT INTO t SELECT id + " + rows + ", v FROM t");
    }
  }

  /** The rows as both ways bring them. */
  final List<String> both(String name) throws SQLException {
    Table table = described(name);
    RowBatch binary = binary(table);
    RowBatch text = text(table);
    List<String> rows = Pouring.render(binary);
    assertThat(rows).isEqualTo(Pouring.render(text));
    assertThat(binary.problems()).isEqualTo(text.problems());
    assertThat(binary.usedBytes()).isEqualTo(text.usedBytes());
    return rows;
  }

  private RowBatch binary(Table table) throws SQLException {
    List<ColumnReader> readers = readers(table);
    try (Connection connection = new MySqlSession(endpoint, false).open()) {
      String query = query(table, readers.stream().map(ColumnReader::plain).toList());
      RowBatch batch = batch(table);
      Rows rows = BinaryRows.of(connection, query, table.columns(), readers).orElseThrow();
      assertThat(rows.fill(batch)).isFalse();
      rows.close();
      assertThat(count(connection, "SELECT 7")).as("the driver goes on").isEqualTo(7);
      return batch;
    }
  }

  private RowBatch text(Table table) throws SQLException {
    List<ColumnReader> readers = readers(table);
    try (Connection connection = new MySqlSession(endpoint, false).open()) {
      String query = query(table, readers.stream().map(ColumnReader::printed).toList());
      RowBatch batch = batch(table);
      Rows rows = new TextRows(connection, query, readers);
      assertThat(rows.fill(batch)).isFalse();
      rows.close();
      return batch;
    }
  }

  /** Generated columns, too. */
  private static RowBatch batch(Table table) {
    List<LogicalType> types = table.columns().stream().map(Column::type).toList();
    return new RowBatch(types, 1_000_000, Long.MAX_VALUE);
  }

  private String query(Table table, List<String> selected) {
    return "SELECT " + String.join(", ", selected) + " FROM " + dialect.table(table.name());
  }

  private List<ColumnReader> readers(Table table) {
    return table.columns().stream().map(column -> ColumnReader.of(column, dialect)).toList();
  }

  private Table described(String name) {
    return source.describe(List.of(TableName.of(name))).get(0);
  }

  private static long count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(row.getMetaData().getColumnCount());
    }
  }

  final void sql(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }
}

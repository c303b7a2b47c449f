package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.Role;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

/** What arrives by chunks is what the driver's own result sets give, value by value. */
class TableRowsTest {
  private static final long[] INTEGERS = {
    0,
    1,
    2,
    -1,
    127,
    128,
    -128,
    -129,
    32767,
    32768,
    -32768,
    -32769,
    8388607,
    8388608,
    -8388608,
    -8388609,
    2147483647L,
    2147483648L,
    -2147483648L,
    -2147483649L,
    140737488355327L,
    140737488355328L,
    -140737488355328L,
    -140737488355329L,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] REALS = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    1e300,
    -1e-300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    9007199254740993.0,
    3.141592653589793
  };

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
  void everyStorageClassArrivesAsItIsHeld(String encoding) throws SQLException {
    execute(
        "PRAGMA encoding = '" + encoding + "'",
        "CREATE TABLE t (a, i INTEGER, r REAL, n NUMERIC, x TEXT, b BLOB, g AS (a || 'g'), s AS (i"
            + " + 1) STORED, k INTEGER PRIMARY KEY)");
    try (Connection connection = connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO t (a, i, r, n, x, b) VALUES (?1, ?1, ?1, ?1, ?1, ?1)")) {
      connection.setAutoCommit(false);
      for (long value : INTEGERS) {
        insert.setLong(1, value);
        insert.executeUpdate();
      }
      for (double value : REALS) {
        insert.setDouble(1, value);
        insert.executeUpdate();
      }
      for (String value : List.of("", "a", "a\0b", "1", "1.0", "é🎉", "x".repeat(300))) {
        insert.setString(1, value);
        insert.executeUpdate();
      }
      insert.setBytes(1, new byte[0]);
      insert.executeUpdate();
      insert.setBytes(1, new byte[] {0, -1, 127});
      insert.executeUpdate();
      insert.setString(1, null);
      insert.executeUpdate();
      connection.commit();
    }
    requireSame("t", "rowid", 47 + 2, "a", "i", "r", "n", "x", "b", "g", "s");
  }

  @Test
  void brokenTextsKeepTheirBytes() throws SQLException {
    execute(
        "CREATE TABLE t (a TEXT)",
        "INSERT INTO t VALUES (CAST(x'41FF' AS TEXT)), (CAST(x'C0' AS TEXT)), (CAST(x'00' AS TEXT))");
    requireSame("t", "rowid", 3, "a");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 999, 1000, 1001, 2000, 3500})
  void noRowIsLostBetweenChunks(int rows) throws SQLException {
    execute(
        "CREATE TABLE t (a, b)",
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT %d) INSERT INTO t SELECT i, 'v' || i FROM n WHERE i <= %d"
            .formatted(rows + 1, rows));
    requireSame("t", "rowid", rows, "a", "b");
  }

  @Test
  void rowsBeginAndEndAtTheOutermostNumbers() throws SQLException {
    execute(
        "CREATE TABLE t (a)",
        "INSERT INTO t (rowid, a) VALUES (-9223372036854775808, 'first'), (-5, 'b'), (0, 'c'), (7,"
            + " 'd'), (9223372036854775807, 'last')",
        "WITH n(i) AS (SELECT 1000 UNION ALL SELECT i + 7 FROM n LIMIT 995) INSERT INTO t (rowid, a)"
            + " SELECT i * 1000000000, i FROM n");
    requireSame("t", "rowid", 1000, "a");
    execute("DELETE FROM t WHERE rowid = 7");
    requireSame("t", "rowid", 999, "a");
  }

  @Test
  void rowsOfEveryLengthArrive() throws SQLException {
    execute("CREATE TABLE t (a, b BLOB, c)");
    Random random = new Random(1);
    List<Integer> lengths = new ArrayList<>();
    for (int around : new int[] {127, 128, 16383, 4000, 16320, 16340, 16350, 16360, 16370, 16400}) {
      IntStream.range(-20, 20).forEach(i -> lengths.add(around + i));
    }
    lengths.addAll(List.of(1 << 20, 3 << 20, 0, 65536));
    Collections.shuffle(lengths, random);
    fill(lengths, random);
    requireSame("t", "rowid", lengths.size(), "a", "b", "c");
  }

  @Test
  void longRowsOneAfterTheOtherArrive() throws SQLException {
    execute("CREATE TABLE t (a, b BLOB, c)");
    List<Integer> lengths = new ArrayList<>();
    lengths.addAll(Collections.nCopies(120, 20_000));
    lengths.addAll(Collections.nCopies(1_100, 3));
    lengths.addAll(Collections.nCopies(50, 20_000));
    fill(lengths, new Random(2));
    requireSame("t", "rowid", lengths.size(), "a", "b", "c");
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 2000})
  void wideTablesArrive(int width) throws SQLException {
    String[] names = IntStream.range(0, width).mapToObj(i -> "w" + i).toArray(String[]::new);
    String values =
        IntStream.range(0, width)
            .mapToObj(i -> i % 3 == 0 ? "n" : i % 3 == 1 ? "'t' || n" : "NULL")
            .collect(Collectors.joining(", "));
    execute(
        "CREATE TABLE t (" + String.join(", ", names) + ")",
        "INSERT INTO t SELECT " + values + " FROM (SELECT 1 AS n UNION SELECT 70000)");
    try (SQLiteConnection connection = open()) {
      List<String> first = plainly(connection, "t", Arrays.copyOf(names, 500));
      List<String> found = rows(connection, query("t", "rowid", names), 500);
      assertThat(found).isEqualTo(first);
    }
  }

  @Test
  void rowsWithoutANumberAreAskedForValueByValue() throws SQLException {
    execute(
        "CREATE TABLE t (rowid, _rowid_ TEXT, OID BLOB)",
        "INSERT INTO t VALUES (5, 'x', x'00'), (5, 'y', NULL)",
        "CREATE TABLE w (a TEXT, b, PRIMARY KEY (a)) WITHOUT ROWID",
        "INSERT INTO w VALUES ('k', 1.5), ('l', x'01')",
        "CREATE TABLE i (rowid, _rowid_, oid, \"i d\" INTEGER PRIMARY KEY)",
        "CREATE TABLE d (id INTEGER PRIMARY KEY DESC)",
        "CREATE TABLE j (id INT PRIMARY KEY)",
        "CREATE TABLE c (a INTEGER, b INTEGER, PRIMARY KEY (a, b))",
        "CREATE TABLE n (rowid, a)",
        "INSERT INTO n VALUES (5, 'x'), (5, 'y')");
    try (SQLiteConnection connection = open()) {
      assertThat(RowQuery.rowid(connection, "t")).isEmpty();
      assertThat(RowQuery.rowid(connection, "w")).isEmpty();
      assertThat(RowQuery.rowid(connection, "n")).isEqualTo("_rowid_");
      assertThat(RowQuery.rowid(connection, "i")).isEqualTo("\"i d\"");
      for (String indexed : List.of("d", "j", "c")) {
        assertThat(RowQuery.rowid(connection, indexed)).isEqualTo("rowid");
      }
    }
    requireSame("t", "", 2, "rowid", "_rowid_", "OID");
    requireSame("w", "", 2, "a", "b");
    requireSame("n", "_rowid_", 2, "rowid", "a");
  }

  @Test
  void oneConnectionReadsOneTableAfterTheOther() throws SQLException {
    execute(
        "CREATE TABLE t (a, b)",
        "INSERT INTO t VALUES (1, 2), (3, 4)",
        "CREATE TABLE u (c)",
        "INSERT INTO u VALUES ('x'), ('y')");
    try (SQLiteConnection connection = open()) {
      for (int again = 0; again < 3; again++) {
        TableRows abandoned = TableRows.of(connection, query("t", "rowid", "a"));
        assertThat(abandoned.next(1, Long.MAX_VALUE)).isOne();
        abandoned.close();
        assertThat(rows(connection, query("u", "rowid", "c"), 1))
            .containsExactly("[text:78]", "[text:79]");
      }
    }
  }

  private void fill(List<Integer> lengths, Random random) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (int length : lengths) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        insert.setInt(1, length);
        insert.setBytes(2, bytes);
        insert.setString(3, "end");
        insert.executeUpdate();
      }
      connection.commit();
    }
  }

  private void requireSame(String table, String rowid, int count, String... columns)
      throws SQLException {
    try (SQLiteConnection connection = open()) {
      List<String> found = rows(connection, query(table, rowid, columns), columns.length);
      assertThat(found).hasSize(count).isEqualTo(plainly(connection, table, columns));
    }
  }

  private static RowQuery query(String table, String rowid, String... columns) {
    List<String> values = Arrays.stream(columns).map(name -> table + "." + name).toList();
    return RowQuery.all(table, values, rowid.isEmpty() ? "" : table + "." + rowid);
  }

  private static List<String> rows(SQLiteConnection connection, RowQuery query, int columns)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (TableRows rows = TableRows.of(connection, query)) {
      int count = rows.next(700, 50_000);
      while (count > 0) {
        StoredRows held = rows.rows();
        for (int row = 0; row < count; row++) {
          held.moveTo(row);
          found.add(IntStream.range(0, columns).mapToObj(i -> shown(held, i)).toList().toString());
        }
        count = rows.next(700, 50_000);
      }
    }
    return found;
  }

  private static String shown(StoredRow row, int column) {
    HexFormat hex = HexFormat.of();
    int start = row.form(column) >= StoredRow.TEXT ? row.start(column) : 0;
    return switch (row.form(column)) {
      case StoredRow.INTEGER -> "integer:" + row.integer(column);
      case StoredRow.FLOAT -> "real:" + row.real(column);
      case StoredRow.TEXT ->
          "text:" + hex.formatHex(row.data(column), start, start + row.length(column));
      case StoredRow.BLOB ->
          "blob:" + hex.formatHex(row.data(column), start, start + row.length(column));
      default -> "null";
    };
  }

  private static List<String> plainly(Connection connection, String table, String... columns)
      throws SQLException {
    List<String> found = new ArrayList<>();
    String values =
        Arrays.stream(columns)
            .map(name -> "%1$s.%2$s, typeof(%1$s.%2$s)".formatted(table, name))
            .collect(Collectors.joining(", "));
    Charset charset =
        Charset.forName(Queries.run(connection, "PRAGMA encoding", r -> r.getString(1)).get(0));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + values + " FROM " + table)) {
      while (row.next()) {
        List<String> shown = new ArrayList<>();
        for (int i = 1; i <= columns.length * 2; i += 2) {
          String type = row.getString(i + 1);
          byte[] bytes = type.equals("text") || type.equals("blob") ? row.getBytes(i) : null;
          byte[] held = bytes == null ? new byte[0] : bytes;
          shown.add(
              switch (type) {
                case "integer" -> "integer:" + row.getLong(i);
                case "real" -> "real:" + row.getDouble(i);
                case "text" -> "text:" + HexFormat.of().formatHex(utf8(held, charset));
                case "blob" -> "blob:" + HexFormat.of().formatHex(held);
                default -> "null";
              });
        }
        found.add(shown.toString());
      }
    }
    return found;
  }

  private static byte[] utf8(byte[] text, Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        ? text
        : new String(text, charset).getBytes(StandardCharsets.UTF_8);
  }

  private SQLiteConnection open() throws SQLException {
    Path file = folder.resolve("test.db");
    SQLiteConnection connection =
        new SqliteFile(
                new Endpoint(Role.SOURCE, "sqlite", "", 0, file.toString(), "", "", Map.of()))
            .openToRead();
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
    }
    return connection;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"));
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

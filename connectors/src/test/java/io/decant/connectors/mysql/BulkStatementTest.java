package io.decant.connectors.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.TestDatabase;
import io.decant.connectors.testing.TestServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rows as parameters, read back by plain queries that know nothing of how they were sent. */
class BulkStatementTest {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
  private static final List<Column> COLUMNS =
      List.of(
          column("id", new LogicalType.Int(64, true), "bigint unsigned"),
          column("i", new LogicalType.Int(32, false), "int"),
          column("r", new LogicalType.Real(64), "double"),
          column("d", new LogicalType.Date(), "date"),
          column("t", new LogicalType.Timestamp(6), "datetime(6)"),
          column("h", new LogicalType.Time(3, true), "time(3)"),
          column("x", LogicalType.Text.UNLIMITED, "longtext"));

  @Test
  void onlyMariaDbIsSentRowsAsParameters() throws SQLException {
    assertThat(traits(TestServers.mariadb()).bulkParameters()).isTrue();
    assertThat(traits(TestServers.mysql()).bulkParameters()).isFalse();
  }

  @Test
  void randomRowsArriveAsTheyWere() throws SQLException {
    Random random = new Random(17);
    RowBatch batch = batch();
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < 3_000; row++) {
      expected.add(add(batch, row, random));
    }
    List<String> stored = stored(batch);
    assertThat(stored).hasSameSizeAs(expected);
    for (int row = 0; row < stored.size(); row++) {
      assertThat(stored.get(row)).isEqualTo(expected.get(row));
    }
  }

  @Test
  void textsOfEveryLengthThatIsCountedAnotherWayArriveWhole() throws SQLException {
    RowBatch batch = batch();
    List<String> expected = new ArrayList<>();
    int[] lengths = {0, 1, 250, 251, 252, 65_535, 65_536, 1 << 20, (1 << 24) - 1000};
    for (int i = 0; i < lengths.length; i++) {
      batch.longs(0).append(i);
      for (int column = 1; column < COLUMNS.size() - 1; column++) {
        batch.column(column).appendNull();
      }
      byte[] text = new byte[lengths[i]];
      new Random(i).ints(text.length, ' ', 127).forEach(new Filler(text)::add);
      batch.bytes(6).append(text);
      batch.endRow();
      expected.add(i + "|-|-|-|-|-|" + new String(text, StandardCharsets.US_ASCII));
    }
    assertThat(stored(batch)).isEqualTo(expected);
  }

  @Test
  void whatHasNoBinaryFormIsRefusedAndNotBent() {
    long day = Temporals.MICROS_PER_DAY;
    for (long value :
        new long[] {
          Temporals.POSITIVE_INFINITY,
          Temporals.NEGATIVE_INFINITY,
          -719_163 * day,
          2_932_897 * day,
          (2_932_897 + 65_536 * 366L) * day
        }) {
      RowBatch batch = batch();
      batch.longs(4).append(value);
      assertRefused(batch, 4);
    }
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      RowBatch batch = batch();
      batch.doubles(2).append(value);
      assertRefused(batch, 2);
    }
  }

  @Test
  void aNoteAboutAnyOfTheRowsIsThereToBeSeen() throws SQLException {
    List<Column> columns = List.of(column("d", new LogicalType.Decimal(10, 2), "decimal(10,2)"));
    RowBatch batch = new RowBatch(List.of(columns.get(0).type()), 10, 1 << 20);
    for (String digits : List.of("1.00", "1.005", "2.00")) {
      batch.bytes(0).append(digits);
      batch.endRow();
    }
    try (TestDatabase database = TestServers.mariadb().newDatabase();
        Connection connection =
            new MySqlSession(EndpointUrl.parse(Role.TARGET, database.url()), true).open();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE notes (d decimal(10,2))");
      BulkStatement rows =
          new BulkStatement(Table.of(TableName.of("notes"), columns), new MySqlDialect(), 16 << 20);
      for (int row = 0; row < batch.rows(); row++) {
        rows.add(batch, row);
      }
      rows.send(connection);
      try (ResultSet warning = statement.executeQuery("SHOW WARNINGS LIMIT 1")) {
        assertThat(warning.next()).isTrue();
        assertThat(warning.getString(3)).contains("'d'");
      }
    }
  }

  private static void assertRefused(RowBatch batch, int column) {
    ColumnWriter writer = BulkParameter.of(COLUMNS.get(column)).writer();
    assertThatThrownBy(() -> writer.write(batch.column(column), 0, new RowBuffer()))
        .isInstanceOf(BadValue.class);
  }

  private static String add(RowBatch batch, int row, Random random) {
    long id = random.nextLong() >>> random.nextInt(40);
    int number = random.nextInt();
    double real = Double.longBitsToDouble(random.nextLong());
    real = Double.isFinite(real) ? real : -0.0;
    LocalDateTime moment =
        LocalDateTime.of(1, 1, 1, 0, 0)
            .plusDays(random.nextInt(3_652_000))
            .plus(random.nextLong(Temporals.MICROS_PER_DAY), ChronoUnit.MICROS);
    long span = random.nextLong(2 * 3_020_399_000L) - 3_020_399_000L;
    String text = "'\\\t\n\0\"ä€😀;?".substring(random.nextInt(8)).repeat(random.nextInt(30));
    batch.longs(0).append((id & ~0xfffL) + row);
    batch.longs(1).append(number);
    batch.doubles(2).append(real);
    batch.longs(3).append(moment.toLocalDate().toEpochDay());
    batch.longs(4).append(ChronoUnit.MICROS.between(LocalDateTime.of(1970, 1, 1, 0, 0), moment));
    batch.longs(5).append(span * 1_000);
    boolean isNull = random.nextInt(5) == 0;
    if (isNull) {
      batch.bytes(6).appendNull();
    } else {
      batch.bytes(6).append(text);
    }
    batch.endRow();
    return Long.toUnsignedString((id & ~0xfffL) + row)
        + ("|" + number)
        + ("|" + real)
        + ("|" + moment.toLocalDate())
        + ("|" + MOMENT.format(moment))
        + ("|" + clock(span))
        + ("|" + (isNull ? "-" : text));
  }

  private static String clock(long millis) {
    Duration span = Duration.ofMillis(Math.abs(millis));
    return (millis < 0 ? "-" : "")
        + String.format(
            "%02d:%02d:%02d.%03d",
            span.toHours(), span.toMinutesPart(), span.toSecondsPart(), span.toMillisPart());
  }

  private static RowBatch batch() {
    return new RowBatch(COLUMNS.stream().map(Column::type).toList(), 10_000, 1L << 30);
  }

  /** What the server tells of the rows, in the order in which they were sent. */
  private static List<String> stored(RowBatch batch) throws SQLException {
    Table table = Table.of(TableName.of("t ?"), COLUMNS);
    try (TestDatabase database = TestServers.mariadb().newDatabase();
        Connection connection =
            new MySqlSession(EndpointUrl.parse(Role.TARGET, database.url()), true).open()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE `t ?` (n bigint AUTO_INCREMENT PRIMARY KEY, id bigint unsigned, i int,"
                + " r double, d date, t datetime(6), h time(3), x longtext)");
      }
      BulkStatement rows = new BulkStatement(table, new MySqlDialect(), 1 << 30);
      for (int row = 0; row < batch.rows(); row++) {
        rows.add(batch, row);
        if (rows.isFull()) {
          assertThat(rows.send(connection)).isEqualTo(rows.rows());
          rows.clear();
        }
      }
      assertThat(rows.rows() == 0 ? 0 : rows.send(connection)).isEqualTo(rows.rows());
      rows.close();
      return read(connection);
    }
  }

  private static List<String> read(Connection connection) throws SQLException {
    List<String> stored = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT id, i, r, cast(d AS char), cast(t AS char), cast(h AS char), x FROM `t ?`"
                    + " ORDER BY n")) {
      while (row.next()) {
        double real = row.getDouble(3);
        boolean realIsNull = row.wasNull();
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= COLUMNS.size(); i++) {
          values.add(row.getString(i) == null ? "-" : row.getString(i));
        }
        values.set(2, realIsNull ? "-" : "" + real);
        stored.add(String.join("|", values));
      }
    }
    return stored;
  }

  private static ServerTraits traits(TestServer server) throws SQLException {
    try (TestDatabase database = server.newDatabase();
        Connection connection =
            new MySqlSession(EndpointUrl.parse(Role.TARGET, database.url()), true).open()) {
      return ServerTraits.of(connection);
    }
  }

  private static Column column(String name, LogicalType type, String nativeType) {
    return Column.of(name, type).withNativeType(nativeType);
  }

  private static final class Filler {
    private final byte[] bytes;
    private int at;

    Filler(byte[] bytes) {
      this.bytes = bytes;
    }

    void add(int value) {
      bytes[at++] = (byte) value;
    }
  }
}

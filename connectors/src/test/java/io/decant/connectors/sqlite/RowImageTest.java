package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConnection;

/** SQLite itself reads the images, and says what it would have made of the same values. */
class RowImageTest {
  private static final int FIRST_LONG_PAYLOAD = 65_536 - 35 + 1;

  /** A text, told from a blob. */
  private record Text(byte[] bytes) {}

  @Test
  void anImageWithoutRowsIsADatabase() throws SQLException {
    check(3, List.of());
  }

  @Test
  void everyWidthOfAnIntegerIsStoredAsSqliteWould() throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int bits = 0; bits < 64; bits++) {
      long power = 1L << bits;
      for (long value : new long[] {power - 1, power, power + 1}) {
        rows.add(List.of(value, -value));
      }
    }
    rows.add(List.of(Long.MIN_VALUE, Long.MAX_VALUE));
    check(2, rows);
  }

  @Test
  void everyStorageClassIsStoredAsSqliteWould() throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(null);
    values.add(0L);
    values.add(1L);
    values.addAll(
        List.of(
            0.0,
            -0.0,
            1.5,
            Double.NaN,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            1e15));
    for (int length : new int[] {0, 1, 57, 58, 59, 60, 8_185, 8_186, 8_187}) {
      values.add(new Text(new byte[length]));
      values.add(bytes(length, 200));
    }
    values.add(new Text(new byte[] {(byte) 0xFF, (byte) 0xC0, 0, 'x'}));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (@Nullable Object value : values) {
      for (@Nullable Object other : values) {
        rows.add(Arrays.asList(value, other));
      }
    }
    check(2, rows);
  }

  @Test
  void aRowMayFillAPageAndIsTooLongWithAByteMore() throws SQLException {
    RowRecord record = new RowRecord(1, RowImage.MAX_RECORD);
    int longest = RowImage.MAX_RECORD - 4; // header length and a type of three bytes
    record.text(new byte[longest], 0, longest);
    assertThat(record.isTooLong()).isFalse();
    record.clear();
    record.text(new byte[longest + 1], 0, longest + 1);
    assertThat(record.isTooLong()).isTrue();
    record.clear();
    record.blob(new byte[1 << 20], 0, 1 << 20);
    assertThat(record.isTooLong()).isTrue();
    assertThat(RowImage.MAX_RECORD).isEqualTo(FIRST_LONG_PAYLOAD - 1);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int length = longest; length > longest - 12; length--) {
      rows.add(List.of(bytes(length, length)));
    }
    check(1, rows);
  }

  @Test
  void aRowIsTooLongWithItsNumbersToo() {
    RowRecord record = new RowRecord(3, RowImage.MAX_RECORD);
    record.blob(new byte[RowImage.MAX_RECORD - 10], 0, RowImage.MAX_RECORD - 10);
    assertThat(record.isTooLong()).isFalse();
    record.integer(Long.MAX_VALUE);
    record.real(1);
    assertThat(record.isTooLong()).isTrue();
  }

  @Test
  void pagesAreFilledToTheLastByte() throws SQLException {
    for (int length = 85; length < 100; length++) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        rows.add(List.of(bytes(length, i)));
      }
      check(1, rows);
    }
  }

  @Test
  void rowsOfAsManyColumnsAsThereMayBeFit() throws SQLException {
    for (int columns : new int[] {125, 126, 127, 128, 1_999, 2_000}) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        row.add(i % 5 == 0 ? bytes(20, i) : (Object) (long) i);
      }
      check(columns, List.of(row, row, Collections.nCopies(columns, null)));
    }
  }

  @Test
  void randomRowsAreStoredAsSqliteWould() throws SQLException {
    Random random = new Random(4);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      rows.add(Arrays.asList(value(random), value(random), value(random), value(random)));
    }
    rows.add(List.of(bytes(60_000, 1), 2L, bytes(5_000, 3), 4.0));
    check(4, rows);
  }

  private static @Nullable Object value(Random random) {
    int length = random.nextInt(100) == 0 ? random.nextInt(3_000) : random.nextInt(30);
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> random.nextGaussian();
      case 3 -> new Text(bytes(length, random.nextInt()));
      default -> bytes(length, random.nextInt());
    };
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Through as many images as it takes; of each, SQLite must find all of it in order. */
  private static void check(int columns, List<List<@Nullable Object>> rows) throws SQLException {
    RowImage image = new RowImage(columns);
    RowRecord record = new RowRecord(columns, RowImage.MAX_RECORD);
    int first = 0;
    for (int i = 0; i < rows.size(); i++) {
      fill(record, rows.get(i));
      if (!image.append(record)) {
        compare(image, columns, rows.subList(first, i));
        image.clear();
        assertThat(image.append(record)).isTrue();
        first = i;
      }
    }
    compare(image, columns, rows.subList(first, rows.size()));
  }

  private static void fill(RowRecord record, List<@Nullable Object> row) {
    record.clear();
    for (@Nullable Object value : row) {
      if (value == null) {
        record.absent();
      } else if (value instanceof Long integer) {
        record.integer(integer);
      } else if (value instanceof Double real) {
        record.real(real);
      } else if (value instanceof Text text) {
        record.text(text.bytes(), 0, text.bytes().length);
      } else {
        record.blob((byte[]) value, 0, ((byte[]) value).length);
      }
    }
    assertThat(record.isTooLong()).isFalse();
  }

  private static void compare(RowImage image, int columns, List<List<@Nullable Object>> rows)
      throws SQLException {
    image.finish();
    byte[] database = Arrays.copyOf(image.bytes(), image.length());
    ByteBuffer.wrap(database).putInt(28, database.length / 65_536);
    try (SQLiteConnection connection =
            (SQLiteConnection) DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = connection.createStatement()) {
      connection.deserialize("main", database);
      try (ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
        assertThat(result.getString(1)).isEqualTo("ok");
      }
      StringBuilder names = new StringBuilder("c0");
      StringBuilder values = new StringBuilder("iif(?, CAST(? AS TEXT), ?)");
      StringBuilder same = new StringBuilder("a.c0 IS b.c0 AND typeof(a.c0) = typeof(b.c0)");
      for (int i = 1; i < columns; i++) {
        names.append(", c").append(i);
        values.append(", iif(?, CAST(? AS TEXT), ?)");
      }
      for (int i = 1; i < Math.min(columns, 100); i++) {
        same.append(" AND a.c%d IS b.c%d AND typeof(a.c%d) = typeof(b.c%d)".formatted(i, i, i, i));
      }
      statement.execute("CREATE TEMP TABLE other (" + names + ")");
      insert(connection, "INSERT INTO temp.other VALUES (" + values + ")", rows);
      String from = " FROM batch AS a JOIN temp.other AS b ON a.rowid = b.rowid WHERE ";
      try (ResultSet result = statement.executeQuery("SELECT count(*)" + from + same)) {
        assertThat(result.getInt(1)).isEqualTo(rows.size());
      }
      try (ResultSet result = statement.executeQuery("SELECT count(*) FROM batch")) {
        assertThat(result.getInt(1)).isEqualTo(rows.size());
      }
    }
  }

  private static void insert(
      SQLiteConnection connection, String sql, List<List<@Nullable Object>> rows)
      throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (List<@Nullable Object> row : rows) {
        int next = 1;
        for (@Nullable Object value : row) {
          insert.setInt(next, value instanceof Text ? 1 : 0);
          insert.setObject(next + 1, value instanceof Text text ? text.bytes() : null);
          insert.setObject(next + 2, value instanceof Text ? null : value);
          next += 3;
        }
        insert.executeUpdate();
      }
    }
  }
}

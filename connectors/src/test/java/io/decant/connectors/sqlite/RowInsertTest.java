package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.converter.DecantException;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** What a table of the user's does with rows by itself must not happen unheard. */
class RowInsertTest {
  private static final Table TABLE =
      Table.of(
          TableName.of("t"),
          List.of(
              Column.of("n", new LogicalType.Int(64, false)),
              Column.of("a", LogicalType.Text.UNLIMITED)));

  private static final LogicalType VARIANT =
      new LogicalType.Variant(Set.of(LogicalType.Variant.Form.TEXT));

  @TempDir Path folder;

  @Test
  void aTableThatPassesOverRowsInConflictIsToldNotTo() throws Exception {
    refused("CREATE TABLE t (n INTEGER PRIMARY KEY ON CONFLICT IGNORE, a TEXT)", "UNIQUE");
    refused("CREATE TABLE t (n INTEGER PRIMARY KEY ON CONFLICT REPLACE, a TEXT)", "UNIQUE");
    refused("CREATE TABLE t (n INTEGER, a TEXT UNIQUE ON CONFLICT IGNORE)", "UNIQUE");
    refused("CREATE TABLE t (n INTEGER, a TEXT UNIQUE ON CONFLICT REPLACE)", "UNIQUE");
  }

  @Test
  void rowsThatATriggerTakesAwayAreMissed() throws Exception {
    refused(
        "CREATE TABLE t (n INTEGER, a TEXT);"
            + " CREATE TRIGGER pass BEFORE INSERT ON t WHEN new.n = 7 AND new.a = 'b'"
            + " BEGIN SELECT RAISE(IGNORE); END",
        "trigger");
    assertThat(
            SqliteDialect.INSTANCE.classify(new LostRows(1, 2), DecantException.Role.TARGET, "t"))
        .extracting(DecantException::hint)
        .isEqualTo(LostRows.REMEDY);
  }

  /** Two rows, of which the table has taken the first and does not want the second. */
  private void refused(String schema, String why) throws SQLException, IOException {
    try (ImageFile file = new ImageFile()) {
      for (Optional<ImageFile> images : List.of(Optional.of(file), Optional.<ImageFile>empty())) {
        try (Connection connection = connect();
            Statement statement = connection.createStatement()) {
          statement.executeUpdate("DROP TABLE IF EXISTS t");
          statement.executeUpdate(schema);
          RowInsert insert = RowInsert.into(connection, TABLE, images);
          connection.setAutoCommit(false);
          insert.insert(rows("a"));
          String second = schema.contains("a TEXT UNIQUE") ? "a" : "b";
          assertThatThrownBy(() -> insert.insert(rows(second)))
              .as("%s, %s", schema, images.isPresent())
              .isInstanceOf(SQLException.class)
              .hasMessageContaining(why);
          try (ResultSet row = statement.executeQuery("SELECT count(*), min(a) FROM t")) {
            assertThat(row.getInt(1)).isEqualTo(1);
            assertThat(row.getString(2)).isEqualTo("a");
          }
          connection.rollback();
          insert.close();
        }
      }
    }
  }

  @Test
  void aTextIsStoredAsItIsOrRefused() throws Exception {
    String[] begins = {
      "1", " -.5e3 ", "+1.", "\t7", "1junk", "", "0x10", "1e", "inf", "1\u00a0", "."
    };
    Table numeric =
        Table.of(TableName.of("n"), List.of(Column.of("c", VARIANT).withNativeType("NUMERIC")));
    int refused = 0;
    try (ImageFile file = new ImageFile();
        Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE n (c NUMERIC)");
      for (Optional<ImageFile> images : List.of(Optional.of(file), Optional.<ImageFile>empty())) {
        for (String begin : begins) {
          String text = begin + "\0junk";
          RowBatch batch = new RowBatch(List.of(VARIANT), 1, 1 << 20);
          batch.bytes(0).append("t" + text);
          batch.endRow();
          try (RowInsert insert = RowInsert.into(connection, numeric, images)) {
            insert.insert(batch);
          } catch (SQLException number) {
            assertThat(number.getMessage()).as(begin).contains("before its NUL");
            refused++;
            continue;
          }
          try (ResultSet row = statement.executeQuery("SELECT typeof(c), hex(c) FROM n")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(row.getString(1)).as(begin).isEqualTo("text");
            assertThat(row.getString(2)).isEqualTo(HexFormat.of().withUpperCase().formatHex(bytes));
          }
          statement.executeUpdate("DELETE FROM n");
        }
      }
    }
    assertThat(refused).isEqualTo(8);
  }

  private static RowBatch rows(String text) {
    RowBatch batch = new RowBatch(TABLE.columns().stream().map(Column::type).toList(), 9, 1 << 20);
    batch.longs(0).append(7);
    batch.bytes(1).append(text);
    batch.endRow();
    return batch;
  }

  private Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setOpenMode(SQLiteOpenMode.OPEN_URI);
    return config.createConnection("jdbc:sqlite:" + folder.resolve("t.db"));
  }
}

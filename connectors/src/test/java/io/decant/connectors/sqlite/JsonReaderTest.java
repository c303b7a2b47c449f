package io.decant.connectors.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.decant.connectors.contract.Pouring;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.spi.Source;
import io.decant.converter.DecantException.Role;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.RowProblem;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON in each of the forms that SQLite stores it in. */
class JsonReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16le", "UTF-16be"})
  void textsNumbersAndJsonbAreReadAsJson(String encoding) throws SQLException {
    RowBatch rows =
        read(
            "",
            "PRAGMA encoding = '" + encoding + "'",
            "CREATE TABLE t (j JSON)",
            "INSERT INTO t VALUES ('{\"a\": \"Zoë\"}'), (jsonb('{\"a\": [\"日本\", 2.50, null]}')), (NULL),"
                + " (17), (2.5), (jsonb('7')), ('[]')");
    assertThat(rows.problems()).isEmpty();
    assertThat(texts(rows))
        .containsExactly(
            "{\"a\": \"Zoë\"}", "{\"a\":[\"日本\",2.50,null]}", "", "17", "2.5", "7", "[]");
    assertThat(rows.column(0).isNull(2)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " WITHOUT ROWID"})
  void jsonbIsReadHoweverLongItIsAndHoweverRowsAreNumbered(String ending) throws SQLException {
    RowBatch rows =
        read(
            "",
            "CREATE TABLE t (k TEXT PRIMARY KEY, j JSON)" + ending,
            "INSERT INTO t VALUES ('a', jsonb('{}')), ('b', jsonb('[\"' || printf('%.*c', 40000, 'x') ||"
                + " '\"]')), ('c', '[3]'), ('d', jsonb('[4]'))");
    assertThat(rows.problems()).isEmpty();
    assertThat(Pouring.render(rows))
        .containsExactly(
            "'a' | '{}'", "'b' | '[\"" + "x".repeat(40_000) + "\"]'", "'c' | '[3]'", "'d' | '[4]'");
  }

  @Test
  void aBlobThatIsNoneAndAHiddenBrokenTextAreReported() throws SQLException {
    RowBatch rows =
        read(
            "INSERT INTO t VALUES (x'ff'), (x''), (jsonb('[\"ë\"]')), (x'17C3'), (x'27C341'),"
                + " (CAST(x'C3' AS TEXT)), (jsonb('{}'))",
            "CREATE TABLE t (j JSON)",
            "INSERT INTO t VALUES ('{}')");
    assertThat(rows.problems())
        .extracting(RowProblem::row, RowProblem::code)
        .containsExactlyInAnyOrder(
            tuple(1, "MIXED_STORAGE"),
            tuple(2, "MIXED_STORAGE"),
            tuple(4, "INVALID_UTF8"),
            tuple(5, "INVALID_UTF8"),
            tuple(6, "INVALID_UTF8"));
    assertThat(texts(rows)).contains("[\"ë\"]").endsWith("{}");
  }

  private static List<String> texts(RowBatch rows) {
    return IntStream.range(0, rows.rows()).mapToObj(rows.bytes(0)::text).toList();
  }

  /**
   * @param later runs when the table is described already
   */
  private RowBatch read(String later, String... before) throws SQLException {
    execute(before);
    String path = folder.resolve("test.db").toString();
    Endpoint endpoint = new Endpoint(Role.SOURCE, "sqlite", "", 0, path, "", "", Map.of());
    try (Source source = new SqliteConnector().openSource(endpoint)) {
      Table table = source.describe(List.of(TableName.of("t"))).get(0);
      if (!later.isEmpty()) {
        execute(later);
      }
      source.snapshot(1);
      RowBatch batch = Pouring.batch(table);
      try (BatchReader reader = source.read(table, source.split(table, "", 1 << 20).get(0))) {
        reader.read(batch);
      }
      return batch;
    }
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

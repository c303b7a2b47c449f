package io.decant.connectors.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Statements on tables of our own: {@code %} stands for what their names begin with. */
final class PrefixedSql {
  private final String prefix;

  PrefixedSql(String prefix) {
    this.prefix = prefix;
  }

  /** Reads the row that the result stands on. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> query(Connection connection, String sql, RowReader<T> reader, Object... values)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement query = prepare(connection, sql)) {
      bind(query, values);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
    }
    return rows;
  }

  int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(connection, sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Runs an insert once for each thing, in one batch. */
  <T> void insertAll(
      Connection connection, String sql, List<T> things, Function<T, Object[]> values)
      throws SQLException {
    try (PreparedStatement insert = prepare(connection, sql)) {
      for (T thing : things) {
        bind(insert, values.apply(thing));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    return connection.prepareStatement(sql.replace("%", prefix));
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}

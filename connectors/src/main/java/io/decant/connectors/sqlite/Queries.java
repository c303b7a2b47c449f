package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The statements of {@code catalog.sql}, and a short way to run one. */
final class Queries {
  private static final Map<String, String> CATALOG = SqlFile.load(Queries.class, "catalog.sql");

  private Queries() {}

  /** Makes one row of a result into something. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static <T> List<T> catalog(Connection connection, String name, Row<T> each, Object... values)
      throws SQLException {
    String sql = CATALOG.get(name);
    if (sql == null) {
      throw new IllegalArgumentException("no query " + name);
    }
    return run(connection, sql, each, values);
  }

  static <T> List<T> run(Connection connection, String sql, Row<T> each, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<T> found = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(each.of(row));
        }
      }
      return found;
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    return run(connection, sql, row -> row.getLong(1)).get(0);
  }
}

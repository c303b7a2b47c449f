package io.decant.connectors.jdbc;

import io.decant.connectors.spi.RowGroup;
import io.decant.converter.schema.Carrier;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Has the database itself measure the largest group of rows that agree in some columns. */
public final class LargestGroup {
  private LargestGroup() {}

  /**
   * One pass over the table, in which each value of no fixed length is measured.
   *
   * @param filter a condition in the database's own SQL; empty for all rows
   * @param length how the database says how many bytes a column's value has
   * @return empty when there is no row
   */
  public static Optional<RowGroup> of(
      Connection connection,
      Dialect dialect,
      Table table,
      String filter,
      List<String> columns,
      long rowBytes,
      BiFunction<String, LogicalType, String> length)
      throws SQLException {
    List<String> keys = columns.stream().map(dialect::quote).toList();
    StringBuilder bytes = new StringBuilder(Long.toString(rowBytes));
    for (Column column : table.storedColumns()) {
      if (column.type().carrier() == Carrier.BYTES && !columns.contains(column.name())) {
        String each = length.apply(dialect.quote(column.name()), column.type());
        bytes.append(" + COALESCE(").append(each).append(", 0)");
      }
    }
    List<String> conditions = new ArrayList<>();
    keys.forEach(key -> conditions.add(key + " IS NOT NULL"));
    if (!filter.isBlank()) {
      conditions.add("(" + filter + "\n)");
    }
    String sql =
        "SELECT "
            + String.join(", ", keys)
            + ", COUNT(*), SUM("
            + bytes
            + ") AS decant_bytes FROM "
            + dialect.table(table.name())
            + " WHERE "
            + String.join(" AND ", conditions)
            + " GROUP BY "
            + String.join(", ", keys)
            + " ORDER BY decant_bytes DESC LIMIT 1";
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? Optional.of(group(row, columns)) : Optional.empty();
      }
    }
  }

  private static RowGroup group(ResultSet row, List<String> columns) throws SQLException {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      key.add(columns.get(i) + "=" + row.getString(i + 1));
    }
    int behind = columns.size();
    return new RowGroup(String.join(", ", key), row.getLong(behind + 1), row.getLong(behind + 2));
  }
}

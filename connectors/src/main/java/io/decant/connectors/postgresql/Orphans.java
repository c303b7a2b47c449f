package io.decant.connectors.postgresql;

import static io.decant.connectors.postgresql.PostgresCatalog.texts;

import io.decant.connectors.spi.SchemaStep;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts and samples the rows that keep a foreign key from being made. */
final class Orphans {
  private static final int SAMPLES = 5;

  private Orphans() {}

  /**
   * The key is made without its check, so that the server says which columns it joins; then it is
   * undone. Leaves the connection in auto-commit mode.
   */
  static String describe(Connection connection, SchemaStep step) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(step.statement() + PostgresSink.NOT_VALID);
      List<String> found = new ArrayList<>();
      String table = PostgresDialect.INSTANCE.table(step.table());
      List<String> queries = new ArrayList<>();
      PostgresCatalog.query(
          connection,
          "constraint-columns",
          row ->
              queries.add(
                  query(
                      table,
                      row.getString("target"),
                      texts(row, "columns"),
                      texts(row, "target_columns"))),
          table,
          step.objects().get(0).name());
      for (String query : queries) {
        PostgresCatalog.queryText(
            connection,
            query,
            row -> found.add(row.getString(1) + " (" + row.getLong(2) + " rows)"));
      }
      return "Without a row to refer to, for example: " + String.join("; ", found);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static String query(
      String table, String target, List<String> columns, List<String> targetColumns) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      pairs.add("t." + targetColumns.get(i) + " = s." + columns.get(i));
    }
    String keys = columns.stream().map(column -> "s." + column).collect(Collectors.joining(", "));
    String present =
        columns.stream()
            .map(column -> "s." + column + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    return "SELECT format('(%s)', concat_ws(', ', "
        + keys
        + ")), count(*) FROM "
        + table
        + " AS s WHERE "
        + present
        + " AND NOT EXISTS (SELECT FROM "
        + target
        + " AS t WHERE "
        + String.join(" AND ", pairs)
        + ") GROUP BY "
        + keys
        + " ORDER BY 2 DESC LIMIT "
        + SAMPLES;
  }
}

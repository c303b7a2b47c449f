package io.decant.connectors.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How often the whole server was written since it started. */
final class WriteCount {
  /** MySQL counts rows, those that a replica repeats included. */
  private static final String ROWS =
      "'Innodb_rows_inserted', 'Innodb_rows_updated', 'Innodb_rows_deleted'";

  /** MariaDB does not, since 10.6; both count statements. */
  private static final String STATEMENTS =
      "'Com_insert', 'Com_insert_select', 'Com_replace', 'Com_replace_select', 'Com_load',"
          + " 'Com_update', 'Com_update_multi', 'Com_delete', 'Com_delete_multi'";

  private WriteCount() {}

  static long of(Connection connection) throws SQLException {
    long rows = sum(connection, ROWS);
    return rows >= 0 ? rows : sum(connection, STATEMENTS);
  }

  /** -1 where the server has none of them. */
  private static long sum(Connection connection, String names) throws SQLException {
    long sum = -1;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SHOW GLOBAL STATUS WHERE Variable_name IN (" + names + ")")) {
      while (row.next()) {
        sum = Math.max(sum, 0) + row.getLong(2);
      }
    }
    return sum;
  }
}

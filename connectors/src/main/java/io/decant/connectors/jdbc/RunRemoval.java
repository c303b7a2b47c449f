package io.decant.connectors.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** Takes a run out of the ledger's tables, and these out of the database when they are empty. */
final class RunRemoval {
  private static final List<String> TABLES =
      List.of("%entry", "%split", "%step", "%origin", "%run");

  private final PrefixedSql sql;
  private final JdbcLedger.Tables tables;

  RunRemoval(PrefixedSql sql, JdbcLedger.Tables tables) {
    this.sql = sql;
    this.tables = tables;
  }

  /**
   * Within the caller's transaction, as far as the database has transactions for it.
   *
   * @return nothing is remembered any more, and the tables are gone
   */
  boolean erase(Connection connection, String run) throws SQLException {
    if (!tables.wholeLock().isEmpty()) {
      sql.update(connection, tables.wholeLock());
    }
    for (String table : TABLES) {
      sql.update(connection, "DELETE FROM " + table + " WHERE run_id = ?", run);
    }
    for (String table : List.of("%run", "%origin")) {
      if (!sql.query(connection, "SELECT run_id FROM " + table + " LIMIT 1", row -> true)
          .isEmpty()) {
        return false;
      }
    }
    for (String table : TABLES) {
      sql.update(connection, "DROP TABLE " + table);
    }
    if (tables.prefix().endsWith(".")) {
      dropSchema(connection, tables.prefix().substring(0, tables.prefix().length() - 1));
    }
    return true;
  }

  /** Who keeps something of his own in it, keeps it. */
  private void dropSchema(Connection connection, String schema) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      sql.update(connection, "DROP SCHEMA " + schema);
    } catch (SQLException used) {
      connection.rollback(before);
    }
  }
}

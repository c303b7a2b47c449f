package io.decant.connectors.mysql;

import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Shows that a foreign key holds before it is made. The server would look itself, but only while it
 * copies the whole table (MySQL manual, "Online DDL Operations": adding a foreign key in place
 * needs foreign_key_checks to be off); 1.5 million rows took it 17 s, and these queries 1 s. Where
 * they show nothing, it is the server that decides.
 *
 * @param orphans asks for a few of the rows that refer to none
 * @param fits ask, each with 1 for an answer, what the server does not ask with its checks off:
 *     that both are tables of InnoDB, that columns are of the same type and collation, and that
 *     there is the key that is referred to
 */
record ForeignKeyProof(String orphans, List<String> fits) {
  ForeignKeyProof {
    fits = List.copyOf(fits);
  }

  static ForeignKeyProof of(MySqlDialect dialect, TableName table, ForeignKey key) {
    String child = dialect.literal(table.name());
    String parent = dialect.literal(key.target().name());
    int size = key.columns().size();
    List<String> pairs = new ArrayList<>();
    List<String> places = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String to = dialect.literal(key.targetColumns().get(i));
      pairs.add("(" + dialect.literal(key.columns().get(i)) + ", " + to + ")");
      places.add("(" + (i + 1) + ", " + to + ")");
    }
    Set<String> tables = new LinkedHashSet<>(List.of(child, parent));
    return new ForeignKeyProof(
        orphans(dialect, table, key),
        List.of(
            """
            SELECT count(*) = %d FROM information_schema.tables
            WHERE table_schema = database() AND table_name IN (%s)
              AND engine = 'InnoDB' AND create_options NOT LIKE '%%partitioned%%'"""
                .formatted(tables.size(), String.join(", ", tables)),
            """
            SELECT count(*) = %d FROM information_schema.columns AS child
            JOIN information_schema.columns AS parent
              ON child.column_type = parent.column_type
              AND child.collation_name <=> parent.collation_name
            WHERE child.table_schema = database() AND child.table_name = %s
              AND parent.table_schema = database() AND parent.table_name = %s
              AND (child.column_name, parent.column_name) IN (%s)"""
                .formatted(size, child, parent, String.join(", ", pairs)),
            """
            SELECT count(*) > 0 FROM (
              SELECT index_name FROM information_schema.statistics
              WHERE table_schema = database() AND table_name = %s
              GROUP BY index_name
              HAVING count(*) = %d AND max(non_unique) = 0 AND max(sub_part) IS NULL
                AND sum((seq_in_index, column_name) IN (%s)) = count(*)) AS target"""
                .formatted(parent, size, String.join(", ", places))));
  }

  private static String orphans(MySqlDialect dialect, TableName table, ForeignKey key) {
    List<String> joined = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      String column = "child." + dialect.quote(key.columns().get(i));
      joined.add(column + " = parent." + dialect.quote(key.targetColumns().get(i)));
      shown.add(column);
      given.add(column + " IS NOT NULL");
    }
    return "SELECT DISTINCT concat_ws(', ', "
        + String.join(", ", shown)
        + ") FROM "
        + dialect.table(table)
        + " AS child WHERE "
        + String.join(" AND ", given)
        + " AND NOT EXISTS (SELECT 1 FROM "
        + dialect.table(key.target())
        + " AS parent WHERE "
        + String.join(" AND ", joined)
        + ") LIMIT 3";
  }

  /** A few of the referring values that are none of the other table's. */
  List<String> orphans(Connection connection) throws SQLException {
    return texts(connection, orphans);
  }

  /** False is no proof of the contrary. */
  boolean isGiven(Connection connection) throws SQLException {
    for (String fit : fits) {
      if (!texts(connection, fit).equals(List.of("1"))) {
        return false;
      }
    }
    return orphans(connection).isEmpty();
  }

  /** Runs a statement that need not look at foreign keys. */
  static boolean unchecked(Statement statement, String sql) throws SQLException {
    statement.execute("SET SESSION foreign_key_checks = 0");
    try {
      return statement.execute(sql);
    } finally {
      statement.execute("SET SESSION foreign_key_checks = 1");
    }
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          texts.add(row.getString(1));
        }
      }
    }
    return texts;
  }
}

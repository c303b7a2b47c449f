package io.decant.connectors.sqlite;

import static io.decant.connectors.sqlite.SqliteCatalog.folded;

import io.decant.converter.schema.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which tables' foreign keys lead to a table. */
final class References {
  private References() {}

  /**
   * @param going tables, as {@link SqliteCatalog#folded}, that do not count
   * @return for each other table, a query that has a row where one refers to the table
   */
  static Map<String, String> outside(Connection connection, TableName to, Set<String> going)
      throws SQLException {
    Map<String, String> queries = new LinkedHashMap<>();
    // A row refers with a foreign key of several columns when none of them is NULL.
    Queries.run(
        connection,
        """
        SELECT m.name, group_concat('"' || replace(f."from", '"', '""') || '" IS NOT NULL', ' AND ')
        FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f
        WHERE m.type = 'table' AND lower(f."table") = lower(?)
        GROUP BY m.name, f.id""",
        row -> queries.merge(row.getString(1), "(" + row.getString(2) + ")", References::either),
        to.name());
    queries.keySet().removeIf(name -> going.contains(folded(name)));
    queries.replaceAll(
        (name, refers) ->
            "SELECT 1 FROM "
                + SqliteDialect.INSTANCE.table(TableName.of(name))
                + " WHERE "
                + refers
                + " LIMIT 1");
    return queries;
  }

  private static String either(String one, String other) {
    return one + " OR " + other;
  }
}

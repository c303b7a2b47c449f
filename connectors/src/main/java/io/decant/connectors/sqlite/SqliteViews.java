package io.decant.connectors.sqlite;

import io.decant.connectors.sql.DescribedViews;
import io.decant.connectors.sql.ValueType;
import io.decant.connectors.sqlite.SqlTokens.Token;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.converter.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The views of a file. One that SQLite itself cannot read any more is none. */
final class SqliteViews {
  private SqliteViews() {}

  private record Entry(String name, String sql) {}

  static List<View> of(Connection connection, List<Table> tables) throws SQLException {
    List<Entry> entries =
        Queries.catalog(connection, "views", row -> new Entry(row.getString(1), row.getString(2)));
    List<View> views = new ArrayList<>();
    for (Entry entry : entries) {
      List<String> columns = columns(connection, entry.name());
      if (!columns.isEmpty()) {
        views.add(
            new View(
                TableName.of(entry.name()),
                columns,
                Expression.of(SqliteConnector.SCHEME, query(entry.sql()))));
      }
    }
    return DescribedViews.of(SqliteGrammar.INSTANCE, views, tables, SqliteViews::certain);
  }

  private static List<String> columns(Connection connection, String view) {
    try {
      return Queries.catalog(connection, "view-columns", row -> row.getString(1), view);
    } catch (SQLException broken) {
      return List.of();
    }
  }

  /** What stands behind the AS of CREATE VIEW. */
  private static String query(String sql) {
    int depth = 0;
    for (Token token : SqlTokens.of(sql)) {
      depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
      if (depth == 0 && token.is("AS")) {
        return sql.substring(token.end()).strip();
      }
    }
    return sql;
  }

  /** A column's values are all stored as its type is where its declaration was simply right. */
  private static ValueType certain(Column column) {
    boolean alike =
        column.evidence().isEmpty()
            && switch (column.type().kind()) {
              case INT, BOOLEAN, REAL, CHAR, VARCHAR, TEXT -> true;
              case DECIMAL ->
                  DeclaredType.of(column.nativeType()).affinity() == DeclaredType.Affinity.NUMERIC;
              default -> false;
            };
    return alike ? ValueType.of(column.type()) : ValueType.OTHER;
  }
}

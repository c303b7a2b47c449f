package io.decant.connectors.sqlite;

import io.decant.connectors.sql.Neutral;
import io.decant.converter.schema.Expression;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The indexes of one table. SQLite makes one of its own for a UNIQUE in the table's text: that is a
 * key here.
 *
 * @param holdPrimaryKey one of them belongs to the primary key
 */
record TableIndexes(boolean holdPrimaryKey, List<Key> uniqueKeys, List<Index> indexes) {
  TableIndexes {
    uniqueKeys = List.copyOf(uniqueKeys);
    indexes = List.copyOf(indexes);
  }

  /** A row of {@code PRAGMA index_list}. */
  private record Info(String name, boolean unique, String origin, String sql) {}

  static TableIndexes of(SQLiteConnection connection, String table, TableText text)
      throws SQLException {
    List<Info> infos =
        Queries.catalog(
            connection,
            "indexes",
            row ->
                new Info(row.getString(1), row.getBoolean(2), row.getString(3), row.getString(4)),
            table);
    boolean primaryKey = false;
    List<Key> uniqueKeys = new ArrayList<>();
    List<Index> indexes = new ArrayList<>();
    for (Info info : infos) {
      List<Index.Part> parts = parts(connection, info, text);
      switch (info.origin()) {
        case "pk" -> primaryKey = true;
        case "u" -> {
          List<String> columns = parts.stream().map(Index.Part::column).toList();
          uniqueKeys.add(Key.of(text.uniqueName(columns), columns));
        }
        default ->
            indexes.add(
                new Index(
                    info.name(),
                    parts,
                    info.unique(),
                    "btree",
                    IndexText.of(info.sql()).predicate().map(TableIndexes::own),
                    SqliteConnector.SCHEME));
      }
    }
    return new TableIndexes(primaryKey, uniqueKeys, indexes);
  }

  /**
   * A part with another collation than its column's is kept as it was written, as an expression.
   */
  private static List<Index.Part> parts(SQLiteConnection connection, Info info, TableText text)
      throws SQLException {
    List<String> texts = info.sql().isEmpty() ? List.of() : IndexText.of(info.sql()).parts();
    List<Index.Part> parts = new ArrayList<>();
    Queries.catalog(
        connection,
        "index-columns",
        row -> {
          int position = parts.size();
          boolean expression = row.getInt(1) == -2;
          String name = row.getString(2) == null ? "" : row.getString(2);
          boolean written = position < texts.size();
          boolean ownCollation =
              !expression && written && !text.collation(name).equals(collation(row.getString(4)));
          boolean descending = row.getBoolean(3);
          return parts.add(
              (expression || ownCollation) && written
                  ? Index.Part.of(
                      ownCollation && collation(row.getString(4)).equals("NOCASE")
                          ? folded(texts.get(position), name)
                          : own(texts.get(position)),
                      descending)
                  : new Index.Part(name, Optional.empty(), descending, 0));
        },
        info.name());
    return parts;
  }

  private static Expression own(String sql) {
    return Expression.of(SqliteConnector.SCHEME, sql);
  }

  /** A column that an index compares without the case of ASCII letters. */
  private static Expression folded(String sql, String column) {
    String lower = "ASCII_LOWER(" + Neutral.INSTANCE.quote(column) + ")";
    return new Expression(SqliteConnector.SCHEME, sql, Optional.of(lower));
  }

  private static String collation(@Nullable String name) {
    return name == null || name.equalsIgnoreCase("BINARY") ? "" : name.toUpperCase(Locale.ROOT);
  }
}

package io.decant.connectors.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/**
 * JSON as SQLite stores it: as text, or since 3.45 in a binary form of its own, JSONB, that no
 * other database reads (SQLite documentation, "The SQLite JSONB Format").
 */
final class SqliteJson {
  /** The flag of json_valid() that asks for JSONB, checked to its last byte. */
  private static final int STRICT_JSONB = 8;

  /**
   * A query: the text of the JSONB given, as bytes, for a text could hide bytes that are no UTF-8;
   * no row for a blob that is none.
   */
  static final String TEXT_OF_JSONB =
      "SELECT CAST(json(?1) AS BLOB) WHERE json_valid(?1, %d)".formatted(STRICT_JSONB);

  private SqliteJson() {}

  /**
   * An expression: a text or blob is JSON, in the form that belongs to its storage class. Of a text
   * json_valid() sees no more than what stands before a NUL, which no JSON holds (RFC 8259, 7 and
   * 2).
   */
  private static String isValid(String column) {
    return "CASE WHEN %1$s < x'' THEN json_valid(%1$s) AND instr(%1$s, char(0)) = 0 ELSE json_valid(%1$s, %2$d) END"
        .formatted(column, STRICT_JSONB);
  }

  /** All texts and blobs of a column are JSON. The first that is none ends the search. */
  static boolean isAllJson(SQLiteConnection connection, String table, String column)
      throws SQLException {
    String quoted = quoted(table, column);
    String other =
        "SELECT count(*) FROM (SELECT 1 FROM %s WHERE typeof(%s) IN ('text', 'blob') AND NOT %s LIMIT 1)";
    return Queries.number(
            connection,
            other.formatted(SqliteDialect.INSTANCE.quote(table), quoted, isValid(quoted)))
        == 0;
  }

  /**
   * All blobs of a column are objects and arrays in JSONB. Shorter ones than four bytes are not
   * asked: they could as well be something else. The first that is none ends the search.
   */
  static boolean isAllDocuments(SQLiteConnection connection, String table, String column)
      throws SQLException {
    String quoted = quoted(table, column);
    String other =
        "SELECT count(*) FROM (SELECT 1 FROM %1$s WHERE %2$s IS NOT NULL AND NOT iif(octet_length(%2$s) > 3"
            + " AND json_valid(%2$s, %3$d), json_type(%2$s) IN ('object', 'array'), 0) LIMIT 1)";
    return Queries.number(
            connection, other.formatted(SqliteDialect.INSTANCE.quote(table), quoted, STRICT_JSONB))
        == 0;
  }

  private static String quoted(String table, String column) {
    return SqliteDialect.INSTANCE.quote(table) + "." + SqliteDialect.INSTANCE.quote(column);
  }
}

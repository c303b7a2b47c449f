package io.decant.connectors.sqlite;

import io.decant.connectors.jdbc.ChosenKeys;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;

/**
 * Keys in SQLite's literals. Only of types that are stored in one form: a date may be a text or a
 * number here.
 */
final class SqliteKeys {
  /** A row value is IN a query alone (SQLite documentation, "Row Values"). */
  static final ChosenKeys KEYS =
      new ChosenKeys(SqliteDialect.INSTANCE, "VALUES ", SqliteKeys::isSayable, SqliteKeys::literal);

  private SqliteKeys() {}

  private static boolean isSayable(Column column) {
    LogicalType.Kind kind = column.type().kind();
    return switch (kind) {
      case INT, CHAR, VARCHAR, TEXT, BYTES, ENUM -> true;
      case DECIMAL,
          REAL,
          BOOLEAN,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          INTERVAL,
          UUID,
          JSON,
          SET,
          BITS,
          ARRAY,
          GEOMETRY,
          NETWORK,
          OPAQUE,
          VARIANT ->
          false;
    };
  }

  private static String literal(Column column, String text) {
    return switch (column.type().kind()) {
      case INT -> ChosenKeys.whole(text);
      case BYTES -> "x'" + ChosenKeys.hex(text) + "'";
      default -> SqliteDialect.INSTANCE.literal(text);
    };
  }
}

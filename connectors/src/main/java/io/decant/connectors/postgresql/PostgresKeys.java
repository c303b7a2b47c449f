package io.decant.connectors.postgresql;

import io.decant.connectors.jdbc.ChosenKeys;
import io.decant.converter.schema.Column;

/**
 * Keys in PostgreSQL's literals. One in quotes takes the type of the column it is compared with
 * (PostgreSQL manual, "Constants", and "Operator Type Resolution").
 */
final class PostgresKeys {
  static final ChosenKeys KEYS =
      new ChosenKeys(PostgresDialect.INSTANCE, "", PostgresKeys::isSayable, PostgresKeys::literal);

  private PostgresKeys() {}

  private static boolean isSayable(Column column) {
    return switch (column.type().kind()) {
      case INT,
          DECIMAL,
          REAL,
          BOOLEAN,
          CHAR,
          VARCHAR,
          TEXT,
          BYTES,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_TZ,
          UUID,
          ENUM,
          NETWORK ->
          true;
      case INTERVAL, JSON, SET, BITS, ARRAY, GEOMETRY, OPAQUE, VARIANT -> false;
    };
  }

  private static String literal(Column column, String text) {
    return switch (column.type().kind()) {
      case INT -> ChosenKeys.whole(text);
      case BYTES -> "'\\x" + ChosenKeys.hex(text) + "'";
      default -> PostgresDialect.INSTANCE.literal(text);
    };
  }
}

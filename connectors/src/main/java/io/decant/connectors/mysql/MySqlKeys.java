package io.decant.connectors.mysql;

import io.decant.connectors.jdbc.ChosenKeys;
import io.decant.converter.schema.Column;
import java.math.BigDecimal;

/**
 * Keys in MySQL's literals. Numbers must be numbers: a column of whole numbers is compared with a
 * text by way of doubles (MySQL manual, "Type Conversion in Expression Evaluation").
 */
final class MySqlKeys {
  private MySqlKeys() {}

  static ChosenKeys of(MySqlDialect dialect) {
    return new ChosenKeys(dialect, "", MySqlKeys::isSayable, MySqlKeys::literal);
  }

  private static boolean isSayable(Column column) {
    return switch (column.type().kind()) {
      case INT, DECIMAL, BOOLEAN, CHAR, VARCHAR, TEXT, BYTES, DATE, TIMESTAMP, UUID, ENUM -> true;
      // Of a TIMESTAMP the session's zone would have a say, and a float equals no literal.
      case TIMESTAMP_TZ,
          REAL,
          TIME,
          INTERVAL,
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
      case INT, BOOLEAN -> ChosenKeys.whole(text);
      case DECIMAL -> new BigDecimal(text).toPlainString();
      case BYTES -> "x'" + ChosenKeys.hex(text) + "'";
      default -> Escapes.quote(text);
    };
  }
}

package io.decant.connectors.mysql;

import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Generated;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Bytes;
import io.decant.converter.schema.LogicalType.Char;
import io.decant.converter.schema.LogicalType.Decimal;
import io.decant.converter.schema.LogicalType.Varchar;
import io.decant.converter.schema.TableName;
import java.util.List;
import java.util.Optional;

/**
 * What InnoDB must find room for on a page of 16 KB, of which a row may take half, wherever its
 * long values lie. The server refuses a wider table when it is made; here that shows in the plan.
 *
 * <p>Source: dict_index_too_big_for_tree in MySQL 8.0, where a long value leaves up to 40 bytes and
 * a byte for its length on the page; MariaDB counts a pointer of 20 bytes, but for values of which
 * 255 bytes are the most, which it does not move.
 */
final class RowSize {
  private static final int LIMIT = 8126;
  private static final int HEADER = 5;

  /** Transaction, undo pointer, and in place of a primary key a hidden number. */
  private static final int SYSTEM_COLUMNS = 13;

  private static final int HIDDEN_KEY = 6;
  private static final int ON_PAGE = 40;
  private static final int POINTER = 20;

  /** From this length on MariaDB moves values off the page. */
  private static final int MOVED = 256;

  /** Any length that is not on the page. */
  private static final int MAX_ON_PAGE = 768;

  private RowSize() {}

  /**
   * @throws UnsupportedSchema the server would refuse the table
   */
  static void require(
      TableName table, List<Column> columns, Optional<Key> primaryKey, ServerTraits traits) {
    if (!fits(columns, primaryKey, traits)) {
      throw new UnsupportedSchema(
          table.toString(),
          List.of(
              table
                  + ": ROW_SIZE, its "
                  + columns.size()
                  + " columns need "
                  + bytes(columns, primaryKey, traits)
                  + " bytes of a row's "
                  + LIMIT
                  + " even with all long values elsewhere"),
          "Leave columns out, or divide the table.");
    }
  }

  static boolean fits(List<Column> columns, Optional<Key> primaryKey, ServerTraits traits) {
    return bytes(columns, primaryKey, traits) < LIMIT;
  }

  private static long bytes(List<Column> columns, Optional<Key> primaryKey, ServerTraits traits) {
    long nullable = columns.stream().filter(Column::nullable).count();
    long bytes = HEADER + SYSTEM_COLUMNS + (nullable + 7) / 8;
    bytes += primaryKey.isEmpty() ? HIDDEN_KEY : 0;
    for (Column column : columns) {
      boolean stored = column.generated().map(Generated::stored).orElse(true);
      boolean keyed = primaryKey.filter(key -> key.columns().contains(column.name())).isPresent();
      bytes += stored ? onPage(column.type(), keyed, traits) : 0;
    }
    return bytes;
  }

  /** Of a value whose bytes lie elsewhere. */
  static int textBytes(ServerTraits traits) {
    return varying(MAX_ON_PAGE, false, traits);
  }

  /**
   * @param keyed a part of the primary key, which is on the page as a whole
   */
  static int onPage(LogicalType type, boolean keyed, ServerTraits traits) {
    return switch (type.kind()) {
      case INT -> ((LogicalType.Int) type).bits() / 8;
      case BOOLEAN -> 1;
      case REAL -> ((LogicalType.Real) type).bits() / 8;
      case DECIMAL -> decimal((Decimal) type);
      case DATE -> 3;
      case TIME -> 3 + (((LogicalType.Time) type).precision() + 1) / 2;
      case TIMESTAMP -> 5 + (((LogicalType.Timestamp) type).precision() + 1) / 2;
      case TIMESTAMP_TZ -> 4 + (((LogicalType.TimestampTz) type).precision() + 1) / 2;
      case ENUM -> ((LogicalType.Enumerated) type).labels().size() < 256 ? 1 : 2;
      case SET, BITS -> 8;
      case UUID, NETWORK -> 16;
      case CHAR -> {
        Char text = (Char) type;
        yield varying(text.length() * ColumnFit.characterBytes(text.collation()), keyed, traits);
      }
      case VARCHAR -> {
        Varchar text = (Varchar) type;
        yield varying(text.length() * ColumnFit.characterBytes(text.collation()), keyed, traits);
      }
      case BYTES -> {
        Bytes bytes = (Bytes) type;
        int length = (int) Math.min(MySqlTypes.SMALL, bytes.length());
        yield bytes.fixed() ? length : varying(length == 0 ? MAX_ON_PAGE : length, keyed, traits);
      }
      case TEXT, JSON, INTERVAL, ARRAY, GEOMETRY, OPAQUE, VARIANT ->
          varying(MAX_ON_PAGE, keyed, traits);
    };
  }

  private static int varying(int bytes, boolean keyed, ServerTraits traits) {
    int whole = bytes + (bytes < MOVED ? 1 : 2);
    if (keyed) {
      return whole;
    }
    return traits.mariaDb() ? bytes < MOVED ? whole : POINTER + 1 : Math.min(whole, ON_PAGE + 1);
  }

  private static int decimal(Decimal type) {
    int[] rest = {0, 1, 1, 2, 2, 3, 3, 4, 4};
    int whole = type.precision() - type.scale();
    return whole / 9 * 4 + rest[whole % 9] + type.scale() / 9 * 4 + rest[type.scale() % 9];
  }
}

package io.decant.connectors.mysql;

import io.decant.converter.DecantException.UnsupportedSchema;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Index.Part;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the keys of a table ask of its columns, in InnoDB: MySQL manual, "InnoDB Limits". */
final class KeyColumns {
  static final int MAX_KEY_BYTES = 3072;
  static final int MAX_PARTS = 16;

  private final Table table;

  KeyColumns(Table table) {
    this.table = table;
  }

  boolean isPrimary(String column) {
    return table.primaryKey().stream().anyMatch(key -> key.columns().contains(column));
  }

  boolean leadsAKey(String column) {
    return keys().anyMatch(columns -> columns.get(0).equals(column))
        || table.indexes().stream()
            .anyMatch(index -> isWhole(index) && index.parts().get(0).column().equals(column));
  }

  /** No key or index speaks of the column, nor does a reference. */
  boolean isFree(String column) {
    return keys().noneMatch(columns -> columns.contains(column))
        && table.foreignKeys().stream().noneMatch(key -> key.columns().contains(column))
        && table.indexes().stream()
            .flatMap(index -> index.parts().stream())
            .noneMatch(part -> part.column().equals(column));
  }

  /** How many bytes a column may take so that every key that it stands in fits. */
  int roomFor(Column column) {
    int room = ColumnFit.UNLIMITED;
    for (List<String> columns : keys().toList()) {
      if (columns.contains(column.name())) {
        room = Math.min(room, roomIn(columns, column));
      }
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().contains(column.name()) && isLong(column.type())) {
        room = Math.min(room, roomIn(key.columns(), column));
      }
    }
    return room;
  }

  /**
   * An equal part of what the short columns leave over, unless the longest values now need it to be
   * divided otherwise.
   */
  private int roomIn(List<String> columns, Column column) {
    int taken = 0;
    List<String> sharing = new ArrayList<>();
    for (String name : columns) {
      LogicalType type = table.column(name).type();
      boolean fits = !isLong(type) && bytes(type) * columns.size() <= MAX_KEY_BYTES;
      taken += fits ? bytes(type) : 0;
      if (!fits) {
        sharing.add(name);
      } else if (name.equals(column.name())) {
        return ColumnFit.UNLIMITED;
      }
    }
    int room = MAX_KEY_BYTES - taken;
    int equal = room / Math.max(1, sharing.size());
    if (sharing.stream().allMatch(name -> needed(name) <= equal)) {
      return equal;
    }
    long needed = sharing.stream().mapToLong(this::needed).sum();
    if (needed > room) {
      throw tooLong(columns, needed);
    }
    return (int) (needed(column.name()) + (room - needed) / sharing.size());
  }

  /** Bytes of the longest value now, at most; 0 where nobody knows. */
  private long needed(String column) {
    return 4L * table.statistics().longestTexts().getOrDefault(column, 0);
  }

  private UnsupportedSchema tooLong(List<String> columns, long bytes) {
    return new UnsupportedSchema(
        table.name().toString(),
        List.of(
            table.name()
                + ": KEY_LENGTH, the key of "
                + String.join(", ", columns)
                + " holds texts that need "
                + bytes
                + " bytes; a key here takes "
                + MAX_KEY_BYTES),
        "Leave the table out, or shorten the texts or the key.");
  }

  /** All sets of columns that must be unique, the primary key first. */
  private Stream<List<String>> keys() {
    return Stream.of(
            table.primaryKey().stream().map(Key::columns),
            table.uniqueKeys().stream().map(Key::columns),
            table.indexes().stream()
                .filter(index -> index.unique() && isWhole(index) && index.predicate().isEmpty())
                .map(index -> index.parts().stream().map(Part::column).toList()))
        .flatMap(list -> list);
  }

  private static boolean isWhole(Index index) {
    return index.parts().stream().noneMatch(part -> part.isExpression() || part.prefixLength() > 0);
  }

  private static boolean isLong(LogicalType type) {
    return switch (type.kind()) {
      case TEXT, VARIANT, OPAQUE -> true;
      case BYTES -> ((LogicalType.Bytes) type).length() == 0;
      case VARCHAR -> ((LogicalType.Varchar) type).length() == 0;
      default -> false;
    };
  }

  /** What a value takes in a key, at most. */
  private static int bytes(LogicalType type) {
    return switch (type.kind()) {
      case VARCHAR -> bytes(((LogicalType.Varchar) type).length());
      case CHAR -> bytes(((LogicalType.Char) type).length());
      case BYTES ->
          (int) Math.min(Integer.MAX_VALUE / MAX_PARTS, ((LogicalType.Bytes) type).length());
      case UUID -> 36;
      case DECIMAL -> 30;
      case INTERVAL, NETWORK -> 64;
      default -> 8;
    };
  }

  private static int bytes(int characters) {
    return Math.min(characters, Integer.MAX_VALUE / 4 / MAX_PARTS) * 4;
  }
}

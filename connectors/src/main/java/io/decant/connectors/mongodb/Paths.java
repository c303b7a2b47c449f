package io.decant.connectors.mongodb;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where in its document each column of an accepted table stands. The place follows the BSON type in
 * the column's native type: {@code int64 _id}, {@code string address.city}.
 */
final class Paths {
  static final String ID = "_id";

  private Paths() {}

  /** The place of a column of an accepted or described table, as written there. */
  static String of(Column column) {
    int space = column.nativeType().indexOf(' ');
    return space < 0 ? column.name() : column.nativeType().substring(space + 1);
  }

  /** The BSON type of a column of an accepted or described table. */
  static String word(Column column) {
    int space = column.nativeType().indexOf(' ');
    return space < 0 ? column.nativeType() : column.nativeType().substring(0, space);
  }

  static boolean isInId(String path) {
    return path.equals(ID) || path.startsWith(ID + ".");
  }

  /**
   * Places for the columns of a table of rows: the key is the {@code _id}, by itself or as a
   * document of its columns; every other column is a field. Names that MongoDB's own tools take for
   * paths or operators are spelt otherwise.
   */
  static Map<String, String> ofRows(Table table) {
    List<String> key = table.primaryKey().map(by -> by.columns()).orElse(List.of());
    Map<String, String> paths = new HashMap<>();
    Set<String> taken = new HashSet<>(Set.of(ID));
    Set<String> inKey = new HashSet<>();
    for (Column column : table.columns()) {
      if (key.equals(List.of(column.name()))) {
        paths.put(column.name(), ID);
      } else if (key.contains(column.name())) {
        paths.put(column.name(), ID + "." + free(column.name(), inKey));
      } else {
        paths.put(column.name(), free(column.name(), taken));
      }
    }
    return paths;
  }

  /** A name of a field that no other column has. */
  static String free(String column, Set<String> taken) {
    String field = column.replaceAll("[.\\\\\\[]", "_").replaceFirst("^\\$", "_");
    String name = field.isEmpty() ? "_" : field;
    for (int number = 2; !taken.add(name); number++) {
      name = field + "_" + number;
    }
    return name;
  }
}

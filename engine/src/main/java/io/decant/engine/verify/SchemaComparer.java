package io.decant.engine.verify;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares a table as it should be in the target with what is there: by what things are and which
 * columns they have, not by their names, which a database may choose. More than expected is fine.
 */
final class SchemaComparer {
  private final Table expected;
  private final Table found;
  private final List<String> missing = new ArrayList<>();

  private SchemaComparer(Table expected, Table found) {
    this.expected = expected;
    this.found = found;
  }

  /** What is missing, in words. */
  static List<String> compare(Table expected, Table found) {
    SchemaComparer comparer = new SchemaComparer(expected, found);
    comparer.columns();
    comparer.keys();
    comparer.indexes();
    comparer.foreignKeys();
    return comparer.missing;
  }

  private void columns() {
    for (Column column : expected.columns()) {
      Optional<Column> there =
          found.columns().stream()
              .filter(c -> c.name().equalsIgnoreCase(column.name()))
              .findFirst();
      if (there.isEmpty()) {
        missing.add("column " + expected.name() + "." + column.name() + " is missing");
      } else if (there.get().nullable() && !column.nullable() && column.generated().isEmpty()) {
        missing.add("NOT NULL of column " + expected.name() + "." + column.name() + " is missing");
      }
    }
  }

  private void keys() {
    expected
        .primaryKey()
        .filter(key -> found.primaryKey().filter(k -> same(k.columns(), key.columns())).isEmpty())
        .ifPresent(key -> report("primary key", key.columns()));
    for (Key key : expected.uniqueKeys()) {
      if (!isUnique(key.columns())) {
        report("unique key", key.columns());
      }
    }
  }

  /** As a constraint, as an index or as the primary key: each keeps the columns unique. */
  private boolean isUnique(List<String> columns) {
    return found.uniqueKeys().stream().anyMatch(key -> same(key.columns(), columns))
        || found.primaryKey().filter(key -> same(key.columns(), columns)).isPresent()
        || found.indexes().stream().anyMatch(i -> i.unique() && same(columns(i), columns));
  }

  private void indexes() {
    for (Index index : expected.indexes()) {
      List<String> columns = columns(index);
      boolean there =
          index.unique()
              ? isUnique(columns)
              : found.indexes().stream().anyMatch(other -> same(columns(other), columns))
                  || found.uniqueKeys().stream().anyMatch(key -> same(key.columns(), columns));
      // An expression comes back in the database's own spelling, so only plain columns compare.
      if (!there && index.parts().stream().noneMatch(Index.Part::isExpression)) {
        report("index", columns);
      }
    }
  }

  private void foreignKeys() {
    for (ForeignKey key : expected.foreignKeys()) {
      boolean there =
          found.foreignKeys().stream()
              .anyMatch(
                  other ->
                      same(other.columns(), key.columns())
                          && other.target().name().equalsIgnoreCase(key.target().name()));
      if (!there) {
        report("foreign key to " + key.target(), key.columns());
      }
    }
  }

  private void report(String what, List<String> columns) {
    missing.add(
        what + " (" + String.join(", ", columns) + ") of " + expected.name() + " is missing");
  }

  private static List<String> columns(Index index) {
    return index.parts().stream().map(Index.Part::toString).toList();
  }

  private static boolean same(List<String> one, List<String> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).equalsIgnoreCase(other.get(i))) {
        return false;
      }
    }
    return true;
  }
}

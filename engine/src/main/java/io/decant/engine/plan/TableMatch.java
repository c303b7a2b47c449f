package io.decant.engine.plan;

import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table and the one that is there for it.
 *
 * @param wanted the table as we would have made it
 * @param existing as it is
 * @param read columns that both have, as they are read
 * @param written the same, as the target has them
 */
record TableMatch(Table wanted, Table existing, List<Column> read, List<Column> written) {

  /**
   * @param chosen the table with the types that were asked for
   * @param wanted the same as the target would hold it
   */
  static TableMatch of(Table table, Table chosen, Table wanted, Table existing) {
    List<Column> read = new ArrayList<>();
    List<Column> written = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      Column made = wanted.columns().get(i);
      Optional<Column> held = find(existing, made.name());
      if (held.isPresent() && held.get().generated().isEmpty()) {
        Column into = numberedOn(alike(held.get(), made), column);
        boolean asWanted = into.type().equals(made.type());
        Column from = asWanted ? Planner.asStored(column, chosen.columns().get(i), into) : column;
        read.add(from.withGenerated(Optional.empty()));
        written.add(into);
      }
    }
    return new TableMatch(wanted, existing, read, written);
  }

  /** Why the one that is there cannot be filled, for people; empty when it can. */
  List<String> missing(TableName name) {
    List<String> missing = new ArrayList<>();
    for (Column column : wanted.columns()) {
      if (find(existing, column.name()).isEmpty()) {
        missing.add(name + " is there, but has no column " + column.name());
      }
    }
    for (Column column : existing.columns()) {
      boolean fed = written.stream().anyMatch(into -> into.name().equals(column.name()));
      if (!fed && !column.nullable() && needsValue(column)) {
        missing.add(
            name + "." + column.name() + " takes no NULL, and the source has no such column");
      }
    }
    return missing;
  }

  /** A column that is as we would have made it holds the values that we would have written. */
  private static Column alike(Column existing, Column wanted) {
    return existing.nativeType().equalsIgnoreCase(wanted.nativeType())
        ? existing.withType(wanted.type())
        : existing;
  }

  private static boolean needsValue(Column column) {
    return column.defaultValue().isEmpty()
        && column.identity().isEmpty()
        && column.generated().isEmpty();
  }

  private static Optional<Column> find(Table table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .or(
            () ->
                table.columns().stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst());
  }

  /** The counter goes on after the larger of both. */
  private static Column numberedOn(Column existing, Column from) {
    if (existing.identity().isEmpty() || from.identity().isEmpty()) {
      return existing;
    }
    var own = existing.identity().get();
    var other = from.identity().get();
    return own.increment() < 0 || own.next() >= other.next()
        ? existing
        : existing.withIdentity(Optional.of(other));
  }
}

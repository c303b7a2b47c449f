package io.decant.engine.discover;

import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.DefaultValue.CurrentTimestamp;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.LogicalType.Text;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Gives a table that goes back to its engine what it had there and could not have here. What was
 * changed here since, stays changed: only what a run could not bring along comes back, and only a
 * column that still has the type which the run gave it gets its old one.
 */
public final class Homecoming {
  private final Table found;
  private final Table before;
  private final Table made;

  private Homecoming(Table found, Origin origin) {
    this.found = found;
    this.before = origin.before();
    this.made = origin.made();
  }

  /** The table found, with the objects that stayed behind when it came here. */
  static Table of(Table found, Origin origin) {
    return new Homecoming(found, origin).table();
  }

  /** What a column was where it came from; empty when it is no longer what a run made of it. */
  public static Optional<LogicalType> typeBefore(Column column, Origin origin) {
    return new Homecoming(origin.made(), origin).before(column).map(Column::type);
  }

  /** As {@link #typeBefore}, in that engine's own words. */
  public static String nativeTypeBefore(Column column, Origin origin) {
    return new Homecoming(origin.made(), origin)
        .before(column)
        .map(Column::nativeType)
        .orElse(column.nativeType());
  }

  private Table table() {
    Table table = found.withColumns(found.columns().stream().map(this::column).toList());
    return table
        .withIndexes(
            with(
                table.indexes().stream().map(this::index).toList(),
                before.indexes(),
                made.indexes(),
                Index::name,
                this::isWhole))
        .withUniqueKeys(
            with(
                table.uniqueKeys(),
                before.uniqueKeys(),
                made.uniqueKeys(),
                Key::name,
                key -> hasColumns(key.columns())))
        .withChecks(with(table.checks(), before.checks(), made.checks(), Check::name, c -> true))
        .withComment(
            found.comment().isEmpty() && made.comment().isEmpty()
                ? before.comment()
                : found.comment())
        .withOptions(before.options());
  }

  private Column column(Column column) {
    Optional<Column> was = before(column);
    Optional<Column> became = madeAs(column);
    if (was.isEmpty() || became.isEmpty()) {
      return column;
    }
    Column lost = was.get();
    Column restored = column;
    if (column.defaultValue().equals(became.get().defaultValue())
        || (isNow(column) && isNow(lost))) {
      restored = restored.withDefaultValue(lost.defaultValue());
    }
    if (column.comment().isEmpty() && became.get().comment().isEmpty()) {
      restored = restored.withComment(lost.comment());
    }
    return restored.withOnUpdateNow(column.onUpdateNow() || lost.onUpdateNow());
  }

  /** Only the number of digits may be another here. */
  private static boolean isNow(Column column) {
    return column.defaultValue().filter(value -> value instanceof CurrentTimestamp).isPresent();
  }

  /** An index that is still as it was made is again as it was before. */
  private Index index(Index index) {
    boolean untouched =
        made.indexes().stream()
            .anyMatch(each -> each.name().equals(index.name()) && isAlike(each, index));
    return untouched
        ? before.indexes().stream()
            .filter(each -> became(each.name(), index.name()) && isWhole(each))
            .findFirst()
            .orElse(index)
        : index;
  }

  /** Where names are unique in more than a table, a sink puts the table's name before them. */
  private boolean became(String name, String nameHere) {
    return nameHere.equals(name)
        || (nameHere.startsWith(made.name().name()) && nameHere.endsWith(name));
  }

  private static boolean isAlike(Index one, Index other) {
    return one.unique() == other.unique() && columns(one).equals(columns(other));
  }

  private static List<String> columns(Index index) {
    return index.parts().stream().map(Index.Part::column).toList();
  }

  private Optional<Column> madeAs(Column column) {
    return made.columns().stream()
        .filter(each -> each.name().equals(column.name()))
        .filter(each -> isAlike(each, column))
        .findFirst();
  }

  /** A database may spell a type otherwise than it was told. */
  private static boolean isAlike(Column one, Column other) {
    return one.nativeType().equalsIgnoreCase(other.nativeType())
        || one.type().toString().equals(other.type().toString())
        || (one.type() instanceof Text && other.type() instanceof Text);
  }

  private Optional<Column> before(Column column) {
    return madeAs(column).map(each -> before.columns().get(made.columns().indexOf(each)));
  }

  /** Those that are there, and those that were before and were not made here. */
  private <T> List<T> with(
      List<T> there,
      List<T> before,
      List<T> made,
      Function<T, String> name,
      Predicate<T> possible) {
    List<String> known = Stream.concat(made.stream(), there.stream()).map(name).toList();
    List<T> all = new ArrayList<>(there);
    before.stream()
        .filter(object -> known.stream().noneMatch(each -> became(name.apply(object), each)))
        .filter(possible)
        .forEach(all::add);
    return all;
  }

  private boolean isWhole(Index index) {
    return hasColumns(
        index.parts().stream()
            .filter(part -> !part.isExpression())
            .map(Index.Part::column)
            .toList());
  }

  private boolean hasColumns(List<String> names) {
    return found.columns().stream().map(Column::name).toList().containsAll(names);
  }
}

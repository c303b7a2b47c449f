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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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
    Counterparts counterparts = new Counterparts(before, made, this::nameHere);
    Map<Index, Index> indexes = counterparts.indexes();
    Map<Key, Key> keys = counterparts.uniqueKeys();
    return found
        .withColumns(found.columns().stream().map(this::column).toList())
        .withIndexes(
            with(
                found.indexes().stream().map(index -> restored(index, indexes)).toList(),
                before.indexes().stream().filter(this::isWhole).toList(),
                indexes.values(),
                Index::name))
        .withUniqueKeys(
            with(
                found.uniqueKeys().stream().map(key -> restored(key, keys)).toList(),
                before.uniqueKeys().stream().filter(key -> hasColumns(key.columns())).toList(),
                keys.values(),
                Key::name))
        .withChecks(
            with(
                found.checks(),
                hasColumns(names(before)) ? before.checks() : List.of(),
                before.checks().stream().filter(this::isMade).toList(),
                Check::name))
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
    // What an expression means elsewhere is known only once it is read.
    boolean sameDefault =
        column.defaultValue().toString().equals(became.get().defaultValue().toString());
    if (sameDefault || (isNow(column) && isNow(lost))) {
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
  private Index restored(Index index, Map<Index, Index> pairs) {
    return made.indexes().stream()
        .filter(each -> each.name().equals(index.name()) && isAlike(each, index))
        .flatMap(each -> Optional.ofNullable(pairs.get(each)).stream())
        .filter(this::isWhole)
        .findFirst()
        .orElse(index);
  }

  private Key restored(Key key, Map<Key, Key> pairs) {
    return made.uniqueKeys().stream()
        .filter(each -> each.name().equals(key.name()) && each.columns().equals(key.columns()))
        .flatMap(each -> Optional.ofNullable(pairs.get(each)).stream())
        .filter(each -> hasColumns(each.columns()))
        .findFirst()
        .orElse(key);
  }

  /** Which of those without a name was brought along cannot be told: then none is missing. */
  private boolean isMade(Check check) {
    return check.name().isEmpty()
        ? !made.checks().isEmpty()
        : made.checks().stream().anyMatch(each -> each.name().equals(check.name()));
  }

  private String nameHere(String column) {
    return made.columns().get(names(before).indexOf(column)).name();
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

  /** Those that are there, and those that could have been brought along and were not. */
  private static <T> List<T> with(
      List<T> there, List<T> before, Collection<T> brought, Function<T, String> name) {
    List<T> all = new ArrayList<>(there);
    for (T each : before) {
      boolean known = there.stream().map(name).anyMatch(name.apply(each)::equals);
      if (!known && !brought.contains(each)) {
        all.add(each);
      }
    }
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
    return names(found).containsAll(names);
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }
}

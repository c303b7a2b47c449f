package io.decant.engine.plan;

import io.decant.converter.schema.Check;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Index;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import io.decant.engine.discover.Counterparts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the parts of a table are called in the target. A sink gives names of its own where it must,
 * so what a part covers tells which it is; two that cover the same keep their order.
 */
final class TargetNames {
  private final Table source;
  private final Table target;
  private final Map<String, String> columns = new HashMap<>();
  private final Map<Index, Index> indexes;

  TargetNames(TablePlan plan) {
    this.source = plan.source();
    this.target = plan.target();
    boolean alike = !plan.existing() && source.columns().size() == target.columns().size();
    for (int i = 0; i < source.columns().size(); i++) {
      Column column = source.columns().get(i);
      columns.put(column.name(), alike ? target.columns().get(i).name() : column.name());
    }
    this.indexes =
        new Counterparts(source, target, name -> columns.getOrDefault(name, name)).indexes();
  }

  /** The columns under their names in the target. */
  List<String> columns(List<String> names) {
    return names.stream().map(name -> columns.getOrDefault(name, name)).toList();
  }

  /** Empty where the target has no such key, or calls it nothing. */
  Optional<String> of(Key key) {
    return matching(keys(source), keys(target), key, Key::columns).map(Key::name).filter(NAMED);
  }

  Optional<String> of(ForeignKey key) {
    return matching(source.foreignKeys(), target.foreignKeys(), key, ForeignKey::columns)
        .map(ForeignKey::name)
        .filter(NAMED);
  }

  /** Its own name where the target has it; else that of the index that it became. */
  Optional<String> of(Index index) {
    if (target.indexes().stream().anyMatch(each -> each.name().equals(index.name()))) {
      return Optional.of(index.name());
    }
    return indexes.entrySet().stream()
        .filter(became -> became.getValue().equals(index))
        .map(became -> became.getKey().name())
        .filter(NAMED)
        .findFirst();
  }

  /** By its place where the target has them all. */
  Optional<String> of(Check check) {
    return source.checks().size() == target.checks().size()
        ? Optional.of(target.checks().get(source.checks().indexOf(check)).name()).filter(NAMED)
        : Optional.empty();
  }

  private static final Predicate<String> NAMED = name -> !name.isEmpty();

  private static List<Key> keys(Table table) {
    return Stream.concat(table.primaryKey().stream(), table.uniqueKeys().stream()).toList();
  }

  private <T> Optional<T> matching(
      List<T> before, List<T> after, T wanted, Function<T, List<String>> covered) {
    Set<String> own = new HashSet<>(columns(covered.apply(wanted)));
    List<T> alike =
        before.stream()
            .filter(each -> new HashSet<>(columns(covered.apply(each))).equals(own))
            .toList();
    return after.stream()
        .filter(each -> new HashSet<>(covered.apply(each)).equals(own))
        .skip(alike.indexOf(wanted))
        .findFirst();
  }
}

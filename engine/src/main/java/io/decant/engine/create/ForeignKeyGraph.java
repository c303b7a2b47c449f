package io.decant.engine.create;

import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the foreign keys of tables lead to, and in which order the tables can be filled and
 * emptied. Immutable.
 */
public final class ForeignKeyGraph {
  /** For each table itself, those that its foreign keys lead to, and so on from these. */
  private final Map<TableName, Set<TableName>> reached = new LinkedHashMap<>();

  private final Set<TableName> referringToThemselves = new HashSet<>();

  /**
   * @param tables described by one database, under the names by which the caller knows them
   */
  public ForeignKeyGraph(Map<TableName, Table> tables) {
    Map<TableName, TableName> known = new HashMap<>();
    tables.forEach((name, table) -> known.put(table.name(), name));
    for (TableName start : tables.keySet()) {
      Set<TableName> found = new LinkedHashSet<>();
      Deque<TableName> open = new ArrayDeque<>(List.of(start));
      while (!open.isEmpty()) {
        TableName name = open.remove();
        Table table = tables.get(name);
        if (table != null && found.add(name)) {
          table.foreignKeys().stream()
              .map(ForeignKey::target)
              .filter(known::containsKey)
              .map(target -> known.getOrDefault(target, target))
              .forEach(open::add);
        }
      }
      reached.put(start, found);
    }
    tables.forEach(
        (name, table) -> {
          if (table.foreignKeys().stream().anyMatch(key -> key.target().equals(table.name()))) {
            referringToThemselves.add(name);
          }
        });
  }

  /** A table comes before those that its foreign keys lead to; those of a circle come together. */
  public List<List<TableName>> childrenFirst() {
    // Whoever refers to a table reaches more than that does, or the same where they are a circle.
    Map<Set<TableName>, List<TableName>> circles =
        reached.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    name -> reached.getOrDefault(name, Set.of()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return circles.entrySet().stream()
        .sorted(Comparator.comparing(circle -> -circle.getKey().size()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Those whose rows a table's rows need; not those of its own circle, which need each other. */
  public Set<TableName> neededBy(TableName table) {
    return reached.getOrDefault(table, Set.of()).stream()
        .filter(other -> !reached.getOrDefault(other, Set.of()).contains(table))
        .collect(Collectors.toSet());
  }

  /** Its rows need others of its own. */
  public boolean refersToItself(TableName table) {
    return referringToThemselves.contains(table);
  }

  /** Those tables, and all whose rows need theirs. */
  public Set<TableName> withReferring(Collection<TableName> tables) {
    Set<TableName> all = new LinkedHashSet<>(tables);
    reached.forEach(
        (name, others) -> {
          if (!Collections.disjoint(others, tables)) {
            all.add(name);
          }
        });
    return all;
  }
}

package io.decant.engine.finish;

import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tables wait for which: a table and all that its foreign keys lead to must have their keys
 * and indexes before these can be made. One that leads out of the run waits for every table.
 * Thread-safe.
 */
final class Referring {
  private final Map<TableName, Set<TableName>> awaited = new LinkedHashMap<>();

  /**
   * @param tables as the target holds them
   */
  Referring(List<Table> tables) {
    Set<TableName> all = new HashSet<>();
    tables.forEach(table -> all.add(table.name()));
    for (Table table : tables) {
      Set<TableName> needed = new HashSet<>();
      needed.add(table.name());
      table.foreignKeys().stream().map(ForeignKey::target).forEach(needed::add);
      awaited.put(table.name(), all.containsAll(needed) ? needed : new HashSet<>(all));
    }
  }

  /** A table has its keys and indexes; names those that now wait for nothing more, once. */
  synchronized List<TableName> finished(TableName table) {
    awaited.values().forEach(needed -> needed.remove(table));
    List<TableName> free = new ArrayList<>();
    awaited.forEach(
        (name, needed) -> {
          if (needed.isEmpty()) {
            free.add(name);
          }
        });
    free.forEach(awaited::remove);
    return free;
  }
}

package io.decant.engine;

import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tables wait for which others to be done. Thread-safe. */
public final class Waiting {
  private final Map<TableName, Set<TableName>> awaited = new LinkedHashMap<>();

  /**
   * @param awaited for each table those that it waits for
   */
  public Waiting(Map<TableName, Set<TableName>> awaited) {
    awaited.forEach((table, others) -> this.awaited.put(table, new HashSet<>(others)));
  }

  /** Names those that wait for nothing, or for nothing more; each once. */
  public synchronized List<TableName> free() {
    List<TableName> free = new ArrayList<>();
    awaited.forEach(
        (table, others) -> {
          if (others.isEmpty()) {
            free.add(table);
          }
        });
    free.forEach(awaited::remove);
    return free;
  }

  /** A table is done; names those that now wait for nothing more. */
  public synchronized List<TableName> done(TableName table) {
    awaited.values().forEach(others -> others.remove(table));
    return free();
  }
}

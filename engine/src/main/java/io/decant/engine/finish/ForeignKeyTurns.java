package io.decant.engine.finish;

import io.decant.converter.schema.ForeignKey;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import io.decant.engine.Waiting;
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
final class ForeignKeyTurns {
  private final Waiting waiting;

  /**
   * @param tables as the target holds them
   */
  ForeignKeyTurns(List<Table> tables) {
    Map<TableName, Set<TableName>> awaited = new LinkedHashMap<>();
    Set<TableName> all = new HashSet<>();
    tables.forEach(table -> all.add(table.name()));
    for (Table table : tables) {
      Set<TableName> needed = new HashSet<>();
      needed.add(table.name());
      table.foreignKeys().stream().map(ForeignKey::target).forEach(needed::add);
      awaited.put(table.name(), all.containsAll(needed) ? needed : all);
    }
    waiting = new Waiting(awaited);
  }

  /** A table has its keys and indexes; names those that now wait for nothing more, once. */
  List<TableName> finished(TableName table) {
    return waiting.done(table);
  }
}

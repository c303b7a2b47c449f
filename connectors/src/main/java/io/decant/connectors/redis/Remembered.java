package io.decant.connectors.redis;

import io.decant.connectors.spi.TableText;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import redis.clients.jedis.Protocol.Command;

/** The tables that Decant made whose rows are in one database. */
final class Remembered {
  static final byte[] TABLES = RowKey.own("tables");

  private final Map<String, TableName> rows = new HashMap<>();
  private final Map<TableName, Table> tables = new TreeMap<>();
  private final Grammar templates = new Grammar();

  /** What a database remembers, by name; the rows may be in another one. */
  static Map<String, Table> in(Wire wire) {
    Map<String, Table> tables = new TreeMap<>();
    java.util.List<?> fields = wire.list(Command.HGETALL, TABLES);
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      String name = Wire.text(fields.get(i));
      TableText.parse(Wire.text(fields.get(i + 1))).ifPresent(table -> tables.put(name, table));
    }
    return tables;
  }

  /**
   * @param name under which it was made
   * @param shown under which it is told
   */
  void add(String name, TableName shown, Table table) {
    tables.put(shown, table);
    Layout layout = Layout.of(table);
    if (layout.keys().isPresent()) {
      add(layout, shown);
    } else {
      rows.put(name, shown);
    }
  }

  /** Of keys that are no rows of Decant's own. */
  void add(Layout layout, TableName shown) {
    layout
        .keys()
        .ifPresent(keys -> templates.add(keys.template(), layout.form().type, shown.name()));
  }

  Map<TableName, Table> tables() {
    return tables;
  }

  /** The table that a key belongs to. */
  Optional<TableName> find(byte[] key, RedisType type) {
    if (!rows.isEmpty() && (type == RedisType.HASH || type == RedisType.STRING)) {
      Optional<TableName> made =
          RowKey.table(key)
              .flatMap(name -> Optional.ofNullable(rows.get(name)))
              .filter(name -> type(tables.get(name)) == type);
      if (made.isPresent()) {
        return made;
      }
    }
    return templates.find(new KeyPath(key), type).map(group -> TableName.of(group.name()));
  }

  private static RedisType type(@org.jspecify.annotations.Nullable Table table) {
    return table != null && JsonRow.is(table) ? RedisType.STRING : RedisType.HASH;
  }
}

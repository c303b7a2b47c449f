package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.bytes;

import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * All keys of a server or cluster, or of one database, as one SCAN gave them, each with the table
 * that it belongs to.
 */
final class Keyspace implements AutoCloseable {
  private static final byte[] COUNT = bytes("COUNT");
  private static final byte[] PAGE = bytes(1000);
  private static final int MEMORY = 32 << 20;

  private final RedisServer server;
  private final int sampleSize;
  private final Spill spill = new Spill();
  private final Map<TableName, TableKeys> tables = new TreeMap<>();
  private final Map<Integer, Remembered> remembered = new TreeMap<>();
  private final Map<Integer, Grammar> grammars = new LinkedHashMap<>();
  private final List<Foreign> foreign = new ArrayList<>();
  private long assigned;
  private long unlisted;
  private long fieldExpiries;

  /** Keys of a type that only a module knows. */
  record Foreign(int database, String type, long keys, String example) {}

  private Keyspace(RedisServer server, int sampleSize) {
    this.server = server;
    this.sampleSize = sampleSize;
  }

  /** What is there now. */
  static Keyspace survey(RedisServer server, int sampleSize) {
    return survey(server, sampleSize, Map.of());
  }

  /** What is there now, in the tables of an earlier survey: keys that fit none are only counted. */
  static Keyspace like(Keyspace earlier) {
    return survey(earlier.server, 0, earlier.grammars);
  }

  private static Keyspace survey(RedisServer server, int sampleSize, Map<Integer, Grammar> known) {
    return server.nodes().isCluster()
        ? new SteadySlots(server).during(() -> once(server, sampleSize, known))
        : once(server, sampleSize, known);
  }

  private static Keyspace once(RedisServer server, int sampleSize, Map<Integer, Grammar> known) {
    Keyspace keyspace = new Keyspace(server, sampleSize);
    boolean done = false;
    try {
      for (int database : keyspace.databases()) {
        keyspace.add(database, known);
      }
      done = true;
      return keyspace;
    } finally {
      if (!done) {
        keyspace.close();
      }
    }
  }

  /** Those that hold keys, or the one of the URL. */
  private List<Integer> databases() {
    TreeSet<Integer> numbers = new TreeSet<>(List.of(server.database()));
    String text =
        server.with(
            server.database(), wire -> Wire.text(wire.call(Command.INFO, bytes("keyspace"))));
    for (String line : text.split("\r?\n")) {
      if (line.matches("db[0-9]+:.*")) {
        int number = Integer.parseInt(line.substring(2, line.indexOf(':')));
        if (!server.isOneDatabase() || number == server.database()) {
          numbers.add(number);
          fieldExpiries += fieldExpiries(line);
        }
      }
    }
    remember(numbers);
    return List.copyOf(numbers);
  }

  /**
   * Hashes with fields that expire by themselves, as Redis 7.4 counts them in {@code
   * db0:keys=1,expires=0,avg_ttl=0,subexpiry=1}.
   */
  static long fieldExpiries(String line) {
    String told = line.replaceAll(".*,subexpiry=([0-9]+).*", "$1");
    return told.equals(line) ? 0 : Long.parseLong(told);
  }

  private void add(int database, Map<Integer, Grammar> known) {
    String prefix = database == server.database() ? "" : "db" + database + "_";
    Remembered ours = remembered.getOrDefault(database, new Remembered());
    ours.tables()
        .forEach(
            (name, table) ->
                addTable(Layout.of(table).form().type, database, name, Optional.empty(), table));
    Grammar old = known.get(database);
    Grammar grammar = old == null ? new Grammar() : old;
    KeyLog log = new KeyLog(spill);
    KeyLog.Visitor visitor =
        (tag, key) -> {
          RedisType type = RedisType.values()[tag];
          if (old == null && ours.find(key, type).isEmpty()) {
            grammar.add(new KeyPath(key), type);
          }
          log.add(tag, key);
          if (log.held() > MEMORY / 4) {
            log.spill();
          }
        };
    Map<String, Foreign> others = new TreeMap<>();
    for (Nodes.Node node : server.nodes().all()) {
      server.with(node, database, wire -> scan(wire, visitor, others));
    }
    foreign.addAll(others.values());
    if (old == null) {
      TreeSet<String> taken = new TreeSet<>();
      tables.keySet().forEach(name -> taken.add(name.name()));
      remembered.values().forEach(o -> o.tables().keySet().forEach(n -> taken.add(n.name())));
      grammar.settle(prefix, taken);
    }
    grammars.put(database, grammar);
    grammar.groups().stream()
        .filter(group -> group.type() != RedisType.OTHER)
        .forEach(
            group ->
                addTable(
                    group.type(), database, TableName.of(group.name()), Optional.of(group), null));
    log.visit((tag, key) -> assign(RedisType.values()[tag], key, grammar, ours));
  }

  private void addTable(
      RedisType type,
      int database,
      TableName name,
      Optional<Grammar.Group> group,
      @Nullable Table ours) {
    Optional<Table> table = Optional.ofNullable(ours);
    tables.put(name, new TableKeys(name, database, type, group, table, spill, sampleSize));
  }

  private void assign(RedisType type, byte[] key, Grammar grammar, Remembered ours) {
    if (type == RedisType.OTHER) {
      return;
    }
    TableKeys table =
        ours.find(key, type)
            .or(() -> grammar.find(new KeyPath(key), type).map(group -> TableName.of(group.name())))
            .map(tables::get)
            .orElse(null);
    if (table == null) {
      unlisted++;
      return;
    }
    table.add(key);
    if (++assigned % 100_000 == 0
        && tables.values().stream().mapToLong(TableKeys::held).sum() > MEMORY) {
      tables.values().forEach(TableKeys::spill);
    }
  }

  /** Learns which tables Decant made, in all databases: one may remember those of others. */
  private void remember(TreeSet<Integer> databases) {
    Set<TableName> names = new HashSet<>();
    if (server.nodes().isCluster()) {
      return; // no Decant writes to one
    }
    for (int home : List.copyOf(databases)) {
      server
          .with(home, Remembered::in)
          .forEach(
              (name, table) -> {
                int database = Layout.of(table).keys().flatMap(Keys::number).orElse(home);
                if (server.isOneDatabase() && database != server.database()) {
                  return;
                }
                databases.add(database);
                TableName shown = TableName.of(name);
                for (int i = home; !names.add(shown); i++) {
                  shown = TableName.of("db" + i + "_" + name);
                }
                remembered
                    .computeIfAbsent(database, key -> new Remembered())
                    .add(name, shown, table);
              });
    }
  }

  /** Asks for types and for the next page at once, so that a page costs one wait. */
  private static boolean scan(Wire wire, KeyLog.Visitor visitor, Map<String, Foreign> others) {
    wire.send(Command.SCAN, bytes(0), COUNT, PAGE);
    for (boolean more = true; more; ) {
      List<?> page = asList(wire.reply());
      byte[] cursor = page.get(0) instanceof byte[] next ? next : bytes(0);
      more = !(cursor.length == 1 && cursor[0] == '0');
      List<byte[]> keys = new ArrayList<>();
      for (Object key : asList(page.get(1))) {
        if (key instanceof byte[] name && !RowKey.isOwn(name)) {
          keys.add(name);
          wire.send(Command.TYPE, name);
        }
      }
      if (more) {
        wire.send(Command.SCAN, cursor, COUNT, PAGE);
      }
      for (byte[] key : keys) {
        byte[] word = wire.reply() instanceof byte[] reply ? reply : new byte[0];
        String name = Wire.text(word);
        RedisType type = RedisType.of(word);
        if (!name.equals("none")) {
          visitor.visit(type.ordinal(), key);
        }
        if (type == RedisType.OTHER && !name.equals("none")) {
          others.merge(
              name,
              new Foreign(wire.database, name, 1, Wire.text(key)),
              (first, next) -> new Foreign(wire.database, name, first.keys() + 1, first.example()));
        }
      }
    }
    return true;
  }

  Map<TableName, TableKeys> tables() {
    return tables;
  }

  List<Foreign> foreign() {
    return foreign;
  }

  /** Keys that came after the tables were listed, and fit none. */
  long unlisted() {
    return unlisted;
  }

  /** Hashes of which a field expires by itself. */
  long fieldExpiries() {
    return fieldExpiries;
  }

  @Override
  public void close() {
    spill.close();
  }
}

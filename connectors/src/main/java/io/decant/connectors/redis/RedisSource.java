package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Nodes.Node;
import io.decant.connectors.spi.BatchReader;
import io.decant.connectors.spi.Catalog;
import io.decant.connectors.spi.Finding;
import io.decant.connectors.spi.ObjectRef;
import io.decant.connectors.spi.Position;
import io.decant.connectors.spi.Remark;
import io.decant.connectors.spi.Remark.Outcome;
import io.decant.connectors.spi.Source;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.ObjectKind;
import io.decant.converter.schema.SchemaObject;
import io.decant.converter.schema.Statistics;
import io.decant.converter.schema.Table;
import io.decant.converter.schema.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Reads a server. There is no snapshot: {@link #snapshot} takes the list of keys, and the values
 * are read as they are when their turn comes.
 */
final class RedisSource implements Source {
  private static final int SAMPLE = 1_000;
  private static final int MAX_SPLITS = 4_096;
  private static final Pattern CHANGES =
      Pattern.compile("rdb_changes_since_last_save:([0-9]{1,18})");

  private final RedisServer server;
  private final int sampleSize;
  private final boolean sampleAll;
  private final Map<TableName, Described> described = new ConcurrentHashMap<>();
  private @Nullable Keyspace listed;
  private @Nullable Keyspace taken;

  RedisSource(RedisServer server) {
    this.server = server;
    if (server.endpoint.role() == Role.SOURCE) {
      requireOfSource(server.endpoint.parameters().keySet());
    }
    String sample = server.endpoint.parameters().getOrDefault("sample", Integer.toString(SAMPLE));
    this.sampleAll = sample.equals("all");
    if (!sampleAll && !sample.matches("[1-9][0-9]{0,6}")) {
      throw new UserError(
          "sample", "'" + sample + "' is no number of keys", "Write sample=1000 or sample=all.");
    }
    this.sampleSize = sampleAll ? 1 : Integer.parseInt(sample);
  }

  private static void requireOfSource(Set<String> parameters) {
    for (String ofTarget : List.of(RedisConnector.ROWS, RedisConnector.EXPIRES)) {
      if (parameters.contains(ofTarget)) {
        throw new UserError(
            ofTarget,
            "says how a target is written, and means nothing of a source",
            "Leave it out.");
      }
    }
  }

  /** The tables of the last catalog. */
  private synchronized Keyspace listed() {
    if (listed == null) {
      listed = Keyspace.survey(server, sampleSize);
    }
    return listed;
  }

  private synchronized Keyspace listAnew() {
    if (listed != null) {
      listed.close();
      listed = null;
    }
    return listed();
  }

  private synchronized Keyspace keys() {
    return taken == null ? listed() : taken;
  }

  @Override
  public Catalog catalog() {
    Keyspace keyspace = listAnew();
    List<SchemaObject> others = new ArrayList<>();
    keyspace
        .foreign()
        .forEach(
            foreign ->
                others.add(
                    new SchemaObject(
                        ObjectKind.TABLE,
                        foreign.type() + " in database " + foreign.database(),
                        foreign.keys() + " keys, such as " + foreign.example(),
                        "UNSUPPORTED_TYPE: only a module of Redis knows the type "
                            + foreign.type())));
    keyspace.tables().values().stream()
        .filter(keys -> keys.type == RedisType.STREAM)
        .forEach(keys -> ConsumerGroups.of(server, keys, others));
    return new Catalog(
        "Redis " + server.version(), "", List.copyOf(keyspace.tables().keySet()), others);
  }

  @Override
  public Catalog tables() {
    return new Catalog(
        "Redis " + server.version(), "", List.copyOf(listAnew().tables().keySet()), List.of());
  }

  @Override
  public List<Table> describe(List<TableName> names) {
    return names.stream().map(this::describe).toList();
  }

  private Table describe(TableName name) {
    TableKeys keys = listed().tables().get(name);
    if (keys == null) {
      throw new EndpointFailure(
          server.endpoint.role(), name.toString(), "no such table in " + server.endpoint, "", null);
    }
    if (keys.remembered.isPresent()) {
      return keys.remembered
          .get()
          .withName(name)
          .withStatistics(new Statistics(keys.count(), -1, false));
    }
    return inferred(keys);
  }

  /**
   * A table stays what it was described as until it is described again after another catalog.
   *
   * @param of the keys that it was told from
   */
  private record Described(TableKeys of, Table table) {}

  private Table inferred(TableKeys keys) {
    Described known = described.get(keys.name);
    if (known == null || known.of() != keys) {
      Grammar.Group group = keys.group.orElseThrow();
      known = new Described(keys, Sampler.infer(server, keys, group, sampleAll));
      described.put(keys.name, known);
    }
    return known.table();
  }

  private Layout layout(TableKeys keys) {
    Described known = described.get(keys.name);
    return Layout.of(
        keys.remembered.orElseGet(
            () ->
                known == null
                    ? inferred(listed().tables().getOrDefault(keys.name, keys))
                    : known.table()));
  }

  @Override
  public Map<TableName, String> origins() {
    Map<TableName, String> origins = new TreeMap<>();
    if (server.nodes().isCluster()) {
      return origins;
    }
    List<?> fields =
        server.with(server.database(), wire -> wire.list(Command.HGETALL, RedisLedger.ORIGINS));
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      origins.put(RedisLedger.table(Wire.text(fields.get(i))), Wire.text(fields.get(i + 1)));
    }
    return origins;
  }

  /** Of the whole server or cluster, since it last saved its keys; that starts the count anew. */
  @Override
  public OptionalLong writes() {
    long writes = 0;
    for (Node node : server.nodes().all()) {
      String told =
          server.with(node, 0, wire -> Wire.text(wire.call(Command.INFO, bytes("persistence"))));
      Matcher changes = CHANGES.matcher(told);
      if (!changes.find()) {
        return OptionalLong.empty();
      }
      writes += Long.parseLong(changes.group(1));
    }
    return OptionalLong.of(writes);
  }

  @Override
  public List<Remark> remarks(Table described) {
    TableKeys keys = keys().tables().get(described.name());
    Optional<Grammar.Group> mixed =
        keys == null ? Optional.empty() : keys.group.filter(Grammar.Group::mixed);
    return mixed
        .map(
            group ->
                new Remark(
                    new ObjectRef(ObjectKind.TABLE, described.name(), described.name().name()),
                    Outcome.CHANGED,
                    "MIXED_TYPE",
                    "keys "
                        + group.template()
                        + " hold values of several types: each type is a table, this one of "
                        + group.type().plural))
        .stream()
        .toList();
  }

  @Override
  public List<Finding> findings(List<Table> tables) {
    return new RedisFindings(server).ofSource();
  }

  @Override
  public synchronized Position snapshot(int readers) {
    Keyspace before = listed();
    if (taken != null) {
      taken.close();
    }
    Keyspace now = Keyspace.like(before);
    taken = now;
    long millis = server.with(server.database(), wire -> Expiries.millis(wire.call(Command.TIME)));
    String moment = Instant.ofEpochMilli(millis).toString();
    Position position =
        new Position(server.fact("run_id") + " " + moment)
            .withCaveat(
                "Redis has no snapshot: keys were listed at "
                    + moment
                    + ", and each value is read as it is in its turn. Stop who writes for a"
                    + " consistent copy.",
                false);
    if (now.unlisted() > 0) {
      String late = " keys came after the tables were listed, and fit none of them";
      position = position.withCaveat(now.unlisted() + late, false);
    }
    if (now.fieldExpiries() > 0) {
      String left = " hashes have fields that expire by themselves (HEXPIRE): when, stays behind";
      position = position.withCaveat(now.fieldExpiries() + left, false);
    }
    return position;
  }

  @Override
  public void requireUnderstood(Table table, String filter) {
    if (!filter.isEmpty()) {
      throw new UserError("--where", "Redis has no language for conditions", "Leave it out.");
    }
  }

  @Override
  public List<Split> split(Table table, String filter, long targetBytes) {
    requireUnderstood(table, filter);
    TableKeys keys = keys(table.name());
    long count = keys.count();
    long wanted = estimate(keys) / Math.max(1, targetBytes) + 1;
    int parts = (int) Math.max(1, Math.min(Math.min(wanted, MAX_SPLITS), count));
    List<Split> splits = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * TableKeys.HASHES / parts);
      int to = (int) ((part + 1L) * TableKeys.HASHES / parts);
      splits.add(new Split(table.name(), part, parts, from + "-" + to));
    }
    return splits;
  }

  /** By some of its values. */
  private long estimate(TableKeys keys) {
    List<byte[]> some = new ArrayList<>();
    int step = TableKeys.HASHES / 64;
    for (int from = 0; from < TableKeys.HASHES && some.size() < 64; from += step) {
      List<byte[]> range =
          keys.count() < 10_000 || from == 0 ? keys.keys(from, from + step) : List.of();
      some.addAll(range.subList(0, Math.min(64, range.size())));
    }
    if (some.isEmpty()) {
      return 0;
    }
    long[] bytes = {0};
    server.each(
        keys.database,
        some,
        (wire, held) -> bytes[0] += Arrays.stream(Values.sizes(wire, held)).sum());
    return bytes[0] / some.size() * keys.count();
  }

  private TableKeys keys(TableName name) {
    TableKeys keys = keys().tables().get(name);
    if (keys == null) {
      throw new EndpointFailure(
          server.endpoint.role(),
          name.toString(),
          "the table is not in " + server.endpoint + " any more",
          "",
          null);
    }
    return keys;
  }

  @Override
  public BatchReader read(Table table, Split split) {
    server.learnNodes(); // a split is often read again because slots have moved
    TableKeys keys = keys(split.table());
    Layout layout = layout(keys);
    int dash = split.bounds().indexOf('-');
    KeyRange range =
        new KeyRange(
            keys,
            Integer.parseInt(split.bounds().substring(0, dash)),
            Integer.parseInt(split.bounds().substring(dash + 1)));
    List<Column> columns = table.storedColumns();
    for (Column column : columns) {
      if (!layout.slots().containsKey(column.name())) {
        throw new EndpointFailure(
            server.endpoint.role(),
            split.table() + "." + column.name(),
            "the column is not there any more",
            "",
            null);
      }
    }
    return new RedisReader(
        server, keys.database, keys.type, layout.form(), range, new RowFiller(layout, columns));
  }

  @Override
  public synchronized void close() {
    if (listed != null) {
      listed.close();
    }
    if (taken != null) {
      taken.close();
    }
    server.close();
  }
}

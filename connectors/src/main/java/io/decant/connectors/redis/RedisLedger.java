package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Fence.Queued;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.Ledger;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.RunRecord;
import io.decant.connectors.spi.SchemaStep;
import io.decant.connectors.spi.Split;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.schema.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * The ledger, in keys that begin with {@code _decant:}. What a run changes, it changes behind its
 * fence.
 */
final class RedisLedger implements Ledger {
  static final byte[] ORIGINS = RowKey.own("origins");

  private static final byte[] RUNS = RowKey.own("runs");

  private final RedisServer server;
  private volatile @Nullable Lease lease;

  RedisLedger(RedisServer server) {
    this.server = server;
  }

  static byte[] entriesKey(String run) {
    return RowKey.own("entries", run);
  }

  static byte[] runsKey() {
    return RUNS;
  }

  private static byte[] recordKey(String run) {
    return RowKey.own("run", run);
  }

  private static byte[] splitsKey(String run) {
    return RowKey.own("splits", run);
  }

  private static byte[] stepsKey(String run) {
    return RowKey.own("steps", run);
  }

  static byte[] field(TableName table) {
    return RowKey.of(table.schema(), table.name());
  }

  static TableName table(String field) {
    List<String> pieces = pieces(field);
    return new TableName(pieces.get(0), pieces.get(1));
  }

  private static List<String> pieces(String text) {
    return RowKey.pieces(bytes(text))
        .orElseThrow(() -> new IllegalStateException("not of this ledger: " + text));
  }

  private <T> T with(Function<Wire, T> work) {
    return server.with(server.database(), work);
  }

  @Override
  public List<RunRecord> runs() {
    return with(
        wire -> {
          List<RunRecord> runs = new ArrayList<>();
          for (Object id : wire.list(Command.LRANGE, RUNS, bytes(0), bytes(-1))) {
            runs.add(record(wire, Wire.text(id)));
          }
          return runs;
        });
  }

  private static RunRecord record(Wire wire, String run) {
    Map<String, String> fields = map(wire.list(Command.HGETALL, recordKey(run)));
    return new RunRecord(
        run,
        Long.parseLong(fields.getOrDefault("epoch", "0")),
        fields.getOrDefault("plan", ""),
        fields.getOrDefault("source", ""),
        fields.getOrDefault("position", ""),
        Long.parseLong(fields.getOrDefault("salt", "0")),
        fields.getOrDefault("state", ""));
  }

  private static Map<String, String> map(List<?> pairs) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      map.put(Wire.text(pairs.get(i)), Wire.text(pairs.get(i + 1)));
    }
    return map;
  }

  @Override
  public Lease begin(RunRecord run) {
    with(
        wire -> {
          if (wire.number(Command.HSETNX, recordKey(run.run()), bytes("epoch"), bytes(1)) == 0) {
            throw new UserError("run " + run.run(), "exists already", "Choose another --run id.");
          }
          return new Fence(server, new Lease(run.run(), 1))
              .run(
                  wire,
                  List.of(
                      new Queued(
                          Command.HSET,
                          recordKey(run.run()),
                          bytes("plan"),
                          bytes(run.planDigest()),
                          bytes("source"),
                          bytes(run.source()),
                          bytes("position"),
                          bytes(run.position()),
                          bytes("salt"),
                          bytes(run.salt()),
                          bytes("state"),
                          bytes(run.state())),
                      new Queued(Command.RPUSH, RUNS, bytes(run.run()))));
        });
    return leased(new Lease(run.run(), 1));
  }

  private Lease leased(Lease now) {
    lease = now;
    return now;
  }

  /** Of the run that was begun or taken over last. */
  Lease lease() {
    Lease now = lease;
    if (now == null) {
      throw new IllegalStateException("no run was begun");
    }
    return now;
  }

  @Override
  public Lease takeOver(String run, String position) {
    return with(
        wire -> {
          long epoch =
              Long.parseLong(
                  "0" + Wire.text(wire.call(Command.HGET, recordKey(run), bytes("epoch"))));
          if (epoch == 0) {
            throw new UserError("run " + run, "is not in the ledger of " + server.endpoint, "");
          }
          new Fence(server, new Lease(run, epoch))
              .run(
                  wire,
                  List.of(
                      new Queued(
                          Command.HSET,
                          recordKey(run),
                          bytes("epoch"),
                          bytes(epoch + 1),
                          bytes("position"),
                          bytes(position),
                          bytes("state"),
                          bytes("running"))));
          return leased(new Lease(run, epoch + 1));
        });
  }

  private void fenced(Lease lease, Queued... commands) {
    with(wire -> new Fence(server, lease).run(wire, List.of(commands)));
  }

  @Override
  public void plan(Lease lease, TableName target, List<Split> splits) {
    List<String> pieces = new ArrayList<>();
    for (Split split : splits) {
      pieces.add(split.table().schema());
      pieces.add(split.table().name());
      pieces.add(Integer.toString(split.part()));
      pieces.add(Integer.toString(split.parts()));
      pieces.add(split.bounds());
    }
    byte[] text = RowKey.of(pieces.toArray(new String[0]));
    fenced(lease, new Queued(Command.HSET, splitsKey(lease.run()), field(target), text));
  }

  @Override
  public List<Split> splits(String run, TableName target) {
    String text = with(wire -> Wire.text(wire.call(Command.HGET, splitsKey(run), field(target))));
    List<Split> splits = new ArrayList<>();
    List<String> pieces = text.isEmpty() ? List.of() : pieces(text);
    for (int i = 0; i + 4 < pieces.size(); i += 5) {
      splits.add(
          new Split(
              new TableName(pieces.get(i), pieces.get(i + 1)),
              Integer.parseInt(pieces.get(i + 2)),
              Integer.parseInt(pieces.get(i + 3)),
              pieces.get(i + 4)));
    }
    return splits;
  }

  static byte[] entryField(TableName table, int part) {
    return RowKey.of(table.schema(), table.name(), Integer.toString(part));
  }

  static byte[] entryText(LedgerEntry entry) {
    return RowKey.of(
        Long.toString(entry.rows()),
        Long.toString(entry.rejected()),
        Long.toString(entry.bytes()),
        entry.digest(),
        entry.detail());
  }

  @Override
  public List<LedgerEntry> entries(String run) {
    List<LedgerEntry> entries = new ArrayList<>();
    map(with(wire -> wire.list(Command.HGETALL, entriesKey(run))))
        .forEach(
            (field, text) -> {
              List<String> key = pieces(field);
              List<String> told = pieces(text);
              entries.add(
                  new LedgerEntry(
                      new TableName(key.get(0), key.get(1)),
                      Integer.parseInt(key.get(2)),
                      Long.parseLong(told.get(0)),
                      Long.parseLong(told.get(1)),
                      Long.parseLong(told.get(2)),
                      told.get(3),
                      told.get(4)));
            });
    return entries;
  }

  @Override
  public List<String> steps(String run) {
    return with(
        wire ->
            wire.list(Command.LRANGE, stepsKey(run), bytes(0), bytes(-1)).stream()
                .map(Wire::text)
                .toList());
  }

  @Override
  public void step(Lease lease, SchemaStep step) {
    fenced(lease, new Queued(Command.RPUSH, stepsKey(lease.run()), bytes(step.statement())));
  }

  @Override
  public void forget(Lease lease, TableName target) {
    byte[] entries = entriesKey(lease.run());
    with(
        wire ->
            new Fence(server, lease)
                .run(
                    wire,
                    watched -> {
                      List<byte[]> fields = new ArrayList<>(List.of(entries));
                      for (Object field : asList(watched.call(Command.HKEYS, entries))) {
                        List<String> key = pieces(Wire.text(field));
                        if (new TableName(key.get(0), key.get(1)).equals(target)) {
                          fields.add(bytes(Wire.text(field)));
                        }
                      }
                      List<Queued> commands = new ArrayList<>();
                      commands.add(new Queued(Command.HDEL, splitsKey(lease.run()), field(target)));
                      if (fields.size() > 1) {
                        commands.add(new Queued(Command.HDEL, fields));
                      }
                      return commands;
                    }));
  }

  @Override
  public void remember(Lease lease, Map<TableName, String> origins) {
    fenced(
        lease,
        origins.entrySet().stream()
            .map(
                origin ->
                    new Queued(
                        Command.HSET, ORIGINS, field(origin.getKey()), bytes(origin.getValue())))
            .toArray(Queued[]::new));
  }

  @Override
  public void erase(String run) {
    with(
        wire -> {
          wire.call(Command.LREM, RUNS, bytes(0), bytes(run));
          return wire.call(
              Command.DEL, recordKey(run), splitsKey(run), stepsKey(run), entriesKey(run));
        });
  }

  @Override
  public void state(Lease lease, String state) {
    fenced(lease, new Queued(Command.HSET, recordKey(lease.run()), bytes("state"), bytes(state)));
  }
}

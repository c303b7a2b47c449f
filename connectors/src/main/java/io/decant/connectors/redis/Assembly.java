package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asList;
import static io.decant.connectors.redis.Wire.asLong;
import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Fence.Queued;
import io.decant.connectors.redis.HashPages.Entry;
import io.decant.connectors.spi.Lease;
import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * Puts lists and streams together of what the splits have staged (see {@link Staging}), of those
 * alone that are in a ledger. Each step is a transaction behind the run's fence, so that it may be
 * killed anywhere and begun anew: first every staged set is entered under its key; then those of a
 * key are joined; then elements go from there to the end of the value.
 */
final class Assembly {
  private static final int PAGE = 500;
  private static final long PIECE = 512 << 10;
  private static final byte[] ZERO = bytes(0);
  private static final byte[] LAST = bytes(-1);

  private final RedisServer server;
  private final Fence fence;
  private final Target target;
  private final String table;
  private final String entryTable;
  private final byte[] keys;

  Assembly(RedisServer server, Lease lease, Table table) {
    this.server = server;
    this.fence = new Fence(server, lease);
    this.target = Target.of(server, Layout.of(table));
    this.table = table.name().name();
    this.entryTable = Wire.text(RedisLedger.field(table.name())) + ":";
    this.keys = RowKey.own("joining", this.table);
  }

  void run() {
    server.with(
        server.database(),
        wire -> {
          for (Object run : wire.list(Command.LRANGE, RedisLedger.runsKey(), ZERO, LAST)) {
            enter(wire, Wire.text(run));
          }
          HashPages.each(wire, keys, PAGE, page -> join(wire, page));
          return true;
        });
  }

  private void enter(Wire wire, String run) {
    for (Object field : wire.list(Command.HKEYS, RedisLedger.entriesKey(run))) {
      String name = Wire.text(field);
      if (!name.startsWith(entryTable)) {
        continue;
      }
      int part = Integer.parseInt(name.substring(entryTable.length()));
      byte[] registry = Staging.registry(run, table, part);
      HashPages.each(
          wire,
          registry,
          PAGE,
          page -> {
            List<Queued> commands = new ArrayList<>();
            for (Entry entry : page) {
              byte[] staged = Staging.elements(run, table, part, entry.field());
              commands.add(new Queued(Command.SADD, sets(entry.field()), staged));
              commands.add(new Queued(Command.HSET, keys, entry.field(), entry.value()));
              commands.add(new Queued(Command.HDEL, registry, entry.field()));
            }
            fence.run(wire, commands);
          });
    }
  }

  /** The names of the staged sets of a key. */
  private byte[] sets(byte[] key) {
    return new RowKey().raw(RowKey.own("sets", table)).piece(key).toBytes();
  }

  private byte[] joined(byte[] key) {
    return new RowKey().raw(RowKey.own("joined", table)).piece(key).toBytes();
  }

  /** Keys, and as their values when they expire. */
  private void join(Wire wire, List<Entry> page) {
    page.forEach(entry -> wire.send(Command.SMEMBERS, sets(entry.field())));
    List<byte[]> sources = new ArrayList<>();
    List<Queued> joins = new ArrayList<>();
    for (Entry entry : page) {
      List<byte[]> staged = new ArrayList<>();
      for (Object name : asList(wire.reply())) {
        if (name instanceof byte[] set) {
          staged.add(set);
        }
      }
      byte[] source = staged.isEmpty() ? joined(entry.field()) : staged.get(0);
      if (staged.size() > 1) {
        source = joined(entry.field());
        joins.addAll(joining(entry.field(), source, staged));
      }
      sources.add(source);
    }
    if (!joins.isEmpty()) {
      fence.run(wire, joins);
    }
    move(wire, page, sources);
  }

  private List<Queued> joining(byte[] key, byte[] into, List<byte[]> staged) {
    List<byte[]> union = new ArrayList<>(List.of(into, bytes(staged.size())));
    union.addAll(staged);
    union.addAll(List.of(bytes("AGGREGATE"), bytes("MIN")));
    List<byte[]> others = staged.stream().filter(set -> !Arrays.equals(set, into)).toList();
    return List.of(
        new Queued(Command.ZUNIONSTORE, union),
        new Queued(Command.UNLINK, others),
        new Queued(Command.UNLINK, sets(key)),
        new Queued(Command.SADD, sets(key), into));
  }

  /** Small values many at a time, large ones piece by piece. */
  private void move(Wire wire, List<Entry> page, List<byte[]> sources) {
    long[] sizes = Values.sizes(wire, sources);
    List<Integer> small = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] >= PIECE) {
        pieces(wire, page.get(i), sources.get(i), sizes[i]);
        continue;
      }
      if (bytes + sizes[i] > PIECE && !small.isEmpty()) {
        moveWhole(wire, page, sources, small);
        small.clear();
        bytes = 0;
      }
      bytes += sizes[i];
      small.add(i);
    }
    moveWhole(wire, page, sources, small);
  }

  private void moveWhole(Wire wire, List<Entry> page, List<byte[]> sources, List<Integer> small) {
    small.forEach(i -> wire.send(Command.ZRANGE, sources.get(i), ZERO, LAST));
    List<Queued> commands = new ArrayList<>();
    for (int i : small) {
      commands.addAll(appending(page.get(i).field(), asList(wire.reply())));
      commands.addAll(ending(page.get(i), sources.get(i)));
    }
    if (!commands.isEmpty()) {
      fence.run(wire, commands);
    }
  }

  private void pieces(Wire wire, Entry entry, byte[] source, long size) {
    long count = Math.max(1, asLong(wire.call(Command.ZCARD, source)));
    long window = Math.max(1, Math.min(10_000, PIECE * count / size));
    while (true) {
      List<?> piece = wire.list(Command.ZRANGE, source, ZERO, bytes(window - 1));
      if (piece.isEmpty()) {
        fence.run(wire, ending(entry, source));
        return;
      }
      List<Queued> commands = new ArrayList<>(appending(entry.field(), piece));
      commands.add(new Queued(Command.ZREMRANGEBYRANK, source, ZERO, bytes(piece.size() - 1L)));
      fence.run(wire, commands);
    }
  }

  private List<Queued> ending(Entry entry, byte[] source) {
    List<Queued> commands = new ArrayList<>();
    if (entry.value()[0] != '-') {
      commands.add(new Queued(Command.SELECT, bytes(target.database())));
      commands.add(new Queued(Command.PEXPIREAT, entry.field(), entry.value()));
      commands.add(new Queued(Command.SELECT, bytes(target.home())));
    }
    commands.add(new Queued(Command.UNLINK, source, sets(entry.field())));
    commands.add(new Queued(Command.HDEL, keys, entry.field()));
    return commands;
  }

  private List<Queued> appending(byte[] key, List<?> members) {
    List<Queued> commands = new ArrayList<>();
    commands.add(new Queued(Command.SELECT, bytes(target.database())));
    if (target.form() == Layout.Form.ELEMENT) {
      List<byte[]> arguments = new ArrayList<>(List.of(key));
      for (Object member : members) {
        if (member instanceof byte[] staged) {
          int from = Staging.PLACE + Staging.UNIQUE;
          arguments.add(Arrays.copyOfRange(staged, from, staged.length));
        }
      }
      if (arguments.size() > 1) {
        commands.add(new Queued(Command.RPUSH, arguments));
      }
    } else {
      for (Object member : members) {
        if (member instanceof byte[] staged) {
          commands.add(new Queued(Command.XADD, entry(key, staged)));
        }
      }
    }
    commands.add(new Queued(Command.SELECT, bytes(target.home())));
    return commands;
  }

  private static List<byte[]> entry(byte[] key, byte[] staged) {
    String order = Wire.text(Arrays.copyOf(staged, Staging.ID));
    String id =
        Long.toUnsignedString(Long.parseUnsignedLong(order.substring(0, Staging.PLACE)))
            + "-"
            + Long.toUnsignedString(Long.parseUnsignedLong(order.substring(Staging.PLACE)));
    List<byte[]> arguments = new ArrayList<>(List.of(key, bytes(id)));
    byte[] fields = Arrays.copyOfRange(staged, Staging.ID + Staging.UNIQUE, staged.length);
    arguments.addAll(JsonIn.pairs(fields).orElse(List.of()));
    return arguments;
  }
}

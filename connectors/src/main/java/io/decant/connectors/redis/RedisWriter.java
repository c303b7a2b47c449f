package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asLong;
import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Fence.Queued;
import io.decant.connectors.spi.BatchWriter;
import io.decant.connectors.spi.Lease;
import io.decant.connectors.spi.LedgerEntry;
import io.decant.connectors.spi.Split;
import io.decant.connectors.spi.WriteMode;
import io.decant.converter.DecantException;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;

/**
 * Writes a split in transactions of about a megabyte. Each also notes the keys that it wrote, so
 * that what a split has written without its end can be removed again: when it is closed without
 * commit, or when it is begun anew after the process was killed. The last one writes the ledger's
 * entry and forgets the notes.
 */
final class RedisWriter implements BatchWriter {
  private static final long CHUNK = 1 << 20;
  private static final int PAGE = 1_000;
  private static final byte[] ZERO = bytes(0);

  private final RedisServer server;
  private final Table table;
  private final Lease lease;
  private final int part;
  private final WriteMode mode;
  private final Fence fence;
  private final RowCommands rows;
  private final byte[] undo;
  private final Wire wire;
  private final List<RowCommands.Row> pending = new ArrayList<>();
  private final Set<ByteBuffer> keys = new HashSet<>();
  private long bytes;
  private boolean committed;

  RedisWriter(RedisServer server, Table table, Split split, Lease lease, WriteMode mode) {
    this.server = server;
    this.table = table;
    this.part = split.part();
    this.lease = lease;
    this.mode = mode;
    this.fence = new Fence(server, lease);
    this.rows = new RowCommands(table, lease.run(), part, server.endpoint);
    this.undo = RowKey.own("undo", lease.run(), table.name().name(), Integer.toString(part));
    this.wire = server.borrow(server.database());
    boolean open = false;
    try {
      fence.requireLease(wire);
      requireUnclaimed();
      undo();
      open = true;
    } finally {
      if (!open) {
        wire.abandon();
        server.giveBack(wire);
      }
    }
  }

  private void requireUnclaimed() {
    byte[] field = RedisLedger.entryField(table.name(), part);
    if (wire.number(Command.HEXISTS, RedisLedger.entriesKey(lease.run()), field) != 0) {
      throw claimed();
    }
  }

  private EndpointFailure claimed() {
    return new EndpointFailure(
        server.endpoint.role(),
        table.name() + " part " + part,
        "is in the ledger already",
        "",
        null);
  }

  @Override
  public void write(RowBatch batch) {
    if (mode == WriteMode.CAREFUL) {
      writeCarefully(batch);
      return;
    }
    for (int row = 0; row < batch.rows(); row++) {
      add(rows.of(batch, row));
      if (bytes > CHUNK) {
        flush(List.of());
      }
    }
  }

  /** All of the batch or nothing. */
  private void writeCarefully(RowBatch batch) {
    try {
      for (int row = 0; row < batch.rows(); row++) {
        add(rows.of(batch, row));
      }
      flush(List.of());
    } catch (BadValue refused) {
      forget();
      throw refused;
    }
  }

  private void add(RowCommands.Row row) {
    if (!keys.add(ByteBuffer.wrap(row.key()))) {
      throw duplicate(row.key());
    }
    pending.add(row);
    bytes += row.bytes();
  }

  private void forget() {
    pending.clear();
    keys.clear();
    bytes = 0;
  }

  /** Writes what is pending, and with it what else is given. */
  private void flush(List<Queued> last) {
    List<Queued> commands = new ArrayList<>();
    List<byte[]> noted = new ArrayList<>(List.of(undo));
    for (RowCommands.Row row : pending) {
      commands.add(new Queued(row.command(), row.arguments()));
      noted.add(row.key());
    }
    for (RowCommands.Row row : pending) {
      if (row.expires() >= 0) {
        commands.add(new Queued(Command.PEXPIREAT, row.key(), bytes(row.expires())));
      }
    }
    if (last.isEmpty() && !pending.isEmpty()) {
      commands.add(new Queued(Command.RPUSH, noted));
    }
    commands.addAll(last);
    List<?> replies =
        fence.run(
            wire,
            watched -> {
              requireFree(watched);
              return commands;
            });
    for (int i = 0; i < pending.size(); i++) {
      if (!pending.get(i).isNew(replies.get(i))) {
        throw duplicate(pending.get(i).key());
      }
    }
    forget();
  }

  /** A row with the key of another would silently take its place. */
  private void requireFree(Wire watched) {
    for (int from = 0; from < pending.size(); from += PAGE) {
      List<RowCommands.Row> page = pending.subList(from, Math.min(pending.size(), from + PAGE));
      watched.send(Command.EXISTS, page.stream().map(RowCommands.Row::key).toList());
      if (asLong(watched.reply()) > 0) {
        for (RowCommands.Row row : page) {
          if (watched.number(Command.EXISTS, row.key()) > 0) {
            throw duplicate(row.key());
          }
        }
      }
    }
  }

  private BadValue duplicate(byte[] key) {
    return new BadValue(
        table.name().toString(),
        "DUPLICATE_KEY",
        "there is a key '" + Wire.text(key) + "' already",
        "",
        null);
  }

  @Override
  public void commit(LedgerEntry entry) {
    byte[] entries = RedisLedger.entriesKey(lease.run());
    byte[] field = RedisLedger.entryField(entry.table(), entry.part());
    requireUnclaimed();
    flush(
        List.of(
            new Queued(Command.HSETNX, entries, field, RedisLedger.entryText(entry)),
            new Queued(Command.UNLINK, undo)));
    committed = true;
  }

  /** Removes what this split wrote without coming to its end. */
  private void undo() {
    boolean more = true;
    while (more) {
      more =
          !fence
              .run(
                  wire,
                  watched -> {
                    List<byte[]> wrote = new ArrayList<>();
                    for (Object key : watched.list(Command.LRANGE, undo, ZERO, bytes(PAGE - 1))) {
                      if (key instanceof byte[] name) {
                        wrote.add(name);
                      }
                    }
                    return wrote.isEmpty()
                        ? List.of()
                        : List.of(
                            new Queued(Command.UNLINK, wrote),
                            new Queued(Command.LTRIM, undo, bytes(wrote.size()), bytes(-1)));
                  })
              .isEmpty();
    }
  }

  @Override
  public void close() {
    try {
      if (!committed && wire.usable()) {
        undo();
      }
    } catch (DecantException left) {
      // The notes are still there: whoever begins this split anew removes its rows first.
      wire.abandon();
    } finally {
      server.giveBack(wire);
    }
  }
}

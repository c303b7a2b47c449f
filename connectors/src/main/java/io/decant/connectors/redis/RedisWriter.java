package io.decant.connectors.redis;

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
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/**
 * Writes a split in transactions of about a megabyte, the next one being made while the server
 * executes the last. Each also notes what it wrote, so that what a split has written without its
 * end can be removed again: when it is closed without commit, or when it is begun anew after the
 * process was killed. The last one writes the ledger's entry and forgets the notes.
 */
final class RedisWriter implements BatchWriter {
  private static final long CHUNK = 1 << 20;

  private final RedisServer server;
  private final Table table;
  private final Lease lease;
  private final int part;
  private final WriteMode mode;
  private final RowCommands rows;
  private final Undo undo;
  private final Wire wire;
  private final Transactions transactions;
  private Chunk chunk;
  private Chunk other;
  private boolean committed;

  RedisWriter(
      RedisSink sink, RedisServer server, Table table, Split split, Lease lease, WriteMode mode) {
    this.server = server;
    this.table = table;
    this.part = split.part();
    this.lease = lease;
    this.mode = mode;
    Layout layout = Layout.of(table);
    String name = table.name().name();
    this.rows =
        layout
            .keys()
            .<RowCommands>map(
                keys -> new KeyedRows(table, layout, keys, new Staging(lease.run(), name, part)))
            .orElseGet(() -> new OwnRows(table, lease.run(), part, server.endpoint));
    this.chunk = new Chunk(sink.claimed());
    this.other = new Chunk(sink.claimed());
    this.wire = server.borrow(server.database());
    Fence fence = new Fence(server, lease);
    Target target = Target.of(server, layout);
    this.undo = new Undo(fence, target, lease.run(), name, part);
    this.transactions = new Transactions(server, fence, wire, target, undo, rows);
    boolean open = false;
    try {
      fence.requireLease(wire);
      requireUnclaimed();
      undo.undo(wire);
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
      throw new EndpointFailure(
          server.endpoint.role(),
          table.name() + " part " + part,
          "is in the ledger already",
          "",
          null);
    }
  }

  @Override
  public void write(RowBatch batch) {
    try {
      for (int row = 0; row < batch.rows(); row++) {
        rows.add(batch, row, chunk);
        if (chunk.size() > CHUNK && mode == WriteMode.BULK) {
          send();
        }
      }
      if (mode == WriteMode.CAREFUL) {
        // All of the batch or nothing.
        send();
        transactions.settle();
      }
    } catch (BadValue refused) {
      chunk.clear();
      throw refused;
    }
  }

  private void send() {
    if (!chunk.isEmpty()) {
      transactions.send(chunk);
      Chunk sent = chunk;
      chunk = other;
      other = sent;
    }
  }

  @Override
  public void commit(LedgerEntry entry) {
    send();
    transactions.settle();
    requireUnclaimed();
    byte[] entries = RedisLedger.entriesKey(lease.run());
    byte[] field = RedisLedger.entryField(entry.table(), entry.part());
    transactions.commit(
        List.of(
            new Queued(Command.HSETNX, entries, field, RedisLedger.entryText(entry)),
            undo.forgetting()));
    committed = true;
  }

  @Override
  public void close() {
    try {
      if (!committed && wire.usable()) {
        transactions.abandon();
        undo.undo(wire);
      }
    } catch (DecantException left) {
      // The notes are still there: whoever begins this split anew removes its rows first.
      wire.abandon();
    } finally {
      chunk.clear();
      other.clear();
      server.giveBack(wire);
    }
  }
}

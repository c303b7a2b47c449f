package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Fence.Queued;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;

/** What a split has written that no ledger tells of yet, and how it is removed again. */
final class Undo {
  private static final int PAGE = 1_000;
  private static final byte[] ZERO = bytes(0);

  private final Fence fence;
  private final Target target;
  private final String run;
  private final String table;
  private final int part;
  private final byte[] notes;

  Undo(Fence fence, Target target, String run, String table, int part) {
    this.fence = fence;
    this.target = target;
    this.run = run;
    this.table = table;
    this.part = part;
    this.notes = RowKey.own("undo", run, table, Integer.toString(part));
  }

  /** The list of what was written. */
  byte[] notes() {
    return notes;
  }

  /** For the transaction after which nothing is to be removed any more. */
  Queued forgetting() {
    return new Queued(Command.UNLINK, notes);
  }

  void undo(Wire wire) {
    if (target.form().isOrdered()) {
      unstage(wire);
      return;
    }
    boolean more = true;
    while (more) {
      more = !fence.run(wire, this::page).isEmpty();
    }
  }

  private List<Queued> page(Wire wire) {
    List<byte[]> wrote = new ArrayList<>();
    for (Object key : wire.list(Command.LRANGE, notes, ZERO, bytes(PAGE - 1))) {
      if (key instanceof byte[] name) {
        wrote.add(name);
      }
    }
    List<Queued> commands = new ArrayList<>();
    if (wrote.isEmpty()) {
      return commands;
    }
    commands.add(new Queued(Command.SELECT, bytes(target.database())));
    if (target.form().isWhole()) {
      commands.add(new Queued(Command.UNLINK, wrote));
    } else {
      for (int i = 0; i + 1 < wrote.size(); i += 2) {
        commands.add(new Queued(removing(), wrote.get(i), wrote.get(i + 1)));
      }
    }
    commands.add(new Queued(Command.SELECT, bytes(target.home())));
    commands.add(new Queued(Command.LTRIM, notes, bytes(wrote.size()), bytes(-1)));
    return commands;
  }

  private Command removing() {
    return switch (target.form()) {
      case FIELD -> Command.HDEL;
      case MEMBER -> Command.SREM;
      case SCORED -> Command.ZREM;
      case ROW, OBJECT, STRING, RECORD, ELEMENT, ENTRY -> Command.UNLINK;
    };
  }

  /** What waits to be put together is noted itself. */
  private void unstage(Wire wire) {
    byte[] registry = Staging.registry(run, table, part);
    HashPages.each(
        wire,
        registry,
        PAGE,
        page -> {
          List<Queued> commands = new ArrayList<>();
          for (HashPages.Entry entry : page) {
            byte[] key = entry.field();
            commands.add(new Queued(Command.UNLINK, Staging.elements(run, table, part, key)));
            commands.add(new Queued(Command.HDEL, registry, key));
          }
          fence.run(wire, commands);
        });
  }
}

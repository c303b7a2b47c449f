package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.asLong;

import io.decant.converter.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at some values of a table's keys, or at all of them, to tell its columns. */
final class Sampler {
  /** Elements looked at of each list, set, hash and stream. */
  private static final int ELEMENTS = 100;

  /** Larger strings, and larger values in all, are not looked at. */
  private static final long MAX_BYTES = 4 << 20;

  private static final int CHUNK = 200;
  private static final int RANGES = 64;

  /** The lengths of more collections are not asked for. */
  private static final long MAX_COUNTED = 1_000_000;

  private final RedisServer server;
  private final TableKeys keys;
  private final boolean all;
  private final Inference inference;
  private long longest;
  private long elements;
  private long bytes;
  private long sized;

  private Sampler(RedisServer server, TableKeys keys, Grammar.Group group, boolean all) {
    this.server = server;
    this.keys = keys;
    this.all = all;
    this.inference =
        new Inference(
            keys, group, server.isOneDatabase() ? Optional.empty() : Optional.of(keys.database));
  }

  static Table infer(RedisServer server, TableKeys keys, Grammar.Group group, boolean all) {
    return new Sampler(server, keys, group, all).infer();
  }

  private Table infer() {
    for (List<byte[]> some : all ? ranges() : List.of(keys.sample())) {
      server.each(keys.database, some, this::look);
    }
    boolean counted = keys.count() <= MAX_COUNTED;
    if (keys.type != RedisType.STRING) {
      for (List<byte[]> some : counted ? ranges() : List.of(keys.sample())) {
        server.each(keys.database, some, this::count);
      }
    }
    long size = sized == 0 ? -1 : bytes / sized * keys.count();
    return inference.table(longest, rows(counted), size);
  }

  private List<List<byte[]>> ranges() {
    List<List<byte[]>> ranges = new ArrayList<>();
    int step = keys.count() < CHUNK ? TableKeys.HASHES : TableKeys.HASHES / RANGES;
    for (int from = 0; from < TableKeys.HASHES; from += step) {
      ranges.add(keys.keys(from, from + step));
    }
    return ranges;
  }

  /** Of strings, each is a row; a hash may turn out to be a row as well, which is near enough. */
  private long rows(boolean counted) {
    boolean single = keys.type == RedisType.STRING || keys.type == RedisType.HASH;
    return single ? keys.count() : counted ? elements : -1;
  }

  private void look(Wire wire, List<byte[]> wanted) {
    for (int from = 0; from < wanted.size(); from += CHUNK) {
      List<byte[]> chunk = wanted.subList(from, Math.min(wanted.size(), from + CHUNK));
      long[] sizes = Values.sizes(wire, chunk);
      List<byte[]> asked = new ArrayList<>();
      long room = MAX_BYTES;
      for (int i = 0; i < sizes.length; i++) {
        bytes += sizes[i];
        sized++;
        boolean part = sizes[i] >= Values.LARGE && keys.type != RedisType.STRING;
        long needed = part ? Values.LARGE / 4 : sizes[i];
        if (sizes[i] > 0 && (needed <= room || asked.isEmpty())) {
          room -= needed;
          asked.add(chunk.get(i));
          Values.askSome(wire, keys.type, chunk.get(i), ELEMENTS);
        }
      }
      for (int i = 0; i < asked.size(); i++) {
        inference.add(Values.elements(wire.anyReply()));
      }
    }
  }

  private void count(Wire wire, List<byte[]> wanted) {
    for (int from = 0; from < wanted.size(); from += CHUNK) {
      List<byte[]> chunk = wanted.subList(from, Math.min(wanted.size(), from + CHUNK));
      chunk.forEach(key -> wire.send(keys.type.length, key));
      for (int i = 0; i < chunk.size(); i++) {
        long length = Math.max(0, asLong(wire.anyReply()));
        longest = Math.max(longest, length);
        elements += length;
      }
    }
  }
}

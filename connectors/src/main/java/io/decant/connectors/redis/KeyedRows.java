package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.redis.Layout.Part;
import io.decant.connectors.redis.Layout.Slot;
import io.decant.converter.row.DoubleVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of Redis again of rows that were read from keys: each row is a string, a hash, or an
 * element of one of the others, under the key that its segments spell.
 */
final class KeyedRows extends RowCommands {
  private static final byte[] SET = Resp.argument(bytes("SET"));
  private static final byte[] HSET = Resp.argument(bytes("HSET"));
  private static final byte[] SADD = Resp.argument(bytes("SADD"));
  private static final byte[] ZADD = Resp.argument(bytes("ZADD"));
  private static final byte[] HEXISTS = Resp.argument(bytes("HEXISTS"));
  private static final byte[] SISMEMBER = Resp.argument(bytes("SISMEMBER"));
  private static final byte[] ZSCORE = Resp.argument(bytes("ZSCORE"));
  private static final byte[] NOT_THERE = Resp.argument(bytes("NX"));
  private static final byte[] VALUE = bytes("value");
  private static final byte[] NAME = bytes("field");

  private final Layout layout;
  private final List<Slot> slots;
  private final KeySegments segments;
  private final Staging staging;
  private final int expiry;
  private final int extra;

  KeyedRows(Table table, Layout layout, Keys keys, Staging staging) {
    super(table);
    this.layout = layout;
    this.slots = layout.of(columns);
    this.segments = new KeySegments(keys.template(), slots);
    this.staging = staging;
    this.extra = column(Part.EXTRA);
    int moment = column(Part.EXPIRES);
    boolean known =
        moment >= 0 && columns.get(moment).type().kind() == LogicalType.Kind.TIMESTAMP_TZ;
    this.expiry = known ? moment : -1;
  }

  private int column(Part part) {
    for (int i = 0; i < columns.size(); i++) {
      if (slots.get(i).part() == part) {
        return i;
      }
    }
    return -1;
  }

  @Override
  void add(RowBatch batch, int row, Chunk into) {
    byte[] key = segments.key(this, batch, row);
    List<byte[]> others = extras(batch, row);
    switch (layout.form()) {
      case STRING -> {
        claim(into.whole(key), key);
        byte[] value = required(batch, row, Part.VALUE, others, VALUE);
        into.commands.command(4).made(SET).value(key).value(value).made(NOT_THERE);
        into.expect(Chunk.OK);
      }
      case RECORD, ROW, OBJECT -> {
        claim(into.whole(key), key);
        record(batch, row, key, others, into);
      }
      case FIELD -> {
        byte[] name = required(batch, row, Part.NAME, others, NAME);
        claim(into.part(key, name, HEXISTS), key);
        byte[] value = required(batch, row, Part.VALUE, others, VALUE);
        into.commands.command(4).made(HSET).value(key).value(name).value(value);
        into.expect(1);
      }
      case MEMBER -> {
        byte[] member = required(batch, row, Part.VALUE, others, VALUE);
        claim(into.part(key, member, SISMEMBER), key);
        into.commands.command(3).made(SADD).value(key).value(member);
        into.expect(1);
      }
      case SCORED -> {
        byte[] member = required(batch, row, Part.VALUE, others, VALUE);
        claim(into.part(key, member, ZSCORE), key);
        into.commands.command(4).made(ZADD).value(key).value(score(batch, row)).value(member);
        into.expect(1);
      }
      case ELEMENT -> {
        byte[] place = required(batch, row, Part.POSITION, List.of(), VALUE);
        byte[] value = required(batch, row, Part.VALUE, others, VALUE);
        staging.element(key, place, value, millis(batch, expiry, row), into);
        return;
      }
      case ENTRY -> {
        byte[] id = required(batch, row, Part.ENTRY_ID, List.of(), VALUE);
        byte[] fields = required(batch, row, Part.ENTRY_FIELDS, List.of(), VALUE);
        if (!Staging.isEntryId(id) || JsonIn.pairs(fields).filter(f -> !f.isEmpty()).isEmpty()) {
          throw bad(
              column(Part.ENTRY_FIELDS), "STREAM_ENTRY", Wire.text(id) + " is no stream's entry");
        }
        staging.entry(key, id, fields, millis(batch, expiry, row), into);
        return;
      }
    }
    into.expire(key, millis(batch, expiry, row));
  }

  private void claim(boolean free, byte[] key) {
    if (!free) {
      throw duplicate(key);
    }
  }

  private List<byte[]> extras(RowBatch batch, int row) {
    if (extra < 0 || batch.column(extra).isNull(row)) {
      return List.of();
    }
    return JsonIn.pairs(spelt(batch, extra, row).copy())
        .orElseThrow(() -> bad(extra, "NO_OBJECT", "is no JSON object of values"));
  }

  /** The value of the column that there is for it, or among those that no column holds. */
  private byte[] required(RowBatch batch, int row, Part part, List<byte[]> others, byte[] name) {
    int column = column(part);
    if (!batch.column(column).isNull(row)) {
      return spelt(batch, column, row).copy();
    }
    byte[] found = find(others, name);
    if (found == null) {
      throw bad(column, "NO_VALUE", "NULL is no value of Redis");
    }
    return found;
  }

  private static byte @Nullable [] find(List<byte[]> pairs, byte[] name) {
    for (int i = 0; i < pairs.size(); i += 2) {
      if (Arrays.equals(pairs.get(i), name)) {
        return pairs.get(i + 1);
      }
    }
    return null;
  }

  private byte[] score(RowBatch batch, int row) {
    int column = column(Part.SCORE);
    boolean number =
        !batch.column(column).isNull(row)
            && !(batch.column(column) instanceof DoubleVector score
                && Double.isNaN(score.value(row)));
    if (!number) {
      throw bad(column, "NO_SCORE", "a member of a sorted set needs a number");
    }
    return spelt(batch, column, row).copy();
  }

  private void record(RowBatch batch, int row, byte[] key, List<byte[]> others, Chunk into) {
    int values = others.size() / 2;
    for (int i = 0; i < slots.size(); i++) {
      values += slots.get(i).part() == Part.FIELD && !batch.column(i).isNull(row) ? 1 : 0;
    }
    if (values == 0) {
      throw bad(table, "NO_VALUE", "a hash needs a field: '" + Wire.text(key) + "'");
    }
    Resp out = into.commands.command(2 + 2 * values).made(HSET).value(key);
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).part() == Part.FIELD && !batch.column(i).isNull(row)) {
        Spelling text = spelt(batch, i, row);
        out.value(slots.get(i).field()).value(text.data, text.from, text.length);
      }
    }
    others.forEach(out::value);
    into.expect(values);
  }

  /** Columns in the order of the batch. */
  List<Column> columns() {
    return columns;
  }
}

package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;

/**
 * Makes hashes of rows, a field for each value that is not NULL, or strings of JSON. The key is the
 * table's name and its primary key; rows of a table without one are numbered within their run and
 * split.
 */
final class OwnRows extends RowCommands {
  private static final byte[] HSET = Resp.argument(bytes("HSET"));
  private static final byte[] SET = Resp.argument(bytes("SET"));
  private static final byte[] NOT_THERE = Resp.argument(bytes("NX"));
  private static final byte[] MARK = Resp.argument(RowMark.NAME);

  private final byte[][] fields;
  private final byte[] prefix;
  private final byte[] unkeyed;
  private final int[] key;
  private final int expiry;
  private final Optional<JsonRow> json;
  private long ordinal;

  OwnRows(Table table, String run, int part, Endpoint endpoint) {
    super(table);
    List<String> names = columns.stream().map(Column::name).toList();
    this.fields = names.stream().map(Wire::bytes).map(Resp::argument).toArray(byte[][]::new);
    this.prefix = bytes(table.name().name());
    this.unkeyed = RowKey.of(run, Integer.toString(part));
    this.key =
        table.primaryKey().map(Key::columns).orElse(List.of()).stream()
            .mapToInt(names::indexOf)
            .toArray();
    this.json = JsonRow.is(table) ? Optional.of(new JsonRow(columns)) : Optional.empty();
    this.expiry = ExpiryColumn.of(endpoint, columns);
  }

  @Override
  void add(RowBatch batch, int row, Chunk into) {
    byte[] made = key(batch, row);
    if (!into.whole(made)) {
      throw duplicate(made);
    }
    if (json.isPresent()) {
      string(batch, row, made, json.get(), into);
    } else {
      hash(batch, row, made, into);
    }
    into.expire(made, millis(batch, expiry, row));
  }

  private void string(RowBatch batch, int row, byte[] made, JsonRow rows, Chunk into) {
    byte[][] texts = new byte[fields.length][];
    for (int i = 0; i < fields.length; i++) {
      if (batch.column(i).isNull(row)) {
        requireNullable(i);
      } else {
        texts[i] = spelt(batch, i, row).copy();
      }
    }
    byte[] text = rows.of(batch, row, texts);
    into.commands.command(4).made(SET).value(made).value(text).made(NOT_THERE);
    into.expect(Chunk.OK);
  }

  private void hash(RowBatch batch, int row, byte[] made, Chunk into) {
    int values = 0;
    for (int i = 0; i < fields.length; i++) {
      values += batch.column(i).isNull(row) ? 0 : 1;
    }
    Resp out = into.commands;
    out.command(2 + 2 * Math.max(1, values)).made(HSET).value(made);
    for (int i = 0; i < fields.length; i++) {
      if (batch.column(i).isNull(row)) {
        requireNullable(i);
      } else {
        Spelling text = spelt(batch, i, row);
        out.made(fields[i]).value(text.data, text.from, text.length);
      }
    }
    if (values == 0) {
      out.made(MARK).value(new byte[0]);
    }
    into.expect(Math.max(1, values));
  }

  private byte[] key(RowBatch batch, int row) {
    RowKey made = new RowKey().piece(prefix);
    for (int column : key) {
      if (batch.column(column).isNull(row)) {
        requireNullable(column);
        made.nothing();
      } else {
        Spelling text = spelt(batch, column, row);
        made.piece(text.data, text.from, text.length);
      }
    }
    return key.length == 0 ? made.piece(unkeyed).piece(bytes(ordinal++)).toBytes() : made.toBytes();
  }
}

package io.decant.connectors.redis;

import static io.decant.connectors.redis.Wire.bytes;

import io.decant.connectors.spi.Endpoint;
import io.decant.converter.DecantException.BadValue;
import io.decant.converter.DecantException.UserError;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Key;
import io.decant.converter.schema.LogicalType;
import io.decant.converter.schema.Table;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Makes hashes of rows, a field for each value that is not NULL, or strings of JSON. The key is the
 * table's name and its primary key; rows of a table without one are numbered within their run and
 * split.
 */
final class RowCommands {
  private static final byte[] NOT_THERE = bytes("NX");

  private final Table table;
  private final List<Column> columns;
  private final byte[][] fields;
  private final byte[] prefix;
  private final byte[] unkeyed;
  private final int[] key;
  private final int expiry;
  private final Optional<JsonRow> json;
  private long ordinal;

  RowCommands(Table table, String run, int part, Endpoint endpoint) {
    this.table = table;
    this.columns = table.storedColumns();
    List<String> names = columns.stream().map(Column::name).toList();
    this.fields = names.stream().map(Wire::bytes).toArray(byte[][]::new);
    this.prefix = bytes(table.name().name());
    this.unkeyed = RowKey.of(run, Integer.toString(part));
    this.key =
        table.primaryKey().map(Key::columns).orElse(List.of()).stream()
            .mapToInt(names::indexOf)
            .toArray();
    this.json = JsonRow.is(table) ? Optional.of(new JsonRow(columns)) : Optional.empty();
    this.expiry = names.indexOf(endpoint.parameters().getOrDefault(RedisConnector.EXPIRES, ""));
    if (expiry >= 0) {
      LogicalType.Kind kind = columns.get(expiry).type().kind();
      if (kind != LogicalType.Kind.TIMESTAMP_TZ && kind != LogicalType.Kind.TIMESTAMP) {
        throw new UserError(
            "expires",
            table.name()
                + "."
                + names.get(expiry)
                + " is no moment but "
                + columns.get(expiry).type(),
            "Name a column of dates with times.");
      }
    }
  }

  /**
   * What writes one row.
   *
   * @param command HSET, or SET of a string
   * @param expires -1 for never
   */
  record Row(Command command, byte[] key, byte[][] arguments, long expires, long bytes) {
    /** Whether that is the reply when no row was there before: so many new fields, or OK. */
    boolean isNew(@Nullable Object reply) {
      return command == Command.SET
          ? reply != null
          : reply instanceof Long added && added == (arguments.length - 1) / 2;
    }
  }

  Row of(RowBatch batch, int row) {
    return json.isPresent() ? string(batch, row, json.get()) : hash(batch, row);
  }

  private Row string(RowBatch batch, int row, JsonRow rows) {
    byte[][] texts = new byte[fields.length][];
    for (int i = 0; i < fields.length; i++) {
      if (batch.column(i).isNull(row)) {
        requireNullable(columns.get(i));
      } else {
        texts[i] = CellText.of(batch.column(i), columns.get(i).type(), row);
      }
    }
    byte[] made = key(texts);
    byte[] text = rows.of(batch, row, texts);
    byte[][] arguments = {made, text, NOT_THERE};
    return new Row(
        Command.SET, made, arguments, expires(batch, row), made.length + text.length + 16L);
  }

  private Row hash(RowBatch batch, int row) {
    int values = 0;
    for (int i = 0; i < fields.length; i++) {
      values += batch.column(i).isNull(row) ? 0 : 1;
    }
    byte[][] arguments = new byte[values == 0 ? 3 : 1 + 2 * values][];
    byte[][] texts = new byte[fields.length][];
    long bytes = 0;
    int at = 1;
    for (int i = 0; i < fields.length; i++) {
      if (batch.column(i).isNull(row)) {
        requireNullable(columns.get(i));
        continue;
      }
      texts[i] = CellText.of(batch.column(i), columns.get(i).type(), row);
      arguments[at++] = fields[i];
      arguments[at++] = texts[i];
      bytes += fields[i].length + texts[i].length + 16;
    }
    if (values == 0) {
      arguments[1] = RowMark.NAME;
      arguments[2] = new byte[0];
    }
    arguments[0] = key(texts);
    return new Row(
        Command.HSET, arguments[0], arguments, expires(batch, row), bytes + arguments[0].length);
  }

  private byte[] key(byte[][] texts) {
    RowKey made = new RowKey().piece(prefix);
    for (int column : key) {
      if (texts[column] == null) {
        made.nothing();
      } else {
        made.piece(texts[column]);
      }
    }
    return key.length == 0 ? made.piece(unkeyed).piece(bytes(ordinal++)).toBytes() : made.toBytes();
  }

  private long expires(RowBatch batch, int row) {
    if (expiry < 0 || batch.column(expiry).isNull(row)) {
      return -1;
    }
    long micros = ((LongVector) batch.column(expiry)).value(row);
    return Temporals.isInfinite(micros) || Temporals.isImpossible(micros) || micros < 0
        ? -1
        : micros / 1000;
  }

  private void requireNullable(Column column) {
    if (!column.nullable()) {
      throw new BadValue(
          table.name() + "." + column.name(),
          "NOT_NULL",
          "NULL in a column that takes none",
          "",
          null);
    }
  }
}

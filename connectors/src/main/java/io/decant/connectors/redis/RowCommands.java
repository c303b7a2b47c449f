package io.decant.connectors.redis;

import io.decant.converter.DecantException.BadValue;
import io.decant.converter.row.LongVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.row.Temporals;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.util.List;

/** Makes commands of rows. For one thread. */
abstract class RowCommands {
  final Table table;
  final List<Column> columns;
  private final Spelling spelling = new Spelling();

  RowCommands(Table table) {
    this.table = table;
    this.columns = table.storedColumns();
  }

  /**
   * Adds what writes a row.
   *
   * @throws BadValue the row cannot be written; then the chunk can only be given up
   */
  abstract void add(RowBatch batch, int row, Chunk into);

  /** The text of a value that is not NULL, until the next one is asked for. */
  final Spelling spelt(RowBatch batch, int column, int row) {
    return spelling.of(batch.column(column), columns.get(column).type(), row);
  }

  /** Milliseconds that a column of moments says; -1 for never. */
  static long millis(RowBatch batch, int column, int row) {
    if (column < 0 || batch.column(column).isNull(row)) {
      return -1;
    }
    long micros = ((LongVector) batch.column(column)).value(row);
    return Temporals.isInfinite(micros) || Temporals.isImpossible(micros) || micros < 0
        ? -1
        : micros / 1000;
  }

  final void requireNullable(int column) {
    if (!columns.get(column).nullable()) {
      throw bad(column, "NOT_NULL", "NULL in a column that takes none");
    }
  }

  final BadValue bad(int column, String code, String reason) {
    return new BadValue(table.name() + "." + columns.get(column).name(), code, reason, "", null);
  }

  final BadValue duplicate(byte[] key) {
    return bad(table, "DUPLICATE_KEY", "there is a key '" + Wire.text(key) + "' already");
  }

  static BadValue bad(Table table, String code, String reason) {
    return new BadValue(table.name().toString(), code, reason, "", null);
  }
}

package io.decant.connectors.mysql;

import io.decant.converter.row.ColumnVector;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Column;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows gathered for one statement, and the statement that sends them. For one thread. */
abstract class RowStatement {
  protected final RowBuffer buffer = new RowBuffer();
  private final ColumnWriter[] writers;
  private long rows;

  RowStatement(List<ColumnWriter> writers) {
    this.writers = writers.toArray(ColumnWriter[]::new);
  }

  /**
   * Parameters or LOAD DATA where the server lets us, else INSERT.
   *
   * @param longRows there may be rows that are longer than the server's packets
   */
  static RowStatement of(
      Table table, MySqlDialect dialect, ServerTraits traits, boolean careful, boolean longRows) {
    if (careful || table.storedColumns().isEmpty()) {
      return new InsertStatement(table, dialect, traits.maxPacketBytes());
    }
    if (traits.bulkParameters() && !longRows) {
      return new BulkStatement(table, dialect, traits.maxPacketBytes());
    }
    return traits.localInfile()
        ? new LoadStatement(table, dialect)
        : new InsertStatement(table, dialect, traits.maxPacketBytes());
  }

  /** Appends a row. */
  final void add(RowBatch batch, int row) {
    begin(rows == 0);
    for (int i = 0; i < writers.length; i++) {
      separate(i == 0);
      ColumnVector column = batch.column(i);
      if (column.isNull(row)) {
        writeNull();
      } else {
        writers[i].write(column, row, buffer);
      }
    }
    end();
    rows++;
  }

  final long rows() {
    return rows;
  }

  final void clear() {
    buffer.clear();
    rows = 0;
  }

  /** Whether this way is open for a batch's rows, however long one of them is. */
  boolean takes(RowBatch batch) {
    return true;
  }

  abstract boolean isFull();

  abstract void begin(boolean first);

  abstract void separate(boolean first);

  abstract void writeNull();

  abstract void end();

  /**
   * Sends the rows.
   *
   * @return how many the server says that it stored
   */
  abstract long send(Connection connection) throws SQLException;

  /** Called when the rows are in, before the connection is used for others. */
  void close() throws SQLException {}

  /** The columns' names in quotes. */
  static List<String> names(Table table, MySqlDialect dialect) {
    List<String> names = new ArrayList<>();
    for (Column column : table.storedColumns()) {
      names.add(dialect.quote(column.name()));
    }
    return names;
  }
}

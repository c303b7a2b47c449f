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
  private final List<ColumnWriter> writers;
  private long rows;

  RowStatement(List<ColumnWriter> writers) {
    this.writers = writers;
  }

  /** LOAD DATA where the server lets us, else INSERT. */
  static RowStatement of(Table table, MySqlDialect dialect, ServerTraits traits, boolean careful) {
    return traits.localInfile() && !careful && !table.storedColumns().isEmpty()
        ? new LoadStatement(table, dialect)
        : new InsertStatement(table, dialect, traits.maxPacketBytes());
  }

  /** Appends a row. */
  final void add(RowBatch batch, int row) {
    begin(rows == 0);
    for (int i = 0; i < writers.size(); i++) {
      separate(i == 0);
      ColumnVector column = batch.column(i);
      if (column.isNull(row)) {
        writeNull();
      } else {
        writers.get(i).write(column, row, buffer);
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

  /** The columns' names in quotes. */
  static List<String> names(Table table, MySqlDialect dialect) {
    List<String> names = new ArrayList<>();
    for (Column column : table.storedColumns()) {
      names.add(dialect.quote(column.name()));
    }
    return names;
  }
}

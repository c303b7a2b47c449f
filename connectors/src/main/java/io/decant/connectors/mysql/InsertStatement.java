package io.decant.connectors.mysql;

import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A multi-row INSERT: for servers without LOCAL, and where each batch must be checked by itself.
 */
final class InsertStatement extends RowStatement {
  private static final int MAX_BYTES = 1 << 20;

  private final String head;
  private final long fullBytes;

  InsertStatement(Table table, MySqlDialect dialect, long maxPacketBytes) {
    super(table.storedColumns().stream().map(ColumnWriter::literal).toList());
    this.head =
        "INSERT INTO "
            + dialect.table(table.name())
            + " ("
            + String.join(", ", names(table, dialect))
            + ") VALUES ";
    // A statement is sent when it is half full, so that one more row seldom makes it too long.
    this.fullBytes = Math.min(MAX_BYTES, maxPacketBytes / 2);
  }

  @Override
  boolean isFull() {
    return buffer.size() >= fullBytes;
  }

  @Override
  void begin(boolean first) {
    buffer.append(first ? head : ",\n");
    buffer.append('(');
  }

  @Override
  void separate(boolean first) {
    if (!first) {
      buffer.append(',');
    }
  }

  @Override
  void writeNull() {
    buffer.append("NULL");
  }

  @Override
  void end() {
    buffer.append(')');
  }

  @Override
  long send(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return statement.executeUpdate(buffer.text());
    }
  }
}

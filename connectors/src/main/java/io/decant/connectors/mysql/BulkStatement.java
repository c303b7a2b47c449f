package io.decant.connectors.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.exceptions.CJException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.ServerPreparedStatement;
import com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping;
import com.mysql.cj.protocol.a.NativePacketPayload;
import com.mysql.cj.protocol.a.NativeProtocol;
import com.mysql.cj.protocol.a.result.OkPacket;
import io.decant.converter.row.RowBatch;
import io.decant.converter.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT of one row that MariaDB runs once for each row of parameters, all in one packet and as
 * bytes: no digits to write and to parse, nothing to escape. The server needs a quarter less CPU
 * than for LOAD DATA.
 *
 * <p>Source: MariaDB, "COM_STMT_BULK_EXECUTE".
 */
final class BulkStatement extends RowStatement {
  private static final int FULL_BYTES = 1 << 20;
  private static final int BULK_EXECUTE = 0xfa;
  private static final int SENDS_TYPES = 128;
  private static final int STATEMENT_AT = 1;

  /** For each value: whether it is NULL, and the length in front of it. */
  private static final int HEAD_BYTES = 10;

  private final String sql;
  private final List<BulkParameter> parameters;
  private final long longestRow;
  private @Nullable ServerPreparedStatement prepared;

  BulkStatement(Table table, MySqlDialect dialect, long maxPacketBytes) {
    this(table, dialect, maxPacketBytes, parameters(table));
  }

  private BulkStatement(
      Table table, MySqlDialect dialect, long maxPacketBytes, List<BulkParameter> parameters) {
    super(parameters.stream().map(BulkParameter::writer).toList());
    List<String> names = names(table, dialect);
    this.sql =
        "INSERT INTO "
            + dialect.table(table.name())
            + " ("
            + String.join(", ", names)
            + ") VALUES ("
            + String.join(", ", Collections.nCopies(names.size(), "?"))
            + ")";
    this.parameters = parameters;
    this.longestRow = maxPacketBytes - FULL_BYTES - 2L * HEAD_BYTES * (names.size() + 1);
  }

  private static List<BulkParameter> parameters(Table table) {
    return table.storedColumns().stream().map(BulkParameter::of).toList();
  }

  /** None of the batch's rows can make the packet longer than the server takes. */
  @Override
  boolean takes(RowBatch batch) {
    return batch.usedBytes() <= longestRow;
  }

  @Override
  boolean isFull() {
    return buffer.size() >= FULL_BYTES;
  }

  @Override
  void begin(boolean first) {
    if (first) {
      buffer.append(BULK_EXECUTE);
      buffer.littleEndian(0, Integer.BYTES);
      buffer.littleEndian(SENDS_TYPES, Short.BYTES);
      parameters.forEach(parameter -> buffer.littleEndian(parameter.type(), Short.BYTES));
    }
  }

  @Override
  void separate(boolean first) {}

  @Override
  void writeNull() {
    buffer.append(1);
  }

  @Override
  void end() {}

  @Override
  long send(Connection connection) throws SQLException {
    JdbcConnection driver = connection.unwrap(JdbcConnection.class);
    buffer.setInt(STATEMENT_AT, (int) prepared(driver).getServerStatementId());
    NativePacketPayload packet = new NativePacketPayload(buffer.data());
    packet.setPayloadLength(buffer.size());
    packet.setPosition(buffer.size());
    NativeSession session = (NativeSession) driver.getSession();
    try {
      NativeProtocol protocol = session.getProtocol();
      NativePacketPayload answer = protocol.sendCommand(packet, false, 0);
      return OkPacket.parse(answer, protocol.getServerSession()).getUpdateCount();
    } catch (CJException failure) {
      throw SQLExceptionsMapping.translateException(failure);
    }
  }

  private ServerPreparedStatement prepared(JdbcConnection driver) throws SQLException {
    ServerPreparedStatement known = prepared;
    if (known == null) {
      known = (ServerPreparedStatement) driver.serverPrepareStatement(sql);
      prepared = known;
    }
    return known;
  }

  @Override
  void close() throws SQLException {
    if (prepared != null) {
      prepared.close();
    }
  }
}

package io.decant.connectors.mysql;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.SocketConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The two streams beneath an idle connection of Connector/J, decrypted where it speaks TLS. All
 * that reading knows of the driver's inside is in here ({@link BulkStatement} says what writing
 * knows); checked with its versions 9.1 and 9.7. What makes it sound: the driver reads nothing that
 * its command has not asked for, so that between two commands its buffers are empty; and it numbers
 * the packets of every command from 0 again, so that it need not know of commands that we have
 * sent. We must read each answer to its end, and nothing beyond it. The session never asks for
 * compression.
 *
 * @param endsWithOk a result ends with an OK packet (CLIENT_DEPRECATE_EOF), and none stands between
 *     columns and rows
 */
record Wire(InputStream in, OutputStream out, boolean endsWithOk) {

  static Wire beneath(Connection connection) throws SQLException, IOException {
    NativeSession session = (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
    SocketConnection socket = session.getProtocol().getSocketConnection();
    return new Wire(
        socket.getMysqlInput(),
        socket.getMysqlOutput(),
        session.getServerSession().isEOFDeprecated());
  }
}

package io.decant.connectors.mysql;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Asks MariaDB for what its protocol can do beyond MySQL's and the driver does not know: rows as
 * parameters ({@link BulkStatement}). Both sides say what they speak in their first packet; a
 * client of MySQL, and one that speaks to MySQL, sets the lowest bit of its capabilities, and then
 * the rest of its packet means nothing. Public for the driver, which makes it by its name.
 *
 * <p>Source: MariaDB, "Connection", client handshake response; the bits above 32 stand in what
 * MySQL reserves.
 */
public final class MariaDbSocketFactory extends StandardSocketFactory {
  static final int SPEAKS_MYSQL = 1;

  /** Of the first packet, its head of four bytes included. */
  private static final int CAPABILITIES_AT = 4;

  private static final int MORE_CAPABILITIES_AT = 32;

  /** MARIADB_CLIENT_STMT_BULK_OPERATIONS, the bit 34. */
  private static final int BULK_OPERATIONS = 4;

  @Override
  protected Socket createSocket(PropertySet properties) {
    return new GreetingSocket();
  }

  /**
   * Gives its stream out once more when TLS begins, and only the very first bytes are a greeting.
   */
  private static final class GreetingSocket extends Socket {
    private @Nullable OutputStream stream;

    @Override
    public OutputStream getOutputStream() throws IOException {
      OutputStream known = stream;
      if (known == null) {
        known = new Greeting(super.getOutputStream());
        stream = known;
      }
      return known;
    }
  }

  /** Adds the capability to the first bytes of the connection, and nothing to the others. */
  private static final class Greeting extends FilterOutputStream {
    private int at;
    private boolean mariaDb;

    Greeting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (at > MORE_CAPABILITIES_AT) {
        out.write(bytes, offset, length);
        return;
      }
      byte[] greeting = new byte[length];
      for (int i = 0; i < length; i++, at++) {
        byte next = bytes[offset + i];
        if (at == CAPABILITIES_AT) {
          mariaDb = (next & SPEAKS_MYSQL) == 0;
        }
        boolean ours = at == MORE_CAPABILITIES_AT && mariaDb;
        greeting[i] = ours ? (byte) (next | BULK_OPERATIONS) : next;
      }
      out.write(greeting, 0, length);
    }
  }
}

package io.decant.connectors.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** The driver's sockets, with {@link JoinedMessages} to read. The driver makes it, by its name. */
public final class CopySockets extends SocketFactory {
  private static final InetSocketAddress ANY = new InetSocketAddress(0);

  @Override
  public Socket createSocket() {
    return new CopySocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), ANY);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), ANY);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(from, fromPort));
  }

  private static Socket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
    Socket socket = new CopySocket();
    try {
      socket.bind(from);
      socket.connect(to);
      return socket;
    } catch (IOException failure) {
      socket.close();
      throw failure;
    }
  }

  private static final class CopySocket extends Socket {
    private @Nullable InputStream messages;

    /** One for all who ask, because it knows where a message ends. */
    @Override
    public synchronized InputStream getInputStream() throws IOException {
      InputStream plain = super.getInputStream();
      InputStream joined = messages == null ? new JoinedMessages(plain) : messages;
      messages = joined;
      return joined;
    }
  }
}

package io.decant.connectors.redis;

import io.decant.connectors.redis.Nodes.Node;
import io.decant.connectors.spi.Endpoint;
import io.decant.connectors.tls.Tls;
import io.decant.connectors.tls.Tls.Mode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Connects, with TLS where the URL asks for it; {@code rediss:} asks, and has the host checked. */
final class RedisSockets implements JedisSocketFactory {
  private static final int CONNECT_MILLIS = 10_000;
  private final Node node;
  private final int replyMillis;
  private final Optional<Tls> tls;
  private @Nullable Socket made;

  RedisSockets(Node node, int replyMillis, Optional<Tls> tls) {
    this.node = node;
    this.replyMillis = replyMillis;
    this.tls = tls;
  }

  static Optional<Tls> tls(Endpoint endpoint) {
    boolean secure = endpoint.typed().equals("rediss");
    return Tls.of(endpoint, secure ? Mode.VERIFY_FULL : Mode.DISABLE);
  }

  @Override
  public Socket createSocket() {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(new InetSocketAddress(node.host(), node.port()), CONNECT_MILLIS);
      socket.setSoTimeout(replyMillis);
      Socket ready = tls.isPresent() ? secured(socket, tls.get()) : socket;
      made = ready;
      return ready;
    } catch (IOException failure) {
      closeQuietly(socket);
      throw new JedisConnectionException(
          "no connection to " + node.host() + ":" + node.port(), failure);
    }
  }

  /** Of the socket that was made last. */
  OutputStream out() throws IOException {
    if (made == null) {
      throw new IOException("not connected");
    }
    return made.getOutputStream();
  }

  private Socket secured(Socket plain, Tls how) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            how.context().getSocketFactory().createSocket(plain, node.host(), node.port(), true);
    if (how.checksHost()) {
      SSLParameters checking = socket.getSSLParameters();
      checking.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(checking);
    }
    socket.startHandshake();
    return socket;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // what matters is told already
    }
  }
}

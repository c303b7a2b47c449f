package io.decant.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.testing.TcpProxy.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server behind the proxy sends every byte back. */
class TcpProxyTest {

  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void openTheDoor() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread server = new Thread(this::serve);
    server.setDaemon(true);
    server.start();
    proxy =
        new TcpProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), echo.getLocalPort()));
  }

  @AfterEach
  void closeTheDoor() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void everyBytePassesWithoutAFault() throws IOException {
    String text = "x".repeat(100_000);
    try (Socket client = client()) {
      send(client, text);
      assertThat(receive(client, text.length())).isEqualTo(text);
    }
    assertThat(proxy.cuts()).isZero();
  }

  @Test
  void theCutComesAfterExactlySoManyBytesAndOnlyOnce() throws IOException {
    proxy.cutAfter(Direction.REPLY, 5);
    try (Socket client = client()) {
      send(client, "0123456789");
      assertThat(receive(client, 10)).isEqualTo("01234");
    }
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThatAFreshConnectionWorks();
  }

  @Test
  void theCutComesBeforeTheTextEvenInPieces() throws IOException {
    proxy.cutAt(Direction.REPLY, "COMMIT");
    try (Socket client = client()) {
      send(client, "rows com");
      assertThat(receive(client, 8)).isEqualTo("rows com");
      send(client, "mit");
      assertThat(receive(client, 1)).isEmpty();
    }
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThatAFreshConnectionWorks();
  }

  @Test
  void theCommitHappensWhoseReplyIsLost() throws SQLException {
    loseTheReplyToCommit(TestServers.postgresql(), door -> door.cutAt(Direction.REPLY, "COMMIT"));
    loseTheReplyToCommit(TestServers.mysql(), door -> door.cutReplyTo("commit"));
    loseTheReplyToCommit(TestServers.mariadb(), door -> door.cutReplyTo("commit"));
  }

  private static void loseTheReplyToCommit(TestServer server, Consumer<TcpProxy> fault)
      throws SQLException {
    try (TestDatabase database = server.newDatabase();
        TcpProxy door = TcpProxy.before(database.url());
        Connection direct = database.connect();
        Statement observer = direct.createStatement();
        Connection client = JdbcServer.connect(URI.create(door.through(database.url())));
        Statement writer = client.createStatement()) {
      observer.execute("CREATE TABLE t (id int PRIMARY KEY)");
      client.setAutoCommit(false);
      writer.execute("INSERT INTO t VALUES (1)");
      fault.accept(door);
      assertThatThrownBy(client::commit).as(server.name()).isInstanceOf(SQLException.class);
      assertThat(door.cuts()).isEqualTo(1);
      try (ResultSet rows = observer.executeQuery("SELECT id FROM t")) {
        assertThat(rows.next()).as(server.name()).isTrue();
      }
    }
  }

  @Test
  void aBlackHoleHoldsBytesBackUntilHealed() throws IOException {
    proxy.blackHole(Direction.REPLY);
    try (Socket client = client()) {
      send(client, "hello");
      client.setSoTimeout(200);
      assertThatThrownBy(() -> receive(client, 5)).isInstanceOf(SocketTimeoutException.class);
      proxy.heal();
      client.setSoTimeout(10_000);
      assertThat(receive(client, 5)).isEqualTo("hello");
    }
  }

  @Test
  void throttlingTakesItsTime() throws IOException {
    proxy.throttle(Direction.REQUEST, 10_000);
    long begin = System.nanoTime();
    try (Socket client = client()) {
      send(client, "x".repeat(5_000));
      assertThat(receive(client, 5_000)).hasSize(5_000);
    }
    assertThat(System.nanoTime() - begin).isGreaterThan(400_000_000L);
  }

  private void assertThatAFreshConnectionWorks() throws IOException {
    try (Socket client = client()) {
      send(client, "commit");
      assertThat(receive(client, 6)).isEqualTo("commit");
    }
  }

  private Socket client() throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    client.setSoTimeout(10_000);
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads so many bytes, or fewer if the connection ends before. */
  private static String receive(Socket client, int bytes) throws IOException {
    return new String(client.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread answer = new Thread(() -> answer(socket));
        answer.setDaemon(true);
        answer.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      in.transferTo(socket.getOutputStream());
    } catch (IOException cut) {
      // the proxy's doing
    }
  }
}

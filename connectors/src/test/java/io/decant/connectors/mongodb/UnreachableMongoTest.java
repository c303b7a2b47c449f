package io.decant.connectors.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decant.connectors.spi.EndpointUrl;
import io.decant.connectors.testing.MongoServer;
import io.decant.connectors.testing.TestServers;
import io.decant.converter.DecantException.EndpointFailure;
import io.decant.converter.DecantException.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Why nobody answers is said, although the driver only says that it has waited. */
class UnreachableMongoTest {

  @Test
  void aNameWithoutServersInDns() {
    assertThatThrownBy(() -> open("mongodb+srv://cluster.invalid/shop?connect_timeout=1"))
        .isInstanceOf(EndpointFailure.class)
        .hasMessageContaining("DNS")
        .hasMessageContaining("cluster.invalid");
  }

  @Test
  void aServerThatEndsEveryConnection() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread closing = new Thread(() -> closeAll(server));
      closing.setDaemon(true);
      closing.start();
      assertThatThrownBy(
              () ->
                  open("mongodb://127.0.0.1:" + server.getLocalPort() + "/shop?connect_timeout=1"))
          .isInstanceOf(EndpointFailure.class)
          .hasMessageContaining("ends the connection");
    }
  }

  @Test
  void aReplicaSetOfAnotherName() {
    try (MongoServer.Database database = TestServers.mongodb().newDatabase()) {
      String url = database.url();
      String other =
          url.replaceAll("&replicaSet=[^&]*", "").replaceAll("[?]replicaSet=[^&]*&?", "?")
              + (url.contains("?") ? "&" : "?")
              + "replicaSet=other&connect_timeout=1";
      assertThatThrownBy(() -> open(other))
          .isInstanceOfSatisfying(
              EndpointFailure.class,
              failure -> assertThat(failure.hint()).contains("replica set is called 'other'"));
    }
  }

  private static void open(String url) {
    new MongoConnector().openSource(EndpointUrl.parse(Role.SOURCE, url)).close();
  }

  private static void closeAll(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException closed) {
      // the test has ended
    }
  }
}

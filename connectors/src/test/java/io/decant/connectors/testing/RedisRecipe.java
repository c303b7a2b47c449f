package io.decant.connectors.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Redis from the program that embedded-redis packs. It wants the system's libssl 3.
 *
 * @param options further to the usual ones
 * @param certificate of a server that speaks TLS too, on the port after its usual one
 */
record RedisRecipe(List<String> options, Optional<Certificate> certificate)
    implements ServerRecipe {
  private static final String PROGRAM = "redis-server-6.2.6-v5-linux-amd64";

  @Override
  public ServerPackage carrier() {
    return ServerPackage.containing(PROGRAM);
  }

  @Override
  public void unpack(ServerPackage carrier, Path home) throws IOException {
    Path program = home.resolve("redis-server");
    try (var content = RedisRecipe.class.getClassLoader().getResourceAsStream(PROGRAM)) {
      Files.copy(content, program);
    }
    program.toFile().setExecutable(true, false);
  }

  /** There is nothing to prepare. */
  @Override
  public List<String> initialise(Path home, Path data) {
    return List.of("true");
  }

  @Override
  public List<String> serve(Path home, Path folder, int port) {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("redis-server").toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.resolve("data").toString(),
                "--save",
                "",
                "--databases",
                Integer.toString(RedisServer.DATABASES),
                "--requirepass",
                LOGIN));
    command.addAll(options);
    certificate.ifPresent(
        own ->
            command.addAll(
                List.of(
                    "--tls-port",
                    Integer.toString(port + 1),
                    "--tls-cert-file",
                    own.file().toString(),
                    "--tls-key-file",
                    own.key().toString(),
                    "--tls-ca-cert-file",
                    own.file().toString(),
                    "--tls-auth-clients",
                    "no")));
    return command;
  }

  @Override
  public String endingSignal() {
    return "KILL";
  }

  @Override
  public URI address(int port) {
    return URI.create("redis://:%s@127.0.0.1:%d/0".formatted(LOGIN, port));
  }

  @Override
  public TestServer at(URI address) {
    return RedisServer.at(address);
  }
}

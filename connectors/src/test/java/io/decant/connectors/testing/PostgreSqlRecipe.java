package io.decant.connectors.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL from the binaries that zonky packs for its embedded server.
 *
 * @param certificate with which it also speaks TLS
 */
record PostgreSqlRecipe(Optional<Certificate> certificate) implements ServerRecipe {

  private static final String ARCHIVE = "postgres-linux-x86_64.txz";

  @Override
  public ServerPackage carrier() {
    return ServerPackage.containing(ARCHIVE);
  }

  @Override
  public void unpack(ServerPackage carrier, Path home) throws IOException {
    carrier.untar(ARCHIVE, XZInputStream::new, home);
    Files.writeString(home.resolve("password"), LOGIN);
  }

  @Override
  public List<String> initialise(Path home, Path data) {
    return unprivileged(
        data,
        List.of(
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + data,
            "--username=" + LOGIN,
            "--pwfile=" + home.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
  }

  /**
   * Logical decoding shows a commit only once its log record is flushed, so synchronous commit
   * stays on; fsync may go, because a data folder never outlives its machine's memory.
   */
  @Override
  public List<String> serve(Path home, Path folder, int port) throws IOException {
    Path data = folder.resolve("data");
    if (certificate.isPresent()) {
      for (Path file : List.of(certificate.get().file(), certificate.get().key())) {
        Files.copy(file, data.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return unprivileged(
        data,
        List.of(
            home.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "wal_level=logical",
            "-c",
            "fsync=off",
            "-c",
            "ssl=" + certificate.isPresent()));
  }

  /** PostgreSQL's immediate shutdown; a killed postmaster would leave shared memory behind. */
  @Override
  public String endingSignal() {
    return "QUIT";
  }

  @Override
  public URI address(int port) {
    return URI.create("postgresql://%s:%s@127.0.0.1:%d/postgres".formatted(LOGIN, LOGIN, port));
  }

  private static List<String> unprivileged(Path data, List<String> command) {
    List<String> all = new ArrayList<>(Account.unprivileged(data));
    all.addAll(command);
    return all;
  }
}

